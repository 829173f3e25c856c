"""What whoever has the link of a calendar sees: for a phone, on a page, and in what a letter tells a calendar.

Drawn from meetings as they are at that moment; nothing of it is kept but the day on which somebody looked.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from activities import calendars, page
from activities.actions.reaching import insist, reach
from activities.domain import agenda, course, feeds, stretches
from activities.domain.agenda import Entry
from activities.queries import feeds as kept
from activities.tables import Activity, Feed, Venue
from chassis.work import Work
from contracts.programmes import load

Answer = Any


def fetch(errand: Any, secret: str) -> bytes | None:
    """The calendar as a phone reads it; None for every link that leads nowhere, whatever the reason."""
    return _noted(errand, secret, lambda work, row: _written(work, row))


def look(errand: Any, secret: str, *, language: str | None, default: str, **wanted: str | None) -> tuple[int, str]:
    """The page of a month or a week; one and the same page for every link that leads nowhere."""
    shown = _noted(errand, secret, lambda work, row: _drawn(work, row, language or row.language, wanted))
    return shown or (404, page.over(language or default))


def itip(work: Work, meeting_id: UUID, *, method: str, language: str | None) -> bytes:
    """The invitation to a meeting with its present time, or what takes it out of a calendar.

    Raises:
        Refused: `not_found`, or `meeting_called_off` when there is nothing to invite to any more.
    """
    meeting = reach(work, meeting_id)
    said = language or agenda.LANGUAGES[0]
    entry = _entry(kept.meeting(work.session, meeting.id), said)
    if method == "request":
        insist(course.objections_to_attendance(meeting.state))
    tell = calendars.request if method == "request" else calendars.cancel
    return tell(entry, organisation=meeting.organisation, language=said, at=work.now)


def _noted(errand: Any, secret: str, show: Any) -> Answer:
    """What `show` makes of the calendar behind a link; the first time in a day, that day is kept."""
    digest = feeds.digest(secret)
    found = errand(lambda work: _seen(work, digest, show), write=False)
    if found is None:
        return None
    answer, first_today = found
    if first_today:
        errand(lambda work: _note(work, digest))
    return answer


def _seen(work: Work, digest: str, show: Any) -> tuple[Answer, bool] | None:
    row = kept.by_digest(work.session, digest)
    return (show(work, row), row.fetched_on != work.today) if row else None


def _note(work: Work, digest: str) -> None:
    if row := kept.by_digest(work.session, digest):
        row.fetched_on = work.today


def _written(work: Work, row: Feed) -> bytes:
    entries = _entries(work, row, feeds.first_day(work.today), feeds.last_day(work.today), row.language)
    return calendars.feed(entries, name=_name(work, row, row.language), language=row.language, made_at=row.made_at)


def _drawn(work: Work, row: Feed, language: str, wanted: Mapping[str, str | None]) -> tuple[int, str]:
    first, last = feeds.first_day(work.today), feeds.last_day(work.today)
    stretch = stretches.read(month=wanted["month"], week=wanted["week"], today=work.today)
    if stretch is None or not stretch.meets(first, last):
        return 404, page.nothing_there(language)
    entries = _entries(work, row, max(stretch.shown_from, first), min(stretch.shown_until, last), language)
    name = _name(work, row, language)
    return 200, page.calendar(entries, stretch, language=language, name=name, today=work.today, limits=(first, last))


def _entries(work: Work, row: Feed, first: date, last: date, language: str) -> list[Entry]:
    time = feeds.midnight(first), feeds.midnight(last + timedelta(days=1))
    return [_entry(each, language) for each in kept.meetings(work.session, row.of, row.subject, time)]


def _entry(row: Any, language: str) -> Entry:
    return Entry(
        id=row.id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        what=agenda.kind_and_area(load().get(row.programme), row.kind, row.area, language),
        where=agenda.place(row.venue, row.address),
        off=row.state == course.State.CALLED_OFF,
        revision=row.sequence,
    )


def _name(work: Work, row: Feed, language: str) -> str:
    """What the calendar is called: a venue's name, or what an activity is; a person's has no name in it."""
    if row.of == feeds.Of.VENUE:
        return agenda.place(work.session.get_one(Venue, row.subject).name, None) or agenda.MINE[language]
    if row.of == feeds.Of.PERSON:
        return agenda.MINE[language]
    activity = work.session.get_one(Activity, row.subject)
    programme = load().get(activity.programme)
    if activity.course:
        return agenda.course_and_area(programme, activity.course, activity.area, language)
    return agenda.kind_and_area(programme, activity.kind, activity.area, language)
