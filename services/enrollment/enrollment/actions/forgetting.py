"""Keeping the promise of the tables: what is known of people goes when there is no more reason to know it."""

from datetime import timedelta

from chassis.work import Work
from enrollment import queries
from enrollment.queries import entry


def forget(work: Work) -> None:
    """Delete requests and families that came to nothing, and families that left, once their time is over."""
    silent_since = work.now - timedelta(days=work.settings["silent_days"])
    left_before = work.now - timedelta(days=work.settings["left_days"])
    for family in queries.finished_families(work.session, left_before=left_before, silent_since=silent_since):
        for match in queries.matches_of(work.session, [need.id for need in family.needs]):
            work.session.delete(match)
        work.session.delete(family)
    for contact in queries.unanswered_contacts(work.session, before=silent_since):
        work.session.delete(contact)
    for request in entry.silent_sparring(work.session, before=silent_since):
        work.session.delete(request)
