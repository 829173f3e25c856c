"""Keeping account of what the programmes' rhythms promise: drawn anew from what has happened, told when it changes.

Recording a meeting settles what it belongs to at once, a timer settles everything; both draw the same from the same
facts, one rhythm at a time. `promise.kept` may follow `promise.missed` when a meeting is recorded late. What is learnt
later about days (the breaks a council decides, a match that had ended) can waive what was missed; what was kept stays
so. Deliberately not here: what is promised when (`domain.promises`), and to what (`watching`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from activities.actions import rows, school_breaks
from activities.actions.reaching import OfProgramme
from activities.actions.watching import Account, Watched, watched
from activities.domain.days import whole
from activities.domain.local import local_day
from activities.domain.periods import ONCE_AFTER, period_of
from activities.domain.promises import Calendar, Line, Promise, State, Terms, promised, promised_after
from activities.queries import promises as kept
from activities.tables import Meeting, RhythmKept
from activities.tables import Promise as Row
from chassis.work import Work
from contracts.programmes import load

# What is further back is left as it stands: nobody registers so late, and no timer has rested so long.
BACK = timedelta(days=366)
NEAR = timedelta(days=31)
# After so many that something is promised to, others have their turn.
BREATH = 100
AHEAD = timedelta(days=366)
DECIDED = (State.KEPT, State.MISSED)


def settle_all(desk: Any) -> None:
    """Settle every rhythm of every programme, each in a transaction of its own."""
    for account in [Account(programme=each, name=name) for each in load().values() for name in each.rhythms]:
        desk.transact(lambda work, account=account: settle(work, account))
    desk.transact(lambda work: kept.drop_unwatched(work.session, work.today))


def follow(work: Work, meetings: Iterable[Meeting]) -> None:
    """Settle what some meetings that are recorded may have kept."""
    touched: dict[tuple[str, str], dict[str, date]] = {}
    for meeting in meetings:
        programme = load().get(meeting.programme)
        for name in programme.rhythms if programme else ():
            if to := Account(programme=load()[meeting.programme], name=name).to(meeting):
                lines = touched.setdefault((meeting.programme, name), {})
                lines[to] = min(local_day(meeting.starts_at), lines.get(to, work.today))
    for (code, name), lines in sorted(touched.items()):
        settle(work, Account(programme=load()[code], name=name, only=set(lines), since=min(lines.values())))


def settle(work: Work, account: Account) -> None:
    """Let the rows of a rhythm say what its promises are today, and tell what came to be kept or missed."""
    row = rows.made(work.session, RhythmKept, programme=account.programme.code, rhythm=account.name)
    if account.only is None and row.settled_on == work.today:
        # All of it has been gone through today; what changes within a day is near.
        account = replace(account, since=work.today - NEAR)
    elif account.only is None:
        row.settled_on = work.today
    _Settling(work, account).settle()


def overdue(session: Any, today: date) -> Mapping[tuple[str, ...], float]:
    """Of how much that is running the last promise was missed, by programme and rhythm."""
    missed = kept.missed_in_a_row(session, today - BACK)
    return Counter((programme, rhythm) for programme, rhythm, _ in missed)


def in_a_row(session: Any, today: date) -> Mapping[tuple[str, ...], float]:
    """How often a rhythm was missed in a row where that is most, by programme and rhythm."""
    missed = kept.missed_in_a_row(session, today - BACK)
    return {(programme, rhythm): float(number) for programme, rhythm, number in sorted(missed)}


class _Settling:
    """One rhythm, held, with all that its promises are drawn from."""

    def __init__(self, work: Work, account: Account) -> None:
        self._work, self._account = work, account
        self._after = account.rhythm.every == ONCE_AFTER
        furthest = work.today - BACK
        # What comes after a course depends on all of it.
        self._since = furthest if self._after else max(furthest, account.since or furthest)
        self._standing = kept.standing(work.session, account.of, account.name, self._since)
        self._held = self._days_held()
        self._terms: dict[tuple[str, str], Terms] = {}

    def settle(self) -> None:
        """Change what differs, and take back what is open and no longer promised."""
        for nth, each in enumerate(watched(self._work, self._account, self._since), 1):
            if nth % BREATH == 0:
                self._work.pause()
            for promise in self._promises(each):
                self._put_down(each, promise, self._standing.pop((each.to, promise.period.first), None))
        for row in self._standing.values():
            if row.state not in DECIDED and (self._account.since is None or row.last_on >= self._since):
                self._work.session.delete(row)
        self._work.session.flush()

    def _days_held(self) -> dict[str, dict[date, Any]]:
        first = self._since if self._after else period_of(self._account.rhythm.every, self._since).first
        begin, _ = whole(first, first)
        found: dict[str, dict[date, Any]] = {}
        for to, starts_at, meeting in kept.held(self._work.session, self._account.of, begin):
            found.setdefault(str(to), {})[local_day(starts_at)] = meeting
        return found

    def _promises(self, each: Watched) -> Iterable[Promise]:
        today, held = self._work.today, self._held.get(each.to, {})
        begins_on = local_day(each.begins_at)
        line = Line(begins_on=begins_on, ended_on=each.ended_at and local_day(each.ended_at), held=held)
        terms = self._terms_of(each)
        if not self._after:
            return promised(terms, line, self._since, today)
        if begins_on < self._since:
            return ()
        days = self._account.programme.courses[self._account.rhythm.course or ""].follow_up_days
        return promised_after(terms, line, begins_on, days, today)

    def _terms_of(self, each: Watched) -> Terms:
        """What holds where it is promised: the breaks are those of the schools of its municipality."""
        key = each.organisation, each.area
        if key not in self._terms:
            programme, rhythm = self._account.programme, self._account.rhythm
            within = programme.activities.register_within_days
            self._terms[key] = Terms(every=rhythm.every, calendar=self._calendar(*key), register_within=within)
        return self._terms[key]

    def _calendar(self, organisation: str, area: str) -> Calendar:
        place = self._account.programme.areas.get(area)
        if self._account.rhythm.in_breaks or place is None:
            return Calendar()
        first, last = self._since - BACK, self._work.today + AHEAD
        return Calendar(breaks=school_breaks.between(self._work, organisation, place.municipality, first, last))

    def _put_down(self, each: Watched, promise: Promise, row: Row | None) -> None:
        if row is not None and row.state == State.KEPT and promise.state != State.KEPT:
            return
        before = row.state if row is not None else None
        row = row if row is not None else self._new(each, promise)
        row.last_on, row.due_on, row.closes_on = promise.period.last, promise.due_on, promise.closes_on
        row.kept_by = promise.kept_by
        if before != promise.state:
            row.state, row.since = promise.state.value, self._work.now
            self._tell(row)

    def _new(self, each: Watched, promise: Promise) -> Row:
        row = Row(
            id=self._work.new_id(),
            organisation=each.organisation,
            programme=self._account.programme.code,
            programmeversion=each.version,
            rhythm=self._account.name,
            promised_to=each.to,
            area=each.area,
            match_id=each.match_id,
            activity_id=each.activity_id,
            first_on=promise.period.first,
        )
        self._work.session.add(row)
        return row

    def _tell(self, row: Row) -> None:
        said = {"rhythm": row.rhythm, "due_on": row.due_on, "area": row.area}
        data: Mapping[str, Any] = {**said, "match": row.match_id, "activity": row.activity_id}
        version: OfProgramme = {"programme": row.programme, "programmeversion": row.programmeversion}
        if row.state == State.KEPT:
            self._work.emit("promise.kept.v1", row.id, data, **version)
        elif row.state == State.MISSED:
            self._work.emit("promise.missed.v1", row.id, data, **version)
