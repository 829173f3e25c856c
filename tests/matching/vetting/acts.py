"""What staff do about vetting and groups, in the words of a test."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from chassis.testing import caller
from chassis.web.request import Page
from chassis.work import Caller
from contracts.programmes import load
from matching.actions import groups, vetted, vetting, volunteers
from tests.matching import make
from tests.matching.make import MADS, TODAY, VIBEKE
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


def of(role: str, programme: str, person: UUID = MADS) -> Caller:
    """Somebody of the organisation whose programme it is."""
    named = load().get(programme)
    relations = frozenset({"own"}) if role == "volunteer" else frozenset({"organisation"})
    return caller(role, organisation=named.organisation if named else "kfum", subject=person, relations=relations)


def has_group(town: Town, *, programme: str = HOUSE, **known: Any) -> UUID:
    with town.rehearsal.work(of("matcher", programme)) as work:
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


def looks_ahead(town: Town, days: int = 90, *, programme: str = make.CODE) -> Shown:
    """What staff find on all pages together, each with its volunteer."""
    found: dict[str, list[Shown]] = {"runs_out": [], "missing": [], "consents": []}
    with town.rehearsal.work(of("coordinator", programme)) as work:
        for each in vetted.ahead(work, Page(limit=200), days=days):
            consents = [each["consent"]] if each["consent"] else []
            for name, said in (("runs_out", each["runs_out"]), ("missing", each["missing"]), ("consents", consents)):
                found[name] += [{"volunteer": each["id"], **one} for one in said]
    return found


def joins(town: Town, programme: str, person: UUID = VIBEKE, **known: Any) -> Shown:
    """Somebody registers as a volunteer of a programme, in its own words."""
    area, place = next(iter(load()[programme].areas.items()))
    words: dict[str, Any] = {"contributions": [], "topics": [], "email": make.email_of(person)}
    offer = {"programme": programme, "area": area, "municipality": place.municipality, **words}
    with town.rehearsal.work(of("volunteer", programme, person)) as work:
        return volunteers.register(work, **make.offer(**offer | known))


def helps(town: Town, person: UUID = VIBEKE, *, steps: tuple[str, ...] = STEPS_OF_HOUSE, **known: Any) -> None:
    """Somebody registers as a volunteer of the house and passes these steps."""
    joins(town, HOUSE, person, **{"kinds": ["club_volunteer"], "area": "korsloekkeparken"} | known)
    if steps:
        town.vets(person, *steps)


def states(shown: Shown) -> list[str]:
    return [each["state"] for each in shown["assignments"]]


def reasons(shown: Shown) -> list[str]:
    """Why the first assignment is blocked."""
    return [each["code"] for each in shown["assignments"][0]["blocked_by"]]
