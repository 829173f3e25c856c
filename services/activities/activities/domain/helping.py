"""How many volunteers are needed and how many still are, and who may help on which days.

Whether a vetting holds is asked of every meeting's own day; nothing about it is stored. # S4-21
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from activities.domain.people import Role
from activities.domain.signing_up import Ahead
from activities.domain.terms import Terms
from activities.domain.vetting import Vetted
from contracts.refusals import Refused


@dataclass(frozen=True, kw_only=True)
class Staffed:
    """A meeting, the volunteers it needs, and how many of those who come may be there on that day."""

    meeting: UUID
    needed: int
    have: int

    @property
    def still(self) -> int:
        """How many are still needed."""
        return max(self.needed - self.have, 0)


def may_help(vetted: Vetted, terms: Terms, kind: str, day: date) -> bool:
    """Whether a volunteer may be at a meeting of this kind on this day."""
    return not terms.has_children(kind) or vetted.on(day)


def comes_to(role: str, terms: Terms, ahead: Sequence[Ahead]) -> tuple[Ahead, ...]:
    """The meetings that have room for somebody in this role."""
    return tuple(each for each in ahead if terms.has_room_for(role, each.kind))


def needed(each: Ahead, terms: Terms, own: int | None) -> int:
    """How many volunteers a meeting needs: as many as the activity says, or else the programme for this kind."""
    if not terms.has_room_for(Role.VOLUNTEER, each.kind):
        return 0
    return own if own is not None else terms.kinds[each.kind].volunteers if each.kind in terms.kinds else 0


def objections(vetted: Vetted, terms: Terms, ahead: Sequence[Ahead], today: date) -> Iterator[Refused]:
    """Why a volunteer cannot help at these meetings, or from today where none has a day yet."""
    if Role.VOLUNTEER not in terms.roles:
        yield Refused("role_not_in_kind", field="people", role=Role.VOLUNTEER.value)
    asked = [(each.kind, each.on) for each in ahead] or [(kind, today) for kind in terms.kinds]
    days = sorted({day for kind, day in asked if not may_help(vetted, terms, kind, day)})
    if days:
        yield Refused("volunteer_not_vetted_for", field="people", days=_listed(days))


def objections_to_more(staffed: Collection[Staffed]) -> Iterator[Refused]:
    """Why nobody more is needed."""
    if any(each.needed for each in staffed) and not any(each.still for each in staffed):
        yield Refused("volunteers_enough")


def _listed(days: Sequence[date]) -> Mapping[str, str]:
    return {
        "da": ", ".join(f"{day.day}.{day.month}.{day.year}" for day in days),
        "en": ", ".join(day.isoformat() for day in days),
    }
