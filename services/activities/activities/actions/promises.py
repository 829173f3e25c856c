"""Keeping account of what the programmes' rhythms promise: drawn anew from what has happened, told when it changes.

Recording a meeting settles what it belongs to at once, a timer everything; both draw the same from the same facts, and
of a rhythm one at a time. `promise.kept` may follow `promise.missed` when a meeting is recorded late. Days of which
more is learnt later (the breaks a council decides, a match that had ended) can waive what was missed; nothing that was
kept is ever anything else. Deliberately not here: what is promised when (`domain.promises`).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from activities.actions import rows
from activities.domain import days_off
from activities.domain.local import local_day
from activities.domain.periods import ONCE_AFTER
from activities.domain.promises import Calendar, Line, Promise, State, Terms, promised, promised_after
from activities.queries import promises as kept
from activities.tables import Activity, Match, Meeting, RhythmKept
from activities.tables import Promise as Row
from chassis.desk import Desk
from chassis.work import Work
from contracts.programmes import Programme, load
from contracts.programmes.parts.meetings import Rhythm

# What is further back is left as it stands: nobody can register so late, and no timer has rested so long.
BACK = timedelta(days=366)
TOLD: Mapping[State, str] = {State.KEPT: "promise.kept.v1", State.MISSED: "promise.missed.v1"}
NEVER_AGAIN = frozenset({State.KEPT, State.MISSED})


@dataclass(frozen=True, kw_only=True)
class Watched:
    """What a rhythm is promised to, with the words that stand on its promises."""

    to: UUID | str
    organisation: str
    area: str
    begins_at: datetime
    ended_at: datetime | None = None
    version: str | None = None
    match: UUID | None = None
    activity: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Account:
    """One rhythm of one programme, and perhaps only some of what it is promised to."""

    programme: Programme
    name: str
    only: Collection[UUID | str] | None = None

    @property
    def rhythm(self) -> Rhythm:
        """The rhythm as the programme says it."""
        return self.programme.rhythms[self.name]

    @property
    def per(self) -> str:
        """What it is promised for each of; after a course, of each course."""
        return "course" if self.rhythm.every == ONCE_AFTER else self.rhythm.per

    @property
    def of(self) -> tuple[str, Collection[str]]:
        """The meetings that keep it."""
        return self.programme.code, self.rhythm.meetings

    @property
    def sessions(self) -> tuple[str, Collection[str]]:
        """The meetings of the course that it comes after."""
        course = self.programme.courses.get(self.rhythm.course or "")
        return self.programme.code, course.meetings if course and self.rhythm.every == ONCE_AFTER else ()

    def concerns(self, meeting: Meeting) -> bool:
        """Whether a meeting can change what became of its promises."""
        return meeting.kind in (*self.of[1], *self.sessions[1])
