"""Whether a family's own yes to meeting a volunteer is live at a date.

The purpose that a kind of need waits for is the programme's. Deliberately not here: consents to anything else; they
are not kept in this service.
"""

from datetime import date
from functools import cache

from contracts.programmes import Programme, load
from matching.domain.facts import Need


@cache
def purposes() -> frozenset[str]:
    """The purposes that any need of any programme waits for."""
    return frozenset(kind.consent for programme in load().values() for kind in programme.needs.values())


def is_live(programme: Programme, need: Need, at: date) -> bool:
    """Whether a guardian says yes, and nobody of the family who ever did has stopped saying so.

    One person's withdrawal is enough: a family is not visited against the will of one of its members.
    """
    purpose = programme.needs[need.kind].consent
    spoken = {consent for consent in need.consents if consent.purpose == purpose}
    yes = {consent.person for consent in spoken if consent.granted and _in_time(consent.expires_on, at)}
    return bool(yes & need.guardians) and yes == {consent.person for consent in spoken}


def _in_time(expires_on: date | None, at: date) -> bool:
    return expires_on is None or at <= expires_on
