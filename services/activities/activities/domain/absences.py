"""When somebody has stayed away several times in a row, and a coordinator should ask how things are.

A run is never held against anybody: it is there until they come again, say that they cannot come, or a coordinator has
talked with them. Deliberately not here: any reason, and any event about it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from activities.domain.attendance import Mark


class Standing(StrEnum):
    """How one person, or one family together, stood at one meeting."""

    CAME = "came"
    EXCUSED = "excused"
    ABSENT = "absent"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Run:
    """Absences in a row without a word, up to the latest meeting: when the first and the last was, and how many."""

    first: datetime
    last: datetime
    times: int


@dataclass(frozen=True)
class Asked:
    """A run, and whether it waits for somebody to ask; if not, somebody has, and they have not come since."""

    run: Run
    open: bool


def together(marks: Iterable[Mark | None]) -> Standing:
    """How a family stood: it came if one of it came, and is excused if one of it has said so."""
    known = [mark for mark in marks if mark is not None]
    if any(mark.came for mark in known):
        return Standing.CAME
    if any(mark.excused for mark in known):
        return Standing.EXCUSED
    return Standing.ABSENT if known else Standing.UNKNOWN


def run(stood: Sequence[tuple[datetime, Standing]], *, talked_through: datetime | None = None) -> Run | None:
    """The run that lasts until now, by meetings in the order they were held; None if the last was no absence.

    Whoever comes, says that they cannot come, or of whom nothing is known ends it: only what is known to be in a row
    is. What a coordinator has talked about (`talked_through` a moment) is not counted again.
    """
    missed: list[datetime] = []
    for at, standing in reversed(stood):
        if standing != Standing.ABSENT or (talked_through is not None and at <= talked_through):
            break
        missed.append(at)
    return Run(first=missed[-1], last=missed[0], times=len(missed)) if missed else None


def asked(stood: Sequence[tuple[datetime, Standing]], in_a_row: int, talked_through: datetime | None) -> Asked | None:
    """Whether there is a reason to ask, by what is known now; None when there is nothing to keep."""
    whole, since = run(stood), run(stood, talked_through=talked_through)
    if since is not None and since.times >= in_a_row:
        return Asked(run=since, open=True)
    return Asked(run=whole, open=False) if whole is not None and talked_through is not None else None
