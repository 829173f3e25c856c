"""Which steps of vetting a volunteer still lacks. Always asked at a date and never stored as a yes or no.

The programme says which steps there are and how long a children's certificate holds. Deliberately not here: what a
certificate says; only the outcome and its date ever reach this service.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from contracts.programmes import Programme
from matching.domain.facts import Outcome

CERTIFICATE = "children_certificate"
WITHOUT_END = date.max


def meets_children(programme: Programme, kinds: Iterable[str]) -> bool:
    """Whether being a volunteer of these kinds means regular contact with children."""
    return any(programme.volunteer_kinds[kind].with_children for kind in kinds)


def asked(programme: Programme, *, born: date, with_children: bool, at: date) -> tuple[str, ...]:
    """The steps the programme asks for at a date. `with_children` means contact with children under its age limit."""
    certificate = with_children and at >= _grown(programme, born)
    return tuple(step for step in programme.vetting.steps if step != CERTIFICATE or certificate)


def missing(
    programme: Programme, outcomes: Iterable[Outcome], *, born: date, with_children: bool, at: date
) -> tuple[str, ...]:
    """The steps asked for at a date that are not passed, or no longer."""
    steps = asked(programme, born=born, with_children=with_children, at=at)
    known = [outcome for outcome in outcomes if outcome.on <= at]
    return tuple(step for step in steps if not _holds(programme, step, known, at))


def holds_until(
    programme: Programme, outcomes: Iterable[Outcome], *, born: date, with_children: bool, at: date
) -> date | None:
    """The last day on which nothing is missing, `WITHOUT_END` if there is none; None if something is missing already."""
    known = tuple(outcomes)
    if missing(programme, known, born=born, with_children=with_children, at=at):
        return None
    if not with_children or CERTIFICATE not in programme.vetting.steps:
        return WITHOUT_END
    # A young volunteer needs no certificate until old enough to have one taken.
    young_until = _grown(programme, born) - timedelta(days=1)
    certificate = _latest(CERTIFICATE, known)
    return max(young_until, _last_day(programme, certificate)) if certificate else young_until


def has_failed(outcomes: Iterable[Outcome]) -> bool:
    """Whether the newest outcome of any step is that it was not passed."""
    known = tuple(outcomes)
    latest = (_latest(step, known) for step in {outcome.step for outcome in known})
    return not all(outcome.passed for outcome in latest if outcome)


def years_after(day: date, years: int) -> date:
    """The same day some years later; 28 February where there is no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


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
