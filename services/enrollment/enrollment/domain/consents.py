"""A consent at a date: one person lets one organisation know some things for one purpose, until it is taken back.

Deliberately not here: what the consents of a whole family add up to (`sharing`).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.domain.days import turns

# The one purpose that the product itself acts on: without it nobody learns where a person can be written to.
MESSAGES = "messages"


@dataclass(frozen=True, kw_only=True)
class Consent:
    """Given on a day; it holds through `expires_on`, and from `withdrawn_on` it holds no more."""

    id: UUID
    person: UUID
    purpose: str
    receiver: str
    categories: frozenset[str]
    granted_on: date
    granted_by: UUID | None = None
    expires_on: date | None = None
    withdrawn_on: date | None = None
    withdrawn_by: UUID | None = None


def holds(consent: Consent, on: date) -> bool:
    """Whether it may be acted on that day."""
    ended = consent.withdrawn_on is not None and consent.withdrawn_on <= on
    return consent.granted_on <= on and not ended and not has_lapsed(consent, on)


def has_lapsed(consent: Consent, on: date) -> bool:
    """Whether the time it was given for is over."""
    return consent.expires_on is not None and consent.expires_on < on


def live(consents: Iterable[Consent], on: date, *, purpose: str | None = None) -> tuple[Consent, ...]:
    """Those that hold on a day, all or for one purpose, in the order given."""
    return tuple(each for each in consents if holds(each, on) and purpose in (None, each.purpose))


def until_grown_up(expires_on: date | None, born: date, adult: int) -> date:
    """The last day of a consent that somebody else gives for a child: at the latest the day before it is grown up."""
    last = turns(adult, born) - timedelta(days=1)
    return min(expires_on, last) if expires_on else last


def state(consent: Consent, on: date) -> str:
    """Where it stands, in a word."""
    if consent.withdrawn_on is not None and not has_lapsed(consent, consent.withdrawn_on):
        return "withdrawn"
    return "expired" if has_lapsed(consent, on) else "granted"


def objection(programme: Programme, wanted: Consent, given: Collection[Consent]) -> Refused | None:
    """Why this consent cannot be given: it must name what the programme asks for, and nothing else. # S0-24"""
    asked = programme.consents.get(wanted.purpose)
    if asked is None:
        return Refused("unknown_purpose", field="purpose", purpose=wanted.purpose)
    row = programme.row_of(f"consents.{wanted.purpose}.receivers")
    if wanted.receiver not in programme.receivers(wanted.purpose):
        return Refused("unknown_receiver", rule=row, field="receiver", receiver=wanted.receiver)
    if beyond := wanted.categories - set(asked.categories):
        return Refused("unknown_category", rule=row, field="categories", category=min(beyond))
    if has_lapsed(wanted, wanted.granted_on):
        return Refused("expires_in_the_past", field="expires_on")
    if _against_their_own_no(wanted, given):
        return Refused("said_no_themselves", rule=programme.row_of("wish.child_says_from"), field="person")
    if any(_same(each, wanted) for each in live(given, wanted.granted_on, purpose=wanted.purpose)):
        return Refused("already_done")
    return None


def _against_their_own_no(wanted: Consent, given: Collection[Consent]) -> bool:
    """Whether somebody else would now say yes where the person has taken back the last yes. # S1-17"""
    before = [each for each in given if each.purpose == wanted.purpose and _same(each, wanted)]
    own_no = bool(before) and before[-1].withdrawn_by == wanted.person
    return own_no and wanted.granted_by != wanted.person


def _same(one: Consent, other: Consent) -> bool:
    return (one.person, one.purpose, one.receiver) == (other.person, other.purpose, other.receiver)
