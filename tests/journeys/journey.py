"""A family's way through a programme, told through HTTP only; which programme it is, is a word of the test.

What a programme asks for is read from the programme itself, so that a journey says only what is special in its story.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine, text

from contracts.programmes import load
from tests.client import Client, Reply
from tests.house import House
from tests.journeys.people import Person
from tests.journeys.telling import Telling, UnmetError

OWN = "own_overview"
PREPARING = "preparation"
ADMIN = "the administrator"
SURNAME = "Fjordskov"  # everybody's, so that it can be looked for where no name may be
CONFIDED = (SURNAME, "familie.example", "frivillig.example")


def today() -> date:
    """The date in Denmark, as the services see it."""
    return datetime.now(ZoneInfo("Europe/Copenhagen")).date()


def born(years: int, *, days_ago: int = 30) -> date:
    """The birthday of somebody who turned so many years so many days ago, or will if that number is negative."""
    day = today() - timedelta(days=days_ago)
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)


def in_grade(grade: int) -> date:
    """The birthday of a child that is in this grade now: grade 0 begins in August of the year a child turns six."""
    year = today().year if today().month >= 8 else today().year - 1
    return date(year - 6 - grade, 6, 15)


class Journey(Telling):
    """One family in one programme on a running house."""

    def __init__(self, house: House, programme: str, people: Sequence[Person]) -> None:
        self.programme, self.terms = programme, load()[programme]
        admin = Person(ADMIN, "organisation_admin", organisation=self.terms.organisation)
        super().__init__(house, lambda _: None, {person.name: person for person in (admin, *people)})
        self.area, area = next(iter(self.terms.areas.items()))
        self.municipality = area.municipality
        self.path = ""
        path = f"/programmes/{programme}/in-force"
        self.by(ADMIN).put(path, {"version": self.terms.version})

    def by(self, name: str) -> Client:
        """Somebody at enrollment."""
        return self.at("enrollment", name)

    def id(self, name: str) -> str:
        return str(self[name].id)

    def asks(self, name: str, *, code: str | None = None, expect: int | None = None, **changes: Any) -> Reply:
        """The family itself asks for contact."""
        asked = {
            "code": code,
            "programme": self.programme,
            "area": self.area,
            "wanted": "home_visit",
            "professional_present": False,
            "name": f"{name} {SURNAME}",
            "email": f"{name.lower()}@familie.example",
            "language": "da",
        }
        reply = self.by(name).post("/contacts", asked | changes, expect=expect)
        self.known["contact"] = reply.body.get("id")
        return reply

    def enrols(self, name: str, members: Mapping[str, str], *, expect: int | None = None, **changes: Any) -> Reply:
        """Somebody notes who the family is; `members` are names and kinds."""
        told = {
            "contact_id": self.known["contact"],
            "programme": self.programme,
            "area": self.area,
            "municipality": self.municipality,
            "languages": ["da"],
            "members": [self.member(each, kind, by=name) for each, kind in members.items()],
        }
        reply = self.by(name).post("/families", told | changes, expect=expect)
        self.path = f"/families/{reply.body.get('id')}"
        return reply

    def member(self, name: str, kind: str, *, by: str) -> dict[str, Any]:
        """One of the family, as told; who is no coordinator names only themselves by id."""
        may_name = self[by].role == "coordinator" or by == name
        person = self[name]
        id = {"id": str(person.id)} if may_name else {}
        known = {"email": person.email} if person.email else {}
        born_on = person.born.isoformat()  # type: ignore[union-attr]
        return {**id, **known, "kind": kind, "name": f"{name} {SURNAME}", "born": born_on}

    def wishes(self, name: str, wish: str = "yes", *, heard_by: str = "", expect: int | None = None) -> Reply:
        """Somebody says what they wish; a coordinator may note what a child has said."""
        return self.by(heard_by or name).post(
            f"{self.path}/wishes", {"person": self.id(name), "wish": wish}, expect=expect
        )

    def consents(
        self, name: str, purpose: str, receiver: str = "", *, of: str = "", expect: int | None = None
    ) -> Reply:
        """Somebody consents for themselves, or for the child `of`."""
        said = {
            "person": self.id(of or name),
            "purpose": purpose,
            "receiver": receiver or self.terms.organisation,
            "categories": list(self.terms.consents[purpose].categories),
        }
        return self.by(name).post(f"{self.path}/consents", said, expect=expect)

    def consent(self, name: str, purpose: str, receiver: str = "") -> str:
        """The id of somebody's live consent."""
        wanted = (self.id(name), purpose, receiver or self.terms.organisation, "granted")
        for each in self.sees(name)["consents"]:
            if (each["person"], each["purpose"], each["receiver"], each["state"]) == wanted:
                return str(each["id"])
        raise UnmetError(f"{name} has no live consent to {purpose}")

    def fits(self, name: str, fits: bool = True) -> None:
        """The family says whether the programme is for it; where that is asked at all."""
        if self.terms.target_group.asks_fit:
            self.by(name).put(f"{self.path}/fit", {"fits": fits})

    def joins(self, guardians: Sequence[str], children: Sequence[str] = (), *, heard_by: str = "") -> Reply:
        """Everybody who is asked says yes, and those who decide consent to what joining takes."""
        self.fits(guardians[0])
        for name in guardians:
            self.wishes(name)
            for purpose, asked in self.terms.consents.items():
                if asked.required_to_join:
                    self.consents(name, purpose)
        for name in children:
            self.wishes(name, heard_by=heard_by)
        family = self.sees(guardians[0])
        self.hold(bool(family["joined_on"]), f"the family has joined; missing: {missing(family)}")
        return family

    def sees(self, name: str) -> Reply:
        """The family as one of it sees it."""
        return self.by(name).get(self.path, purpose=OWN)

    def figure(self, name: str) -> int:
        """What reporting shows."""
        figures = self.at("reporting", ADMIN).get("/figures", programme=self.programme)["figures"]
        return int(figures[name]["value"])


def named_where_nobody_may_be(house: House) -> list[str]:
    """Where a confided name or address stands in a log or in what is told to others."""
    found = []
    for service in house.services:
        with create_engine(house.database_urls[service]).connect() as database:
            told = b"".join(bytes(body) for (body,) in database.execute(text("SELECT body FROM outbox")))
        places = {"log": house.log(service), "outbox": told.decode()}
        found += [f"{service} {place}" for place, said in places.items() if any(each in said for each in CONFIDED)]
    return found


def missing(family: Reply) -> list[tuple[str, Any]]:
    """What is still missing, and whose word it is."""
    return [(each["code"], each["person"]) for each in family["missing"]]
