"""Trying to put a family forward: always answered, never kept, never carried out. # S0-18"""

from typing import NoReturn

from chassis.work import Work
from enrollment.actions import programmes
from enrollment.domain import contacts, forwarding


def put_forward(work: Work, *, programme: str, area: str | None, about: str) -> NoReturn:
    """Say no and what to do instead: the ways in, and the handguide for the kind of case it is `about`."""
    terms = programmes.in_force(work, programme)
    if area is not None and (objection := contacts.unknown_area(terms, area)):
        raise objection
    raise forwarding.refusal(terms, about)
