"""What staff do about vetting and groups, in the words of a test."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from chassis.work import Caller
from matching.actions import groups, vetted, vetting
from tests.matching import make
from tests.matching.make import TODAY, VIBEKE
from tests.matching.town import Town

Shown = Mapping[str, Any]
HOUSE = "boligsocialt_hus"
STEPS_OF_HOUSE = ("references", "interview", "confidentiality", "children_certificate")
CLUB = {"kind": "club", "area": "korsloekkeparken", "youngest": 6, "oldest": 11, "contact": True}


def orders(town: Town, person: UUID = VIBEKE, *, on: date, by: Caller | None = None) -> Shown:
    with town.rehearsal.work(by or make.matcher()) as work:
        return vetting.order_certificate(work, person, on=on)


def excuses(town: Town, step: str, until: date, person: UUID = VIBEKE, *, by: Caller | None = None) -> Shown:
    with town.rehearsal.work(by or make.matcher()) as work:
        return vetting.excuse(work, person, step=step, reason="well_known_here", until=until)


def has_group(town: Town, *, programme: str = HOUSE, **known: Any) -> UUID:
    with town.rehearsal.work(make.matcher()) as work:
        return UUID(str(groups.register(work, programme=programme, **CLUB | known)["id"]))


def changes(town: Town, group: UUID, *, version: int | None = 1, by: Caller | None = None, **known: Any) -> Shown:
    with town.rehearsal.work(by or make.matcher()) as work:
        return groups.change(work, group, version, **CLUB | known)


def assigns(town: Town, group: UUID, person: UUID = VIBEKE, begins: date = TODAY, until: date | None = None) -> Shown:
    with town.rehearsal.work(make.matcher()) as work:
        return groups.assign(work, group, volunteer=person, begins=begins, until=until)


def ends(town: Town, assignment: UUID, until: date) -> Shown:
    with town.rehearsal.work(make.matcher()) as work:
        return groups.end(work, assignment, until=until)


def sees(town: Town, group: UUID, on: date | None = None) -> Shown:
    with town.rehearsal.work(make.matcher()) as work:
        shown = groups.show(work, group, on=on)
        assert shown is not None
        return shown


def looks_ahead(town: Town, days: int = 90) -> Shown:
    with town.rehearsal.work(make.matcher()) as work:
        return vetted.ahead(work, days=days)


def helps(town: Town, person: UUID = VIBEKE, *, steps: tuple[str, ...] = STEPS_OF_HOUSE, **known: Any) -> None:
    """Somebody registers as a volunteer of the house and passes these steps."""
    offer = {"programme": HOUSE, "area": "korsloekkeparken", "municipality": "0461", "kinds": ["club_volunteer"]}
    town.registers(person, **offer | {"contributions": [], "topics": []} | known)
    if steps:
        town.vets(person, *steps)


def states(shown: Shown) -> list[str]:
    return [each["state"] for each in shown["assignments"]]


def reasons(shown: Shown) -> list[str]:
    """Why the first assignment is blocked."""
    return [each["code"] for each in shown["assignments"][0]["blocked_by"]]
