"""The values a programme file can state, each with its check.

An annotated type is a value; the file states it as `{value: …, row: S0-17}`, with a `note` where the row leaves the
choice to the organisation. Deliberately not here: the parts that are made of them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from marshmallow import post_load, validate

from contracts.common import CONTACT_ROUTES, ROLES
from contracts.fields import (
    Strict,
    count,
    cvr,
    day,
    list_of,
    municipality,
    nested,
    point,
    slug,
    text,
    version,
    word,
    yes_no,
)
from contracts.values import Place
from contracts.values import YesNo as TrueOrFalse

MEMBERS = ("guardian", "child", "young_person")
OLDEST = 120


@dataclass(frozen=True, kw_only=True)
class Words:
    """The same words in Danish and English."""

    da: str
    en: str


class _Words(Strict):
    da = text(500)
    en = text(500)

    @post_load
    def words(self, data: dict[str, str], **_: Any) -> Words:
        return Words(**data)


def some_of(choices: tuple[str, ...]) -> Any:
    """At least one of a closed list of words."""
    return list_of(word(choices), min=1, max=len(choices))


Named = Annotated[Words, nested(_Words)]
Slug = Annotated[str, slug()]
Slugs = Annotated[tuple[str, ...], list_of(slug(), max=50)]
YesNo = Annotated[bool, yes_no()]
Never = Annotated[bool, TrueOrFalse(required=True, validate=validate.OneOf([False], error="not_a_choice"))]
Version = Annotated[str, version()]
Municipality = Annotated[str, municipality()]
Point = Annotated[Place | None, point(null=True)]
Cvr = Annotated[str | None, cvr(null=True)]
Day = Annotated[date, day()]
Days = Annotated[int, count(1, 3_660)]
DaysInOrder = Annotated[tuple[int, ...], list_of(count(1, 3_660), min=1, max=10)]
Age = Annotated[int, count(0, OLDEST)]
Role = Annotated[str, word(ROLES)]
Roles = Annotated[tuple[str, ...], some_of(ROLES)]
Route = Annotated[str, word(CONTACT_ROUTES)]
MemberKind = Annotated[str, word(MEMBERS)]
Unit = Annotated[str, word(["persons", "children", "families", "family_members", "networks", "meetings"])]
