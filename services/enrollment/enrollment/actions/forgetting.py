"""Keeping the promise of the tables: what is known of people goes when there is no more reason to know it."""

from collections.abc import Callable, Collection
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.work import Work
from enrollment import queries
from enrollment.actions.showing import about
from enrollment.queries import entry
from enrollment.tables import Family

Forget = Callable[[Session, Collection[UUID]], None]


def forget(work: Work, forget_look_ups: Forget) -> None:
    """Delete requests and families that came to nothing, and families that left, once their time is over."""
    silent_since = work.now - timedelta(days=work.settings["silent_days"])
    left_before = work.now - timedelta(days=work.settings["left_days"])
    for family in queries.finished_families(work.session, left_before=left_before, silent_since=silent_since):
        for match in queries.matches_of(work.session, [need.id for need in family.needs]):
            work.session.delete(match)
        forget_look_ups(work.session, about(work, family) - _elsewhere(work, family))
        work.session.delete(family)
    for contact in queries.unanswered_contacts(work.session, before=silent_since):
        forget_look_ups(work.session, {contact.id, contact.person})
        work.session.delete(contact)
    for request in entry.silent_sparring(work.session, before=silent_since):
        work.session.delete(request)


def _elsewhere(work: Work, family: Family) -> set[UUID]:
    """Its people who are in another family too, and go on seeing who looked at them."""
    people = {member.person for member in family.members}
    return {person for person in people if len(queries.families_of(work.session, person)) > 1}
