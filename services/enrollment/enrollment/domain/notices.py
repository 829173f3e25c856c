"""What a family that takes part should be told of its place in the programme. A notice puts nobody out by itself.

Only moving away has a day on which taking part ends; growing up is never more than an offer of a good goodbye.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from contracts.programmes import Programme
from enrollment.domain.days import turns
from enrollment.domain.families import ADULT, Family, Kind, Member, grown_up


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What has changed, by which source row, for whom if for one person, and the day it is about."""

    code: str
    row: str
    person: UUID | None = None
    must_end_by: date | None = None
    goodbye_by: date | None = None


def notices(programme: Programme, family: Family, on: date, must_end_by: date | None) -> tuple[Notice, ...]:
    """Everything there is to be told on a date."""
    return tuple(_notices(programme, family, on, must_end_by))


def _notices(programme: Programme, family: Family, on: date, must_end_by: date | None) -> Iterator[Notice]:
    if must_end_by:
        row = programme.row_of("target_group.lives_in")
        yield Notice(code="moved_out", row=row, must_end_by=must_end_by)
    for member in grown_up(family, on):
        yield Notice(code="grown_up", row=programme.row_of("wish.child_says_from"), person=member.person)
    if programme.target_group.with_children:
        yield from _outgrown(programme, family, on)


def _outgrown(programme: Programme, family: Family, on: date) -> Iterator[Notice]:
    lasts = [_last_day(programme, member) for member in family.members if member.kind != Kind.GUARDIAN]
    if any(on <= last for last in lasts):
        return
    offered = timedelta(days=programme.goodbye.within_days)
    goodbye_by = max(lasts) + offered if lasts else None
    yield Notice(code="outgrown", row=programme.row_of("target_group.with_children"), goodbye_by=goodbye_by)


def _last_day(programme: Programme, member: Member) -> date:
    """The last day on which somebody is young enough for some track; a child is a child until it is grown up."""
    bands = _oldest(programme, member.kind)
    oldest = min(max(bands, default=ADULT - 1), ADULT - 1) if member.kind == Kind.CHILD else max(bands, default=-1)
    return turns(oldest + 1, member.born) - timedelta(days=1)


def _oldest(programme: Programme, kind: Kind) -> Iterable[int]:
    return [track.ages[kind].at_most for track in programme.tracks.values() if kind in track.ages]
