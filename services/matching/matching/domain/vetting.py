"""Which steps of vetting a volunteer still lacks. Always asked at a date and never stored as a yes or no.

The programme says which steps there are and how long a children's certificate holds. Deliberately not here: what a
certificate says; only the outcome and its date ever reach this service.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from contracts.programmes import Programme
from matching.domain.facts import Outcome, Volunteer

CERTIFICATE = "children_certificate"
WITHOUT_END = date.max


def asked(programme: Programme, *, born: date, at: date, with_children: bool) -> tuple[str, ...]:
    """The steps the programme asks for at a date; the certificate only where children under its age limit are met."""
    certificate = with_children and at >= _grown(programme, born)
    return tuple(step for step in programme.vetting.steps if step != CERTIFICATE or certificate)


def missing(programme: Programme, volunteer: Volunteer, at: date, *, young_child: bool = False) -> tuple[str, ...]:
    """The steps asked for at a date that are not passed, or no longer.

    The volunteer's own kinds may mean contact with children; `young_child` says that the family at hand does.
    """
    with_children = young_child or _meets_children(programme, volunteer)
    steps = asked(programme, born=volunteer.born, at=at, with_children=with_children)
    known = [outcome for outcome in volunteer.outcomes if outcome.on <= at]
    return tuple(step for step in steps if not _holds(programme, step, known, at))


def holds_until(programme: Programme, volunteer: Volunteer, at: date) -> date | None:
    """The last day on which nothing is missing for the volunteer's own kinds; None if something is missing already."""
    if missing(programme, volunteer, at):
        return None
    if not _meets_children(programme, volunteer) or CERTIFICATE not in programme.vetting.steps:
        return WITHOUT_END
    # A young volunteer needs no certificate until old enough to have one taken.
    young_until = _grown(programme, volunteer.born) - timedelta(days=1)
    certificate = _latest(CERTIFICATE, volunteer.outcomes)
    return max(young_until, _last_day(programme, certificate)) if certificate else young_until


def has_failed(volunteer: Volunteer) -> bool:
    """Whether the newest outcome of any step is that it was not passed."""
    steps = {outcome.step for outcome in volunteer.outcomes}
    latest = (_latest(step, volunteer.outcomes) for step in steps)
    return not all(outcome.passed for outcome in latest if outcome)


def years_after(day: date, years: int) -> date:
    """The same day some years later; 28 February where there is no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _meets_children(programme: Programme, volunteer: Volunteer) -> bool:
    return any(programme.volunteer_kinds[kind].with_children for kind in volunteer.kinds)


def _grown(programme: Programme, born: date) -> date:
    # Danish law takes the certificate on people who are themselves no longer children of that age.
    return years_after(born, programme.vetting.children_under)


def _holds(programme: Programme, step: str, outcomes: Iterable[Outcome], at: date) -> bool:
    latest = _latest(step, outcomes)
    return latest is not None and latest.passed and at <= _last_day(programme, latest)


def _latest(step: str, outcomes: Iterable[Outcome]) -> Outcome | None:
    """The outcome of the newest date; of two on one day, the one recorded last."""
    of_step = [outcome for outcome in outcomes if outcome.step == step]
    return max(reversed(of_step), key=lambda outcome: outcome.on, default=None)


def _last_day(programme: Programme, outcome: Outcome) -> date:
    if outcome.step != CERTIFICATE:
        return WITHOUT_END
    return years_after(outcome.on, programme.vetting.certificate_years)
