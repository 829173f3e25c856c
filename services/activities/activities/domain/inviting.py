"""Whether a professional can be invited. What is one family's own is for the family to say. # S0-28, S4-05"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from activities.domain.people import Role
from activities.domain.signing_up import Home
from activities.domain.terms import Terms
from contracts.refusals import Refused


def objections_to_kind(terms: Terms) -> Iterator[Refused]:
    """Why no professional comes to such meetings."""
    if Role.PROFESSIONAL not in terms.roles and Role.PROFESSIONAL not in terms.invites:
        yield Refused("no_professionals_here", field="professional")


def objections_to_wish(only: UUID | None, home: Home | None, wished_by: UUID | None) -> Iterator[Refused]:
    """Why nobody of the family has wished it; `only` is the family the activity is for, if it is for one."""
    if only is not None and (home is None or home.id != only):
        yield Refused("professional_not_wished", field="family")
    if home is not None and wished_by not in home.guardians:
        yield Refused("sign_up_wish_missing", field="wished_by")


def objections_to_answer_by(answer_by: datetime | None, now: datetime) -> Iterator[Refused]:
    """Why nobody can answer by then."""
    if answer_by is not None and answer_by <= now:
        yield Refused("in_the_past", field="answer_by")
