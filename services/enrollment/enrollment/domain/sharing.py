"""What the consents of a family add up to: who may know of it, and what it has agreed to.

Two guardians may differ. Within the organisation that the family has joined, one guardian's consent is enough to ask
for something, if it is one with custody, and one guardian's withdrawal is enough to stop it. What leaves that
organisation needs the consent of every guardian whom the programme asks. # S0-24
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from contracts.programmes import Programme
from enrollment.domain.consents import Consent, live
from enrollment.domain.families import Family, still_asked, with_custody

# What an organisation must be allowed to know before it hears of these facts.
TAKING_PART = frozenset({"participation", "family_members"})
NEEDS = frozenset({"needs"})
PLAN = frozenset({"plan"})
GOALS = frozenset({"plan", "goals"})
HANDOVER = frozenset({"handover"})


def hearing(programme: Programme, family: Family, knows: frozenset[str], on: date) -> Mapping[str, UUID]:
    """The organisations that may hear a fact of these categories, each by a consent that allows it."""
    return _receivers(programme, family, (each for each in live(family.consents, on) if each.categories & knows))


def agrees(programme: Programme, family: Family, purpose: str, on: date) -> bool:
    """Whether the family lets its own organisation act for this purpose."""
    given = live(family.consents, on, purpose=purpose)
    ours = {each.person for each in given if each.receiver == programme.organisation}
    return bool(ours & with_custody(family))


def entrusted(
    programme: Programme, family: Family, purpose: str, knows: frozenset[str], on: date
) -> Mapping[str, UUID]:
    """The organisations that may hear something of these categories for this very purpose. # S1-23, S4-23"""
    given = live(family.consents, on, purpose=purpose)
    return _receivers(programme, family, (each for each in given if each.categories & knows))


def _receivers(programme: Programme, family: Family, consents: Iterable[Consent]) -> Mapping[str, UUID]:
    named: dict[str, dict[UUID, UUID]] = defaultdict(dict)
    for consent in consents:
        if consent.person in family.guardians:
            named[consent.receiver].setdefault(consent.person, consent.id)
    return {
        receiver: next(iter(given.values()))
        for receiver, given in named.items()
        if receiver == programme.organisation or not still_asked(programme, family, given)
    }
