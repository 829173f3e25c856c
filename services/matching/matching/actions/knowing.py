"""From rows to the facts that the domain decides on."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from chassis.work import Work
from matching.domain import facts
from matching.queries import needs, volunteers
from matching.tables import Consent, Need, VettingOutcome, Volunteer


def needs_known(work: Work, rows: Sequence[Need]) -> list[facts.Need]:
    """Registered needs, with what their families have consented to."""
    consents = needs.consents(work.session, {row.family_id for row in rows})
    return [_need(row, map(_consent, consents[row.family_id])) for row in rows]


def volunteers_known(work: Work, rows: Sequence[Volunteer], *, apart_from: UUID | None = None) -> list[facts.Volunteer]:
    """Volunteers with vetting, places in use and needs tried, not counting a proposal that is being looked at."""
    ids = [row.id for row in rows]
    outcomes = volunteers.outcomes(work.session, ids)
    taken = volunteers.taken(work.session, ids, apart_from=apart_from)
    tried = volunteers.tried(work.session, ids)
    return [
        _volunteer(row, outcomes=tuple(map(_outcome, outcomes[row.id])), taken=len(taken[row.id]), tried=tried[row.id])
        for row in rows
    ]


def volunteer_known(work: Work, row: Volunteer) -> facts.Volunteer:
    """One volunteer."""
    [known] = volunteers_known(work, [row])
    return known


def _consent(row: Consent) -> facts.Consent:
    return facts.Consent(person=row.person, purpose=row.purpose, granted=row.granted, expires_on=row.expires_on)


def _outcome(row: VettingOutcome) -> facts.Outcome:
    return facts.Outcome(step=row.step, passed=row.passed, on=row.happened_on)


def _need(row: Any, consents: Iterable[facts.Consent]) -> facts.Need:
    return facts.Need(
        id=row.id,
        family=row.family_id,
        guardians=frozenset(map(UUID, row.guardians)),
        kind=row.kind,
        topics=frozenset(row.topics),
        languages=frozenset(row.languages),
        area=row.area,
        municipality=row.municipality,
        slots=frozenset(row.slots),
        under_15_until=row.under_15_until,
        wanted_on=row.wanted_on,
        consents=frozenset(consents),
    )


def _volunteer(row: Any, *, outcomes: tuple[facts.Outcome, ...], taken: int, tried: Iterable[UUID]) -> facts.Volunteer:
    return facts.Volunteer(
        id=row.id,
        kinds=frozenset(row.kinds),
        born=row.born,
        languages=frozenset(row.languages),
        area=row.area,
        municipality=row.municipality,
        slots=frozenset(row.slots),
        topics=frozenset(row.topics),
        outcomes=outcomes,
        capacity=row.capacity,
        taken=taken,
        tried=frozenset(tried),
    )
