"""Organisations, roles and whose word counts: who does what in a programme, and who may then know of it.

Deliberately not here: what the help consists of (`support`), and how a family comes to it (`entry`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from contracts.fields import count, list_of, slug, word
from contracts.programmes.parts.leaves import Cvr, Named, Never, Role, Roles, Slug, Slugs, YesNo

ORGANISATION_KINDS = ("association", "municipality", "housing", "company", "foundation", "state", "education")


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """An organisation of the programme; one without a known CVR number has null."""

    name: Named
    kind: Annotated[str, word(ORGANISATION_KINDS)]
    cvr: Cvr


@dataclass(frozen=True, kw_only=True)
class Part:
    """What somebody is in the programme, and with which rights. Nobody in it ever has authority over a family."""

    name: Named
    acts_as: Role
    employed: YesNo
    authority: Never
    tasks: Mapping[Slug, Named]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Whose own wish is needed before anybody takes part."""

    guardians: Annotated[str, word(["both", "one"])]
    child_says_from: Annotated[int, count(0, 18)]


@dataclass(frozen=True, kw_only=True)
class Consent:
    """A purpose a person may consent to: who may then know what, and whether joining waits for it.

    A receiver is `organisation`, `partner` for any of them, or one organisation by its code.
    """

    name: Named
    receivers: Annotated[tuple[str, ...], list_of(slug(), min=1, max=20)]
    categories: Slugs
    required_to_join: YesNo


@dataclass(frozen=True, kw_only=True)
class Mandate:
    """Something a family may ask a role to do for it towards another body, for as long as it wishes."""

    name: Named
    bodies: Slugs
    held_by: Slug


@dataclass(frozen=True, kw_only=True)
class Team:
    """Specialists who may be asked for sparring, and by whom."""

    name: Named
    organisation: Slug
    asked_by: Roles
