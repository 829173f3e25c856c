"""From rows to the facts that the domain decides on."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from chassis.work import Work
from matching.domain import facts
from matching.queries import needs, vetting, volunteers
from matching.tables import CertificateRequest, Consent, Need, VettingExemption, VettingOutcome, Volunteer


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
    excused, asked = vetting.exemptions(work.session, ids), vetting.requests(work.session, ids)
    return [
        _volunteer(
            row,
            outcomes=tuple(map(_outcome, outcomes[row.id])),
            exemptions=tuple(map(_exemption, excused[row.id])),
            certificate_asked=_asked(asked.get(row.id)),
            taken=len(taken[row.id]),
            tried=frozenset(tried[row.id]),
        )
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


def _exemption(row: VettingExemption) -> facts.Exemption:
    return facts.Exemption(step=row.step, until=row.until)


def _asked(row: CertificateRequest | None) -> date | None:
    return None if row is None or row.answered_at else row.asked_on


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


def _volunteer(row: Any, **found: Any) -> facts.Volunteer:
    return facts.Volunteer(
        id=row.id,
        kinds=frozenset(row.kinds),
        born=row.born,
        languages=frozenset(row.languages),
        area=row.area,
        municipality=row.municipality,
        slots=frozenset(row.slots),
        topics=frozenset(row.topics),
        capacity=row.capacity,
        **found,
    )
