"""Which steps of vetting a volunteer still lacks. Always asked at a date and never stored as a yes or no.

The programme says which steps there are and how long a children's certificate holds. Whether children are met follows
from where the volunteer really is: from the kinds of volunteer, the family at hand, the groups (`groups`). Deliberately
not here: what a certificate says; only the outcome and its date ever reach this service.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from functools import cache

from contracts.programmes import Programme
from matching.domain import certificates
from matching.domain.certificates import CERTIFICATE, WITHOUT_END, years_after
from matching.domain.facts import Need, Outcome, Volunteer

__all__ = [
    "CERTIFICATE",
    "WITHOUT_END",
    "asked",
    "expiring",
    "has_failed",
    "holds_until",
    "kinds_that_hold",
    "last_days",
    "latest_outcomes",
    "meets_children",
    "missing",
    "missing_with",
    "shortened",
    "stays_vetted",
    "years_after",
]

DAY = timedelta(days=1)


def asked(programme: Programme, *, born: date, at: date, with_children: bool) -> tuple[str, ...]:
    """The steps the programme asks for at a date; the certificate only where children under its age limit are met."""
    certificate = with_children and at >= certificates.can_be_taken_from(born)
    return tuple(step for step in programme.vetting.steps if step != CERTIFICATE or certificate)


def missing(
    programme: Programme,
    volunteer: Volunteer,
    at: date,
    *,
    young_child: bool = False,
    kinds: Collection[str] | None = None,
) -> tuple[str, ...]:
    """The steps asked for at a date that are not passed, or no longer.

    The volunteer's own kinds may mean contact with children, all of them unless `kinds` says which count here;
    `young_child` says that the family or the group at hand does.
    """
    with_children = young_child or meets_children(programme, volunteer.kinds if kinds is None else kinds)
    latest = latest_outcomes(volunteer.outcomes, at)
    steps = asked(programme, born=volunteer.born, at=at, with_children=with_children)
    if with_children and CERTIFICATE in programme.vetting.steps and _is_failed(latest, CERTIFICATE):
        steps = (*(step for step in steps if step != CERTIFICATE), CERTIFICATE)  # at whatever age it was failed
    return tuple(step for step in steps if _holds_through(programme, volunteer, step, latest, at) is None)


def holds_until(
    programme: Programme,
    volunteer: Volunteer,
    at: date,
    *,
    young_child: bool = False,
    kinds: Collection[str] | None = None,
) -> date | None:
    """The last day on which nothing is missing, as far as is known at a date; None if something is missing already."""
    with_children = young_child or meets_children(programme, volunteer.kinds if kinds is None else kinds)
    return last_days(programme, volunteer, at)[with_children]


def stays_vetted(programme: Programme, volunteer: Volunteer, at: date, days: int, young_child: bool = False) -> bool:
    """Whether nothing is missing at a date, nor will be for so many days more."""
    until = holds_until(programme, volunteer, at, young_child=young_child)
    return until is not None and (until - at).days >= days


def last_days(programme: Programme, volunteer: Volunteer, at: date) -> tuple[date | None, date | None]:
    """The last day on which nothing is missing where no young children are met, and where they are.

    Both at once, for a run that asks it of everybody. None where something is missing already.
    """
    latest = latest_outcomes(volunteer.outcomes, at)
    without: date | None = WITHOUT_END
    certificate: date | None = WITHOUT_END
    for step in programme.vetting.steps:
        if step == CERTIFICATE:
            certificate = _certificate_until(programme, volunteer, latest, at)
        elif without and (step not in latest or not latest[step].passed):
            until = _holds_through(programme, volunteer, step, latest, at)
            without = until and min(without, until)
    return without, without and certificate and min(without, certificate)


def missing_with(programme: Programme, volunteer: Volunteer, need: Need, at: date) -> tuple[str, ...]:
    """The steps that a volunteer lacks for a family: for what this takes itself, not for what else is offered.

    Of several kinds that answer the need it is not written in which one somebody comes, so the one that asks most
    counts; whoever offers none of them would have to offer one.
    """
    answers = frozenset(programme.needs[need.kind].volunteers)
    kinds = volunteer.kinds & answers or answers
    return missing(programme, volunteer, at, young_child=need.has_child_under_15(at), kinds=kinds)


def expiring(
    programme: Programme, volunteer: Volunteer, at: date, *, young_child: bool = False
) -> tuple[tuple[str, date], ...]:
    """The steps that hold at a date and not for ever, each with its last day."""
    latest = latest_outcomes(volunteer.outcomes, at)
    days = {step: _holds_through(programme, volunteer, step, latest, at) for step in programme.vetting.steps}
    if CERTIFICATE in days:
        with_children = young_child or meets_children(programme, volunteer.kinds)
        days[CERTIFICATE] = _certificate_until(programme, volunteer, latest, at) if with_children else None
    return tuple((step, until) for step, until in days.items() if until is not None and until < WITHOUT_END)


def meets_children(programme: Programme, kinds: Iterable[str]) -> bool:
    """Whether any of these kinds of volunteer means regular contact with children."""
    return any(programme.volunteer_kinds[kind].with_children for kind in kinds)


def kinds_that_hold(programme: Programme, volunteer: Volunteer, at: date) -> tuple[str, ...]:
    """The volunteer's kinds for which nothing is missing, each by itself."""
    return tuple(sorted(kind for kind in volunteer.kinds if not missing(programme, volunteer, at, kinds=[kind])))


