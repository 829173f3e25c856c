"""Time that is taken: which of some spans meet others, of persons, venues and things alike.

A span ends where the next may begin. Deliberately not here: whose time it is to be told to whom.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from activities.domain.spans import Span
from contracts.refusals import Refused

ELSEWHERE = {"da": "noget andet", "en": "something else"}
WHO = {
    "person": {"da": "En af deltagerne", "en": "One of the participants"},
    "venue": {"da": "Stedet", "en": "The venue"},
    "resource": {"da": "Noget af det, der skal bruges,", "en": "Something that is to be used"},
}
FIELDS = {"person": "starts_at", "venue": "venue_id", "resource": "resources"}


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A subject that a meeting takes for a while; `what` is person, venue or resource."""

    subject: UUID
    what: str
    meeting: UUID
    starts_at: datetime
    ends_at: datetime


def clashes(wanted: Span, taken: Sequence[Taken]) -> list[Taken]:
    """What of `taken`, the earliest first, meets a span."""
    begun = bisect_left(taken, wanted[1], key=lambda each: each.starts_at)
    return [each for each in taken[:begun] if each.ends_at > wanted[0]]


def objections(clashing: Sequence[Taken], days: Iterable[date], *, known: Collection[UUID]) -> Iterator[Refused]:
    """Why people and things cannot be had on these days: they are taken, by a meeting that is named where it is known.

    Never who it is that is taken.
    """
    if clashing:
        first = min(clashing, key=lambda each: (each.starts_at, each.meeting))
        meeting = {"da": f"mødet {first.meeting}", "en": f"the meeting {first.meeting}"}
        yield Refused(
            "double_booked",
            field=FIELDS[first.what],
            who=WHO[first.what],
            days=_listed(days),
            meeting=meeting if first.meeting in known else ELSEWHERE,
        )


def objections_among(spans: Mapping[UUID, Sequence[Span]]) -> Iterator[Refused]:
    """Why meetings that are planned together cannot all be: somebody or something would be at two of them at once."""
    for mine in spans.values():
        for one, next in pairwise(sorted(mine)):
            if next[0] < one[1]:
                yield Refused("meetings_overlap", field="starts_at", on=next[0].date())


def _listed(days: Iterable[date]) -> dict[str, str]:
    each = sorted(set(days))
    return {
        "da": ", ".join(f"{day.day}.{day.month}.{day.year}" for day in each),
        "en": ", ".join(day.isoformat() for day in each),
    }
