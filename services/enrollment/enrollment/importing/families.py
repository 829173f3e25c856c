"""A file of families: one row a person, the rows of a family next to each other and tied by its reference.

What is true of the whole family (`shared`) may stand in its first row only, or in all of them alike.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from chassis.work import Work
from contracts.refusals import Refused
from enrollment import actions
from enrollment.importing import cells
from enrollment.importing.cells import words
from enrollment.importing.checking import Cells, as_they_stand
from enrollment.importing.columns import Column
from enrollment.importing.rows import Fault, Group, Row
from enrollment.schemas import ImportedAsk, NewFamily

KINDS = {
    "forældremyndighedsindehaver": "guardian",
    "forældremyndighed": "guardian",
    "barn": "child",
    "ung": "young_person",
}
ROUTES = {
    "postkort": "postcard",
    "fælles_møde": "joint_meeting",
    "egen_henvendelse": "own_contact",
    "inviteret_af_partner": "partner_invites",
    "opsøgende": "outreach",
    "udvalgt_efter_dialog": "selected_after_dialogue",
    "henvisning": "referral",  # which is no contact route and is refused as such # S0-18
}
MEETINGS = {"fælles_møde": "joint_meeting", "hjemmebesøg": "home_visit"}

COLUMNS: Mapping[str, Column] = {
    "family": Column(da="familie", en="family", needed=True),
    "kind": Column(da="hvem", en="who", needed=True, read=words(KINDS)),
    "name": Column(da="navn", en="name", needed=True),
    "born": Column(da="født", en="born", needed=True, read=cells.day),
    "email": Column(da="e-mail", en="email"),
    "language": Column(da="sprog", en="language", read=cells.lower),
    "guardians": Column(da="forældremyndighed", en="guardians", read=cells.places),
    "school_shift": Column(da="skolestart", en="school start", read=cells.number),
    "person_id": Column(da="person-id", en="person id"),
    "asked": Column(da="bad om kontakt", en="asked", read=cells.yes_no),
    "asked_on": Column(da="bad om kontakt den", en="asked on", needed=True, shared=True, read=cells.day),
    "contact_route": Column(da="kontaktvej", en="contact route", needed=True, shared=True, read=words(ROUTES)),
    "wanted": Column(da="første møde", en="first meeting", shared=True, read=words(MEETINGS)),
    "area": Column(da="område", en="area", needed=True, shared=True, read=cells.lower),
    "municipality": Column(da="kommune", en="municipality", needed=True, shared=True, read=cells.municipality),
    "languages": Column(da="familiens sprog", en="languages", needed=True, shared=True, read=cells.several),
}
SHARED = tuple(name for name, column in COLUMNS.items() if column.shared)
OF_AN_ASK, OF_A_HOME = ("asked_on", "contact_route", "wanted"), ("area", "municipality", "languages")
OF_A_MEMBER = ("kind", "name", "born", "email", "language", "guardians", "school_shift")
CALLED = {
    "id": "person_id",
    "contact_id": "asked_on",
    # Refusals about one of the people, whom the rule does not name, and the column that would have to change.
    "born_after_today": "born",
    "not_a_child": "born",
    "no_guardian": "kind",
    "no_child": "kind",
}


class Families:
    """How a file of families is understood and entered; `given` holds what is the same for all of them."""

    columns = COLUMNS
    tie = "family"

    def __init__(self, programme: str, given: Mapping[str, str]) -> None:
        self.programme, self.given = programme, {name: said for name, said in given.items() if said}
        self._told, self._ask = NewFamily(), ImportedAsk()
        self._cells = Cells(COLUMNS, self.tie, CALLED)

    def owner(self, work: Work) -> str:
        """Whose families they become, if the caller may bring them in."""
        return actions.terms_of_import(work, self.programme).organisation

    def read(self, group: Group, owner: str) -> None:
        """Understand the rows of one family, by the schemas of the requests."""
        as_they_stand(group, self.tie)
        _refuse_twins(group)
        shared = dict(self.given)
        for name in SHARED:
            shared |= _agreed(group, name)
        group.id = uuid5(NAMESPACE_URL, f"samspil:{owner}:{self.programme}:imported:{group.reference}")
        told = self._cells.checked(group, self._told, _family(group, group.id, self.programme, shared))
        ask = self._cells.checked(group, self._ask, _ask(group, shared))
        group.told = None if group.faults else (told, ask)

    def known(self, work: Work, ids: Collection[UUID]) -> Collection[UUID]:
        """Which of these have been entered before."""
        return actions.already_enrolled(work, ids)

    def terms(self, work: Work) -> Any:
        """What holds for every family, asked once a transaction."""
        return actions.terms_of_import(work, self.programme)

    def enter(self, work: Work, terms: Any, group: Group) -> Any:
        """Put one family to the rules of entry."""
        told, ask = group.told
        return actions.enrol_imported(work, terms, group.id, told, ask)

    def keep(self, work: Work, fit: Sequence[Any], /) -> None:
        """Write the families that may come in."""
        actions.keep_imported(work, fit)

    def blame(self, group: Group, refused: Refused) -> Fault:
        """Where in the file a rule's no belongs."""
        return self._cells.blame(group, refused)


def _refuse_twins(group: Group) -> None:
    seen: set[tuple[str, ...]] = set()
    for row in group.rows:
        person = tuple(row.texts.get(name, "").casefold() for name in ("kind", "name", "born"))
        if person in seen:
            group.refuse(Fault(row.number, "name", "person_twice"))
        seen.add(person)


def _agreed(group: Group, name: str) -> dict[str, str]:
    """What the rows say of the whole family, if they agree."""
    said = [(row, row.texts[name]) for row in group.rows if name in row.texts]
    for row, each in said:
        if each != said[0][1]:
            group.refuse(Fault(row.number, name, "rows_differ"))
    return {name: said[0][1]} if said else {}


def _family(group: Group, id: UUID, programme: str, shared: Mapping[str, str]) -> dict[str, Any]:
    home = {name: COLUMNS[name].read(shared[name]) for name in OF_A_HOME if name in shared}
    members = [_member(row, uuid5(id, str(place))) for place, row in enumerate(group.rows)]
    return {"contact_id": str(uuid5(id, "contact")), "programme": programme, "members": members, **home}


def _member(row: Row, id: UUID) -> dict[str, Any]:
    said = {name: COLUMNS[name].read(row.texts[name]) for name in OF_A_MEMBER if name in row.texts}
    return {"id": row.texts.get("person_id") or str(id), **said}


def _ask(group: Group, shared: Mapping[str, str]) -> dict[str, Any]:
    asked = [COLUMNS["asked"].read(row.texts["asked"]) if "asked" in row.texts else False for row in group.rows]
    told = {name: COLUMNS[name].read(shared[name]) for name in OF_AN_ASK if name in shared}
    return {"asked": asked, **told}
