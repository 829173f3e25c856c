"""What a rhythm is promised to: a programme, its areas, its matches or the activities of a course, each with its days.

Nothing is promised before anything began: to a match from the day it is one, to anything else from the day for which
the first meeting of these kinds was planned. Deliberately not here: what becomes of it (`promises`).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from activities.domain.periods import ONCE_AFTER
from activities.queries import promises as kept
from activities.tables import Activity, Match, Meeting
from chassis.work import Work
from contracts.programmes import Programme
from contracts.programmes.parts.meetings import Rhythm

PROGRAMME, AREA, MATCH, COURSE = "programme", "area", "match", "course"


@dataclass(frozen=True, kw_only=True)
class Watched:
    """What a rhythm is promised to, and the words that stand on its promises."""

    to: str
    organisation: str
    area: str
    begins_at: datetime
    ended_at: datetime | None = None
    version: str | None = None
    match_id: UUID | None = None
    activity_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Account:
    """One rhythm of one programme, and perhaps only some of what it is promised to."""

    programme: Programme
    name: str
    only: Collection[str] | None = None
    #: The first day whose promises are asked about, where not all are.
    since: date | None = None

    @property
    def rhythm(self) -> Rhythm:
        """The rhythm as the programme says it."""
        return self.programme.rhythms[self.name]

    @property
    def per(self) -> str:
        """What it is promised for each of; once after a course, for each course."""
        return COURSE if self.rhythm.every == ONCE_AFTER else self.rhythm.per

    @property
    def of(self) -> kept.Kinds:
        """The meetings that keep it."""
        return kept.Kinds(self.programme.code, self.rhythm.meetings, self.per, self.only)

    @property
    def sessions(self) -> kept.Kinds:
        """The meetings after the last of which something is promised once."""
        course = self.programme.courses.get(self.rhythm.course or "")
        after = course.meetings if course and self.rhythm.every == ONCE_AFTER else ()
        return kept.Kinds(self.programme.code, after, COURSE, self.only)

    def to(self, meeting: Meeting) -> str | None:
        """Which of its promises a meeting may concern, if any."""
        if meeting.programme != self.programme.code or meeting.kind not in (*self.of.kinds, *self.sessions.kinds):
            return None
        said = {PROGRAMME: meeting.programme, AREA: meeting.area, MATCH: meeting.match_id, COURSE: meeting.activity_id}
        return str(said[self.per]) if said[self.per] else None


def watched(work: Work, account: Account, since: date) -> Iterator[Watched]:
    """Everything the rhythm is promised to that has not ended before a day."""
    if account.per == MATCH:
        yield from _matches(work, account, since)
    elif account.per == COURSE:
        yield from _activities(work, account)
    else:
        yield from _places(work, account)


def _places(work: Work, account: Account) -> Iterator[Watched]:
    """The programme or its areas, as whoever runs the programme here has promised them."""
    for to, starts_at in kept.first_meetings(work.session, account.of).items():
        area = to if account.per == AREA else kept.first_area(work.session, account.of)
        yield Watched(
            to=to,
            organisation=work.organisation,
            area=area or to,
            begins_at=starts_at,
            version=account.programme.version,
        )


def _matches(work: Work, account: Account, since: date) -> Iterator[Watched]:
    for match in kept.matches(work.session, account.of, datetime.combine(since, time(), UTC)):
        if _is_of(account, match):
            words: dict[str, Any] = {"organisation": match.organisation, "area": match.area}
            yield Watched(
                to=str(match.id),
                begins_at=match.matched_at or work.now,
                ended_at=match.ended_at,
                version=match.programmeversion,
                match_id=match.id,
                **words,
            )


def _is_of(account: Account, match: Match) -> bool:
    """Whether these meetings are of such a match: some kinds of meeting are of one track only. # S3-08"""
    need = account.programme.needs.get(match.kind or "")
    tracks = {account.programme.meetings[kind].track for kind in account.of.kinds}
    return None in tracks or need is None or need.track in tracks


def _activities(work: Work, account: Account) -> Iterator[Watched]:
    begun: Mapping[Any, datetime] = kept.first_meetings(work.session, account.of)
    if account.rhythm.every == ONCE_AFTER:
        begun = kept.last_sessions(work.session, account.sessions)
    for activity in kept.of_course(work.session, account.of, account.rhythm.course or ""):
        if activity.id in begun:
            yield _as_watched(activity, begun[activity.id], goes_on=account.rhythm.every == ONCE_AFTER)


def _as_watched(activity: Activity, begins_at: datetime, *, goes_on: bool) -> Watched:
    return Watched(
        to=str(activity.id),
        organisation=activity.organisation,
        area=activity.area,
        begins_at=begins_at,
        # What is promised after a course outlives it.
        ended_at=None if goes_on else activity.ended_at,
        version=activity.programmeversion,
        activity_id=activity.id,
    )
