"""Suppression: a count so small that somebody could be recognised behind it is not shown to the public.

Nothing stays nothing: that a thing has not happened points at nobody. Totals over programmes are not shown at all, so
that a hidden count cannot be worked out from the others.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """A count as the public sees it: itself, or only that it is under a limit."""

    count: int | None
    under: int | None = None

    def text(self, language: str) -> str:
        """`1.284` or `under 5` in Danish, `1,284` or `under 5` in English."""
        if self.count is None:
            return f"under {self.under}"
        grouped = f"{self.count:,}"
        return grouped.replace(",", ".") if language == "da" else grouped


def shown(count: int, *, below: int) -> Shown:
    """The count, unless it lies between 1 and `below`, `below` not included."""
    return Shown(None, under=below) if 0 < count < below else Shown(count)
