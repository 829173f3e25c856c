"""Saying ahead that a step of vetting runs out, once for each time the programme names."""

from collections.abc import Collection
from datetime import date


def due(warn_days: Collection[int], last_day: date, at: date) -> int | None:
    """The nearest of the times to warn that has come: so many days or fewer are left. None before the first and after.

    After a standstill only the nearest is due; the earlier ones would say what is no longer so.
    """
    left = (last_day - at).days
    return min((days for days in warn_days if 0 <= left <= days), default=None)
