"""From rows to the facts that the domain decides on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from chassis.work import Work
from matching.domain import facts, programmes
from matching.domain.certificates import awaited_since
from matching.queries import exclusions, needs, pauses, vetting, volunteers
from matching.tables import CertificateRequest, Pause, VettingExemption, Volunteer

OF_NEED = ("id", "kind", "area", "municipality", "under_15_until", "wanted_on", "waiting_since")
OF_VOLUNTEER = (
    *("id", "organisation", "born", "area", "municipality", "capacity", "without_young_children"),
    *("source", "reach_km", "east", "north"),
)
WORDS_OF_NEED = ("topics", "languages", "slots", "wishes")
WORDS_OF_VOLUNTEER = ("kinds", "languages", "slots", "topics", "meets", "shares_with")


def needs_known(work: Work, rows: Sequence[Any]) -> list[facts.Need]:
    """Registered needs, whole rows or what is decided on of them, with what their families have consented to."""
    consents = needs.consents(work.session, {row.family_id for row in rows})
    return [_need(row, map(_consent, consents[row.family_id])) for row in rows]


def volunteers_known(work: Work, rows: Sequence[Any], *, apart_from: UUID | None = None) -> list[facts.Volunteer]:
    """Volunteers with vetting, places in use and needs tried, not counting a proposal that is being looked at."""
    ids = [row.id for row in rows]
    outcomes = volunteers.outcomes(work.session, ids)
    taken = volunteers.taken(work.session, ids, apart_from=apart_from)
    tried = volunteers.tried(work.session, ids)
    excluded = exclusions.excluded(work.session, ids)
    away = pauses.of_volunteers(work.session, ids)
    excused, asked = vetting.exemptions(work.session, ids), vetting.orders(work.session, ids)
    return [
        facts.Volunteer(
            **_offered(row),
            outcomes=tuple(map(_outcome, outcomes[row.id])),
            exemptions=tuple(map(_exemption, excused[row.id])),
            certificate_asked=awaited_since(map(_asked, asked[row.id])),
            taken=len(taken[row.id]),
            tried=frozenset(tried[row.id]),
            excluded=frozenset(excluded[row.id]),
            pauses=(*map(pause_known, away[row.id]), *_gone(row, work.today)),
        )
        for row in rows
    ]


def volunteer_known(work: Work, row: Volunteer) -> facts.Volunteer:
    """One volunteer."""
    [known] = volunteers_known(work, [row])
    return known


def pause_known(row: Pause) -> facts.Pause:
    """A time in which a volunteer is away."""
    return facts.Pause(begins=row.begins, until=row.until)


def _gone(row: Any, at: date) -> Iterable[facts.Pause]:
    """Who has left has been away from that day on; nobody foresees for how long."""
    return [facts.Pause(begins=row.left_at.date(), until=at)] if row.left_at else []


def _consent(said: tuple[UUID, str, bool, date | None]) -> facts.Consent:
    person, purpose, granted, expires_on = said
    return facts.Consent(person=person, purpose=purpose, granted=granted, expires_on=expires_on)


def _outcome(said: tuple[str, bool, date]) -> facts.Outcome:
    step, passed, on = said
    return facts.Outcome(step=step, passed=passed, on=on)


def _exemption(row: VettingExemption) -> facts.Exemption:
    return facts.Exemption(step=row.step, until=row.until)


def _asked(row: CertificateRequest) -> date | None:
    return None if row.answered_at else row.asked_on


def _need(row: Any, consents: Iterable[facts.Consent]) -> facts.Need:
    place = programmes.place_of(programmes.named(row.programme), row.area)
    told: Mapping[str, Any] = {name: getattr(row, name) for name in OF_NEED} | _sets(row, WORDS_OF_NEED)
    return facts.Need(
        **told,
        family=row.family_id,
        guardians=frozenset(map(UUID, row.guardians)),
        tracks=None if row.tracks is None else frozenset(row.tracks),
        consents=frozenset(consents),
        east=place.east,
        north=place.north,
    )


def _offered(row: Any) -> Mapping[str, Any]:
    return {name: getattr(row, name) for name in OF_VOLUNTEER} | _sets(row, WORDS_OF_VOLUNTEER)


def _sets(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: frozenset(getattr(row, name) or ()) for name in names}