def has_failed(volunteer: Volunteer, step: str) -> bool:
    """Whether the newest outcome of a step is that it was not passed."""
    return _is_failed(latest_outcomes(volunteer.outcomes, WITHOUT_END), step)


def latest_outcomes(outcomes: Iterable[Outcome], at: date) -> Mapping[str, Outcome]:
    """Of every step the outcome of the newest date, no later than `at`; of two on one day, the one recorded last."""
    latest: dict[str, Outcome] = {}
    for outcome in outcomes:
        before = latest.get(outcome.step)
        if outcome.on <= at and (before is None or before.on <= outcome.on):
            latest[outcome.step] = outcome
    return latest


def shortened(outcomes: Collection[Outcome], at: date) -> tuple[Outcome, ...]:
    """Of these outcomes what counts, asked at a date or later: many people have the same."""
    if len({outcome.step for outcome in outcomes}) < len(outcomes):
        outcomes = (*latest_outcomes(outcomes, at).values(), *(each for each in outcomes if each.on > at))
    return tuple([_what_counts(each, at) for each in outcomes])


@cache
def _what_counts(outcome: Outcome, at: date) -> Outcome:
    # A day matters for the certificate alone, and for what is still to come.
    matters = outcome.step == CERTIFICATE or outcome.on > at
    return outcome if matters else outcome._replace(on=date.min)


def _is_failed(latest: Mapping[str, Outcome], step: str) -> bool:
    return step in latest and not latest[step].passed


def _certificate_until(
    programme: Programme, volunteer: Volunteer, latest: Mapping[str, Outcome], at: date
) -> date | None:
    """The last day on which young children can be met, as far as the certificate goes."""
    if _is_failed(latest, CERTIFICATE):
        return None
    until = _holds_through(programme, volunteer, CERTIFICATE, latest, at)
    # A young volunteer needs no certificate until old enough to have one taken.
    young_until = certificates.can_be_taken_from(volunteer.born) - DAY
    return until if at > young_until else max(until or young_until, young_until)


def _holds_through(
    programme: Programme, volunteer: Volunteer, step: str, latest: Mapping[str, Outcome], at: date
) -> date | None:
    """The last day on which a step holds that holds at a date; None if it does not."""
    outcome = latest.get(step)
    if outcome is None:
        return _excused_until(volunteer, step, at)
    if not outcome.passed:
        return None
    if step == CERTIFICATE:
        return certificates.holds_through(programme, volunteer, outcome.on, at)
    return WITHOUT_END


def _excused_until(volunteer: Volunteer, step: str, at: date) -> date | None:
    # Nobody is excused from the certificate, and who has failed a step is not excused from it either.
    if step == CERTIFICATE:
        return None
    days = (exemption.until for exemption in volunteer.exemptions if exemption.step == step and at <= exemption.until)
    return max(days, default=None)
