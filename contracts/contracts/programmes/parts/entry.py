"""How a family comes to a programme: whom it is for, what is told before, and what happens first.

Deliberately not here: whose wish and consent it takes (`people`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from contracts.common import FIRST_MEETINGS
from contracts.fields import count, word
from contracts.programmes.parts.leaves import Municipality, Named, Never, Point, Roles, Slug, Slugs, YesNo, some_of

HANDED = ("postcard", "invitation", "letter", "none")


@dataclass(frozen=True, kw_only=True)
class Area:
    """A housing area, finer than its municipality; or the municipality itself where the programme has no finer.

    Its `point` is the middle of it on the map; one without is taken to lie in its municipality's main town.
    """

    name: Named
    municipality: Municipality
    point: Point = None


@dataclass(frozen=True, kw_only=True)
class TargetGroup:
    """Whom the programme is for. `situations` tell it in words; which of them a family is in is never asked."""

    with_children: YesNo
    lives_in: Annotated[str, word(["area", "municipality", "anywhere"])]
    asks_fit: YesNo
    situations: Mapping[Slug, Named]


@dataclass(frozen=True, kw_only=True)
class InformationPhase:
    """Before the family has said a word: what is told and handed over; nothing identifying is ever kept.

    Nobody is ever `put_forward` by somebody else; its row is the one in which the programme says so.
    """

    identity: Annotated[str, word(["none"])]
    put_forward: Never
    informed_by: Roles
    told: Annotated[tuple[str, ...], some_of(("family", "child"))]
    handed: Annotated[tuple[str, ...], some_of(HANDED)]
    postcard_days: Annotated[int, count(1, 365)]


@dataclass(frozen=True, kw_only=True)
class FirstContact:
    """What happens when a family has asked."""

    arranged_by: Slug
    wanted: Annotated[tuple[str, ...], some_of(FIRST_MEETINGS)]


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question of a handguide; the answer is never a name and never kept."""

    text: Named
    answer: Annotated[str, word(["yes_no", "age", "count"])]


@dataclass(frozen=True, kw_only=True)
class Step:
    """What to do next; `when` are the yes/no questions of which one was answered yes, none meaning always."""

    text: Named
    when: Slugs


@dataclass(frozen=True, kw_only=True)
class Handguide:
    """What a professional does who thinks of a child, or of a group of children."""

    name: Named
    about: Annotated[str, word(["child", "group"])]
    questions: Mapping[Slug, Question]
    steps: Mapping[Slug, Step]
    topics: Slugs
