"""When a volunteer may take a pause, and what ending it early means. Deliberately not here: being away (`facts`)."""

from collections.abc import Iterable
from datetime import date, timedelta

from contracts.refusals import Refused
from matching.domain.facts import Pause


def check(pause: Pause, others: Iterable[Pause]) -> None:
    """A pause ends no earlier than it begins, and is not taken twice.

    Raises:
        Refused: `pause_ends_before_it_begins` or `pause_overlaps`.
    """
    if pause.until and pause.until < pause.begins:
        raise Refused("pause_ends_before_it_begins", field="until", begins=pause.begins)
    for other in others:
        if _overlap(pause, other):
            raise Refused("pause_overlaps", field="begins", begins=other.begins)


def is_over(pause: Pause, today: date) -> bool:
    """Whether there is nothing left of it to end."""
    return pause.until is not None and pause.until < today


def ended(pause: Pause, today: date) -> Pause | None:
    """The pause if the volunteer is back today; None if nothing of it has been."""
    yesterday = today - timedelta(days=1)
    return Pause(begins=pause.begins, until=yesterday) if pause.begins <= yesterday else None


def _overlap(one: Pause, other: Pause) -> bool:
    return one.begins <= (other.until or date.max) and other.begins <= (one.until or date.max)
