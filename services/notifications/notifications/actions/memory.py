"""Remembering what an event says: the row of its subject, found or made, and held until the transaction ends."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from chassis.work import Work
from contracts.envelope import Event
from notifications.domain.words import ADDRESSED
from notifications.queries import addressees
from notifications.tables import Addressee, Enquiry, Match, Meeting, Series, Tables

T = TypeVar("T", bound=Tables)


def row(work: Work, table: type[T], id: UUID, **known: Any) -> T:
    """The row with this id. Facts of one subject wait for each other here, so that the last one sees them all."""
    found = work.session.get(table, id, with_for_update=True)
    if found is None:
        found = table(id=id, **known)
        work.session.add(found)
        work.session.flush()
    return found


def note_programme(about: Meeting | Match | Enquiry | Series, event: Event) -> None:
    """Whichever event comes first says under which programme this is."""
    about.programme = about.programme or event.programme
    about.programmeversion = about.programmeversion or event.programmeversion


def note_addressees(work: Work, about: UUID, people: Iterable[tuple[UUID, str]]) -> None:
    """Write to these people about it, unless the role is not written to or somebody is in it already."""
    known = {each.person for each in addressees(work.session, [about])}
    for person, role in people:
        if role in ADDRESSED and person not in known:
            known.add(person)
            work.session.add(Addressee(about=about, person=person, role=role))
    work.session.flush()
