"""What needs a coordinator today: one list over meetings, registrations, follow-ups, promises and money, by their day.

Deliberately not here: names; and doing any of it, for which each thing tells the door.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from activities.actions import helping
from activities.domain import today as listed
from activities.domain.days import whole
from activities.domain.local import COPENHAGEN, local_day
from activities.domain.periods import ONCE_AFTER, week_of
from activities.domain.today import KINDS, Thing
from activities.queries.today import Found, Reader, Reading, as_found, before, kinds
from activities.tables import Meeting
from chassis.work import Work
from contracts.programmes import Programme, load

Row = Mapping[str, Any]
OFFERS_LAPSE = timedelta(hours=24)
# Counted as at noon, so that a figure changes because something was done and not with every hour.
NOON = time(12)
BACK = timedelta(days=366)


def page(work: Work, portion: Any, *, kind: str | None) -> Sequence[Row]:
    """The part of the caller's list that is asked for."""
    reader = Reader(person=work.caller.subject, organisation=work.caller.organisation)
    looked = _Looked(reading=Reading(session=work.session, reader=reader), now=work.now)
    things = sorted((each for each in looked.things() if kind in (None, each.kind)), key=lambda thing: thing.id)
    return [_view(each) for each in things if not portion.after or each.id > portion.after][: portion.limit + 1]


def counts(session: Any, today: date) -> Mapping[tuple[str, ...], float]:
    """How much of each kind needs somebody, by programme and kind; a board's answer is of no programme."""
    looked = _Looked(reading=Reading(session=session), now=datetime.combine(today, NOON, COPENHAGEN).astimezone(UTC))
    return Counter((each.programme or "", each.kind) for each in looked.things())


@dataclass(frozen=True, kw_only=True)
class _Looked:
    """A list at one moment."""

    reading: Reading
    now: datetime

    @property
    def today(self) -> date:
        return local_day(self.now)

    def things(self) -> Iterator[Thing]:
        """Everything on it, in no order."""
        for kind, found in self._by_kind().items():
            for each in found:
                on = local_day(each.at) if isinstance(each.at, datetime) else each.at
                yield Thing(
                    kind=kind, subject=each.subject, on=on, programme=each.programme, activity_id=each.activity_id
                )

    def _by_kind(self) -> Mapping[str, Iterator[Found]]:
        sunday, reading = week_of(self.today).last, self.reading
        return {
            "meeting_today": map(as_found, self._meetings_today()),
            "attendance_missing": map(as_found, self._unrecorded()),
            "not_arranged": map(as_found, filter(_lacks, self._soon())),
            "volunteers_needed": map(as_found, helping.short(reading.session, self._soon())),
            "approval_awaited": reading.approvals(self.today),
            "absences": reading.follow_ups("absences"),
            "unvetted_walk_in": reading.follow_ups("unvetted_walk_in"),
            "intake_waiting": reading.intakes(),
            "offer_lapsing": reading.offers(self.now + OFFERS_LAPSE),
            "promise_due": reading.promises_due(sunday, _rhythms(after=False)),
            "course_follow_up_due": reading.promises_due(sunday, _rhythms(after=True)),
            "promise_missed": reading.promises_missed(self.today - BACK),
            "expense_waiting": reading.expenses(),
        }

    def _meetings_today(self) -> Sequence[Meeting]:
        begin, end = whole(self.today, self.today)
        return self.reading.meetings(Meeting.starts_at >= begin, Meeting.starts_at < end)

    def _unrecorded(self) -> Sequence[Meeting]:
        """Planned meetings that should have been recorded by now, of kinds that can be."""
        late = {code: self.now - timedelta(days=each.activities.register_within_days) for code, each in load().items()}
        counted = {code: _counted(each) for code, each in load().items()}
        return self.reading.meetings(before(late, Meeting.ends_at), kinds(counted))

    def _soon(self) -> Sequence[Meeting]:
        """Meetings so near that whatever is missing is needed now."""
        soon = {code: self.now + timedelta(days=each.activities.warn_unstaffed_days) for code, each in load().items()}
        return self.reading.meetings(Meeting.starts_at > self.now, before(soon, Meeting.starts_at))


def _counted(programme: Programme) -> list[str]:
    return [name for name, kind in programme.meetings.items() if kind.attendance or kind.drop_in]


def _lacks(meeting: Meeting) -> bool:
    roles = [one.role for one in meeting.participants]
    return listed.missing(meeting.needed or (), roles, meeting.arranged or ())


def _rhythms(*, after: bool) -> list[tuple[str, str]]:
    """The rhythms of all programmes that come once after a course, or the others."""
    return [
        (code, name)
        for code, programme in load().items()
        for name, rhythm in programme.rhythms.items()
        if (rhythm.every == ONCE_AFTER) is after
    ]


def _view(thing: Thing) -> Row:
    kind = KINDS[thing.kind]
    return {
        "id": thing.id,
        "kind": thing.kind,
        "programme": thing.programme,
        "about": kind.about,
        "subject": thing.subject,
        "activity_id": thing.activity_id,
        "on": thing.on,
        "row": thing.row(load().get(thing.programme or "")),
        "what": kind.what,
        "to_do": kind.to_do,
        "door": thing.door,
    }
