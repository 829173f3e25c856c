"""The towns of `columns` as rows of the service's database."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from matching.domain import facts, programmes
from matching.tables import Consent, Exclusion, Need, Pause, Ruling, VettingOutcome, Volunteer
from tests.matching.columns import PROGRAMME, Facts
from tests.matching.make import MADS, NOW, TODAY, uid


def settle_in(session: Session, town: Facts) -> None:
    """Everybody of a town, with vetting, pauses, exclusions and rulings; nobody has been proposed to anybody."""
    for need in town.needs:
        session.add(_need(need))
        session.add_all(_consents(need))
    session.add_all([_volunteer(each) for each in town.volunteers])
    session.flush()
    for each in town.volunteers:
        session.add_all([*_outcomes(each), *_pauses(each), *_exclusions(each)])
    session.add_all([_ruling(each) for each in town.rulings])
    session.flush()


def _need(known: facts.Need) -> Need:
    return Need(
        id=known.id,
        registered_at=NOW - timedelta(days=1),
        programme=PROGRAMME,
        family_id=known.family,
        guardians=sorted(map(str, known.guardians)),
        kind=known.kind,
        topics=sorted(known.topics),
        languages=sorted(known.languages),
        area=known.area,
        municipality=known.municipality,
        slots=sorted(known.slots),
        under_15_until=known.under_15_until,
        wanted_on=known.wanted_on,
        wishes=sorted(known.wishes),
    )


def _consents(known: facts.Need) -> list[Consent]:
    return [
        Consent(
            id=uid(f"consent of {known.family} by {each.person}"),
            family_id=known.family,
            person=each.person,
            purpose=each.purpose,
            granted=each.granted,
            sequence=1,
        )
        for each in known.consents
    ]


def _volunteer(known: facts.Volunteer) -> Volunteer:
    place = programmes.place_of(programmes.named(PROGRAMME), known.area)
    return Volunteer(
        id=known.id,
        organisation=known.organisation,
        programme=PROGRAMME,
        name="Vibeke Frivillig",
        email=f"{known.id}@frivillig.example",
        born=known.born,
        east=place.east + known.east,
        north=place.north + known.north,
        reach_km=known.reach_km,
        languages=sorted(known.languages),
        kinds=sorted(known.kinds),
        contributions=[],
        topics=sorted(known.topics),
        slots=sorted(known.slots),
        area=known.area,
        municipality=known.municipality,
        capacity=known.capacity,
        meets=sorted(known.meets),
        without_young_children=known.without_young_children,
        shares_with=sorted(known.shares_with),
        registered_at=NOW,
    )


def _outcomes(known: facts.Volunteer) -> list[VettingOutcome]:
    return [
        VettingOutcome(
            id=uid(f"outcome {number} of {known.id}"),
            volunteer_id=known.id,
            number=number,
            step=each.step,
            passed=each.passed,
            happened_on=each.on,
            recorded_by=MADS,
            recorded_at=NOW,
        )
        for number, each in enumerate(known.outcomes, 1)
    ]


def _pauses(known: facts.Volunteer) -> list[Pause]:
    rows = enumerate(known.pauses)
    return [
        Pause(id=uid(f"pause {number} {known.id}"), volunteer_id=known.id, begins=TODAY, recorded_at=NOW)
        for number, _ in rows
    ]


def _exclusions(known: facts.Volunteer) -> list[Exclusion]:
    def row(family: UUID) -> Any:
        return Exclusion(
            id=uid(f"exclusion {family} {known.id}"),
            organisation="kfum",
            volunteer_id=known.id,
            family_id=family,
            side="family",
            recorded_by=MADS,
            recorded_at=NOW,
        )

    return [row(family) for family in known.excluded]


def _ruling(known: facts.Ruling) -> Ruling:
    return Ruling(
        id=uid(f"ruling {known}"),
        organisation="kfum",
        programme=PROGRAMME,
        need_id=known.need,
        volunteer_id=known.volunteer,
        word=known.word,
        rule=known.rule,
        reason="known_to_us",
        made_at=NOW,
        made_by=MADS,
    )
