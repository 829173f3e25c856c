"""How long a children's certificate holds: its years, a long pause, and the days in which a volunteer consents to one.

A certificate is ordered by the organisation; the volunteer gets a question and has some days to say yes. Who does not
say yes has no tasks with children, whatever an older certificate said. Deliberately not here: which other steps there
are (`vetting`), the certificate itself, and the number it is ordered by; neither ever reaches this service.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from contracts.programmes import Programme
from matching.domain.facts import Pause, Volunteer

CERTIFICATE = "children_certificate"
WITHOUT_END = date.max
#: Danish law has a certificate taken of people of this age or more, however old the children are that they meet.
OLD_ENOUGH = 15
STATES = ("waiting", "answered", "run_out")


def can_be_taken_from(born: date) -> date:
    """The first day on which somebody is old enough. Who is born on 29 February grows older on 1 March."""
    try:
        return born.replace(year=born.year + OLD_ENOUGH)
    except ValueError:
        return date(born.year + OLD_ENOUGH, 3, 1)


def holds_through(programme: Programme, volunteer: Volunteer, taken_on: date, at: date) -> date | None:
    """The last day of a certificate that holds at a date; None if it does not.

    Nobody foresees that consent will not come, so a question that still waits shortens nothing.
    """
    if volunteer.certificate_asked is not None and at > answer_by(programme, volunteer.certificate_asked):
        return None
    last = min(last_day(programme, taken_on), long_away_on(programme, volunteer.pauses, taken_on))
    return last if at <= last else None


def last_day(programme: Programme, taken_on: date) -> date:
    """The last day of a certificate by its years alone."""
    return years_after(taken_on, programme.vetting.certificate_years)


def long_away_on(programme: Programme, pauses: Sequence[Pause], taken_on: date) -> date:
    """The day on which a volunteer will have been away for so long that a certificate is asked for again."""
    days = programme.vetting.renew_after_pause_days - 1
    for begins, until in _absences(pauses):
        away_from = max(begins, taken_on)
        if (until - away_from).days >= days:
            return away_from + timedelta(days=days)
    return WITHOUT_END


def taken_by(programme: Programme, last: date) -> date:
    """No certificate that runs out by a day through its years alone was taken later than this."""
    return years_after(last, -programme.vetting.certificate_years) + timedelta(days=1)


def born_by(at: date) -> date:
    """Whoever is old enough for a certificate at a date was born no later than this."""
    return years_after(at, -OLD_ENOUGH)


def answer_by(programme: Programme, asked_on: date) -> date:
    """The last day on which the volunteer can consent."""
    return asked_on + timedelta(days=programme.vetting.consent_days)


def awaited_since(orders: Iterable[date | None]) -> date | None:
    """The first order since the last one that was answered; None if none waits. `orders` has None for an answer.

    Ordering once more gives nobody back the tasks with children that ended when the first order was not consented to.
    """
    since: date | None = None
    for asked_on in orders:
        since = None if asked_on is None else since or asked_on
    return since


def state(programme: Programme, *, asked_on: date, answered: bool, at: date) -> str:
    """Where an order stands at a date: one of `STATES`."""
    if answered:
        return "answered"
    return "waiting" if at <= answer_by(programme, asked_on) else "run_out"


def years_after(day: date, years: int) -> date:
    """The same day some years later; 28 February where there is no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _absences(pauses: Sequence[Pause]) -> Iterator[tuple[date, date]]:
    """The first and last days of being away; pauses that overlap or follow each other at once are one absence."""
    known = sorted((pause.begins, pause.until or WITHOUT_END) for pause in pauses)
    while known:
        begins, until = known.pop(0)
        while known and (known[0][0] - until).days <= 1:
            until = max(until, known.pop(0)[1])
        yield begins, until
