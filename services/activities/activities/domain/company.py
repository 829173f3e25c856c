"""Who takes part in a meeting: whom the occasion brings along, and what speaks against a company.

Deliberately not here: vetting, and whether somebody has time.
"""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from activities.domain.people import FAMILY, Occasion, Participant, Role
from contracts.refusals import Refused

Company = Sequence[Participant]
# Its meetings are planned before anybody has signed up, so nobody is missed and whoever signs up is welcome.
ACTIVITY = "programme"


def usual(occasion: Occasion, roles: Collection[str], *, coordinator: UUID) -> tuple[Participant, ...]:
    """Everybody the occasion knows for whom these roles have room, and the coordinator who arranges the meeting."""
    known = [
        *((person, Role.GUARDIAN) for person in occasion.family),
        (occasion.volunteer, Role.VOLUNTEER),
        (occasion.professional, Role.PROFESSIONAL),
        (coordinator, Role.COORDINATOR),
    ]
    return tuple(
        Participant(person=person, role=role.value) for person, role in known if person is not None and role in roles
    )


def objections(company: Company, occasion: Occasion, roles: Collection[str]) -> Iterator[Refused]:
    """Why this company cannot meet on this occasion in a meeting with these roles."""
    if len({one.person for one in company}) < len(company):
        yield Refused("participant_twice", field="participants")
    yield from objections_to_roles(company, roles)
    if occasion.name != ACTIVITY:
        yield from _strangers(company, occasion)
        yield from _missing(company, occasion, roles)


def objections_to_guests(company: Company, welcome: Collection[Participant]) -> Iterator[Refused]:
    """Why some of these people are not put into a meeting of an activity: they have no place in it. # S0-17

    A coordinator comes because of the work, everybody else of their own wish, and as what they said yes to.
    """
    if any(one.role != Role.COORDINATOR and one not in welcome for one in company):
        yield Refused("no_place_in_activity", field="participants")


def objections_to_roles(company: Company, roles: Collection[str]) -> Iterator[Refused]:
    """Why some of these people cannot come as what they are."""
    for role in sorted({one.role for one in company} - set(roles)):
        yield Refused("role_not_in_kind", field="participants", role=role)


def _strangers(company: Company, occasion: Occasion) -> Iterator[Refused]:
    if any(professional != occasion.professional for professional in _of(company, Role.PROFESSIONAL)):
        yield Refused("professional_not_wished", field="participants")
    if any(volunteer != occasion.volunteer for volunteer in _of(company, Role.VOLUNTEER)):
        yield Refused("not_of_the_match", field="participants")
    if occasion.name == "match" and set(_of(company, Role.GUARDIAN)) - set(occasion.family):
        yield Refused("not_of_the_match", field="participants")


def _missing(company: Company, occasion: Occasion, roles: Collection[str]) -> Iterator[Refused]:
    if not _family_takes_part(company, occasion):
        yield Refused("family_missing", field="participants")
    if Role.COORDINATOR in roles and not _of(company, Role.COORDINATOR):
        yield Refused("coordinator_missing", field="participants")
    if Role.PROFESSIONAL in roles and occasion.professional and not _of(company, Role.PROFESSIONAL):
        yield Refused("professional_missing", field="participants")
    if all(one.role in FAMILY for one in company):
        yield Refused("volunteer_missing", field="participants")


def _family_takes_part(company: Company, occasion: Occasion) -> bool:
    """Of a request, the one who asked; of a match, anybody of the family, for a child may come alone."""
    family = {one.person for one in company if one.role in FAMILY}
    return bool(family) if occasion.name == "match" else set(occasion.family) <= family


def _of(company: Company, role: Role) -> list[UUID]:
    return [one.person for one in company if one.role == role]
