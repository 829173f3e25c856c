"""Who may be at a meeting: participants with their roles, and the occasion they are brought together by."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What somebody is at a meeting; one person may be a guardian here and a volunteer elsewhere."""  # S0-01

    GUARDIAN = "guardian"
    CHILD = "child"
    YOUNG_PERSON = "young_person"
    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    PROFESSIONAL = "professional"


CHILDREN = frozenset({Role.CHILD, Role.YOUNG_PERSON})
FAMILY = frozenset({Role.GUARDIAN, Role.CHILD, Role.YOUNG_PERSON})
PARTIES = FAMILY | {Role.VOLUNTEER}


@dataclass(frozen=True, kw_only=True)
class Participant:
    """One person of a meeting, and as what."""

    person: UUID
    role: str


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """What brings people together: a family's own request, or a match.

    `family` holds the persons we know of: who asked, or the guardians. `professional` is the one whom the family
    wishes to have with it.
    """

    name: str
    family: tuple[UUID, ...]
    volunteer: UUID | None = None
    professional: UUID | None = None
