"""Small successes: closed words for what went well, so that no word about anybody's trouble can be written. # S3-09

Deliberately not here: the family's plan, in which it may keep them in words of its own; that is enrollment's.
"""

from collections.abc import Collection, Iterator
from uuid import UUID

from contracts.refusals import Refused

WORDS = (
    "tried_something_new",
    "learned_something",
    "helped_others",
    "met_somebody",
    "spoke_up",
    "asked_for_help",
    "played_together",
    "cooked_together",
    "took_the_lead",
    "showed_what_was_learned",  # S3-11
)


def objections(*, came: Collection[UUID], own: Collection[UUID], family: UUID) -> Iterator[Refused]:
    """Why nothing is noted for this family: it was not there, or it is the noter's own, who has a plan to write in."""
    if family not in came:
        yield Refused("family_not_there", field="family")
    if family in own:
        yield Refused("not_about_oneself", field="family")
