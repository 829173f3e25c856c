"""A warm handover: what the next place may know of a child's strengths, in the family's words and by its yes. # S1-23

The note belongs to a bridge. Each change makes a new edition, and nobody outside reads an edition that the family has
not approved, or anything without a live consent. Deliberately not here: what the note says.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.programmes import Programme
from enrollment.domain.bridges import hearing, still_to_agree
from enrollment.domain.families import Family
from enrollment.domain.sharing import HANDOVER


@dataclass(frozen=True, kw_only=True)
class Note:
    """The note of a bridge: about whom, which edition it is, who has approved which, and whether the bridge is off."""

    person: UUID
    transition: str
    edition: int
    approvals: frozenset[tuple[UUID, int]] = frozenset()
    withdrawn: bool = False


def is_approved(programme: Programme, family: Family, note: Note, on: date) -> bool:
    """Whether everybody who is asked has approved exactly this edition."""
    return not waiting_for(programme, family, note, on)


def waiting_for(programme: Programme, family: Family, note: Note, on: date) -> tuple[UUID, ...]:
    """Whose approval of this edition is missing."""
    return still_to_agree(programme, family, note.person, approved_by(note), on)


def approved_by(note: Note) -> frozenset[UUID]:
    """Who has approved the edition as it stands."""
    return frozenset(person for person, edition in note.approvals if edition == note.edition)


def readers(programme: Programme, family: Family, note: Note, on: date) -> frozenset[str]:
    """The organisations besides the family's own that may read the note, by a consent that holds that day."""
    if note.withdrawn or not is_approved(programme, family, note, on):
        return frozenset()
    return frozenset(hearing(programme, family, note.transition, note.person, HANDOVER, on)) - {programme.organisation}
