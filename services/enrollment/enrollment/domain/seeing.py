"""Who sees what of a family's plan: nobody, until the family says so for each actor. # S3-16

The family itself sees everything. An actor sees a goal only if it may also see what the goal hangs under, so that no
part gives the whole away. Deliberately not here: the consent that another organisation needs besides (`sharing`).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from contracts.programmes import Programme
from contracts.refusals import Refused

Eyes = frozenset[str] | None  # the words under which somebody sees; None is the family, which sees everything
FAMILY: Eyes = None


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One thing of the plan: what it hangs under, and the actors the family shows it to."""

    id: UUID
    under: UUID | None
    seen_by: frozenset[str]


def actors(programme: Programme) -> frozenset[str]:
    """Everybody a family can show something to: organisations, actors of the plan, and who coordinates it."""
    organisations = {*programme.organisations, *programme.partners}
    return frozenset({*organisations, *programme.plan.actors, programme.plan.coordinated_by})


def objection(programme: Programme, seen_by: Collection[str]) -> Refused | None:
    """Why it cannot be shown to these."""
    unknown = set(seen_by) - actors(programme)
    return Refused("unknown_actor", field="seen_by", actor=min(unknown)) if unknown else None


def seen(eyes: Eyes, things: Iterable[Shown]) -> frozenset[UUID]:
    """What these eyes see."""
    known = {thing.id: thing for thing in things}
    return frozenset(each for each in known if _is_seen(eyes, known, each))


def _is_seen(eyes: Eyes, known: Mapping[UUID, Shown], id: UUID) -> bool:
    if eyes is None:
        return True
    thing = known.get(id)
    if thing is None or not thing.seen_by & eyes:
        return False
    return thing.under is None or _is_seen(eyes, known, thing.under)
