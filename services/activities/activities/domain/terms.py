"""What programme and activity say about signing up: who may come, how many, until when, and who must have said yes."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from activities.domain.people import CHILDREN, FAMILY
from activities.domain.places import FAMILIES
from contracts.programmes import Programme
from contracts.programmes.shape import MeetingKind
from contracts.refusals import Refused

# What somebody else may know who runs an activity in the programme: that the family takes part.
PARTICIPATION = "participation"

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The terms of one activity, or of one meeting of it."""

    kinds: Mapping[str, MeetingKind]
    capacity: int | None
    unit: str
    invites: frozenset[str]
    offer: timedelta

    @property
    def roles(self) -> frozenset[str]:
        """The roles that some meeting has room for."""
        return frozenset(role for kind in self.kinds.values() for role in kind.roles)

    @property
    def drop_in(self) -> bool:
        """Whether everybody just comes, so that nobody signs up. # S4-12"""
        return all(kind.drop_in for kind in self.kinds.values())

    @property
    def in_families(self) -> bool:
        return self.unit == FAMILIES

    def cut_off(self, kind: str) -> timedelta:
        """How long before a meeting of this kind signing up for it ends."""
        return timedelta(hours=self.kinds[kind].cut_off_hours) if kind in self.kinds else timedelta()

    def has_children(self, kind: str) -> bool:
        """Whether children can come to a meeting of this kind, so that volunteers there must be vetted."""
        return kind not in self.kinds or bool(CHILDREN & set(self.kinds[kind].roles))

    def has_room_for(self, role: str, kind: str) -> bool:
        """Whether somebody in this role comes to a meeting of this kind."""
        return kind not in self.kinds or role in self.kinds[kind].roles


@dataclass(frozen=True, kw_only=True)
class Said:
    """The last word of one person of a family about one purpose, with one receiver: the one who runs the activity."""

    person: UUID
    purpose: str
    granted: bool
    expires_on: date | None = None

    def holds(self, at: date) -> bool:
        return self.granted and (self.expires_on is None or at <= self.expires_on)


def terms(programme: Programme, *, course: str | None, kind: str, capacity: int | None, only: str | None) -> Terms:
    """The terms of an activity; with `only`, of its meetings of that kind.

    Where the activity says no capacity, that of its course holds, or else of its kind.
    """
    of = programme.courses.get(course or "")
    names = (only,) if only else ((of.meetings if of else ()) or (kind,))
    kinds = {name: programme.meetings[name] for name in names if name in programme.meetings}
    usual = kinds.get(only or kind) or next(iter(kinds.values()), None)
    return Terms(
        kinds=kinds,
        capacity=_first(capacity, of.at_most if of else None, usual.at_most if usual else None),
        unit=_first(of.unit if of else None, usual.unit if usual else None) or "people",
        invites=frozenset(of.invites if of else ()),
        offer=timedelta(hours=programme.activities.offer_hours),
    )


def objections_to_roles(roles: Collection[str], terms: Terms) -> Iterator[Refused]:
    """Why people in these roles do not sign up as those who take part."""
    for role in sorted({role for role in roles if role not in FAMILY or role not in terms.roles}):
        yield Refused("role_not_in_kind", field="people", role=role)


def objections_to_consents(said: Collection[Said], programme: Programme, runs: str, at: date) -> Iterator[Refused]:
    """Why the family's consents do not let the organisation that runs the activity know of it. # S0-24, S4-07

    In the programme's own organisation whoever joined has consented, until somebody of the family takes it back. Any
    other organisation needs a consent that names it.
    """
    needed = [name for name, consent in programme.consents.items() if consent.required_to_join]
    if runs == programme.organisation:
        missing = [name for name in needed if _taken_back(said, name, at)]
    else:
        named = _purposes_for(programme, runs) or needed
        missing = [] if any(_is_live(said, name, at) for name in named) else named[:1]
    for name in missing:
        words = programme.consents[name].name
        row = programme.row_of(f"consents.{name}.receivers")
        yield Refused("consent_missing", rule=row, field="family", purpose={"da": words.da, "en": words.en})


def _purposes_for(programme: Programme, runs: str) -> list[str]:
    found = (name for name, consent in programme.consents.items() if PARTICIPATION in consent.categories)
    return [name for name in found if runs in programme.receivers(name)]


def _is_live(said: Collection[Said], purpose: str, at: date) -> bool:
    return any(each.purpose == purpose for each in said) and not _taken_back(said, purpose, at)


def _taken_back(said: Collection[Said], purpose: str, at: date) -> bool:
    return any(not each.holds(at) for each in said if each.purpose == purpose)


def _first(*values: T | None) -> T | None:
    return next((value for value in values if value is not None), None)
