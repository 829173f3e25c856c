"""Families: what they allow, and that they have left."""

from chassis.work import Work
from contracts.envelope import Event
from notifications.actions.memory import row
from notifications.actions.reconciling import reconsider
from notifications.domain.words import MESSAGES
from notifications.queries import about_family, about_person
from notifications.tables import Consent, Family


def change_consent(work: Work, event: Event) -> None:
    """One person allows messages or no longer does. Other purposes are not ours to know."""
    if event.data["purpose"] != MESSAGES:
        return
    consent = row(work, Consent, event.data["consent"], person=event.data["person"])
    if event.data["state"] == "granted":
        consent.granted_at = event.time
    else:
        consent.withdrawn_at = event.time
    reconsider(work, about_person(work.session, consent.person), [consent.person])


def leave(work: Work, event: Event) -> None:
    """The family no longer takes part."""
    family = row(work, Family, event.subject)
    family.left_at = max(family.left_at or event.time, event.time)
    reconsider(work, about_family(work.session, family.id))
