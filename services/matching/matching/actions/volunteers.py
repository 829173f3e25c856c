"""Volunteers register and leave again. Deliberately not here: how they are vetted (`vetting`)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions.holding import hold_one, hold_volunteer
from matching.actions.settling import send_home
from matching.actions.showing import Shown, volunteer_view
from matching.actions.vetting import announce
from matching.domain import programmes
from matching.tables import Volunteer

IN_THE_PROGRAMMES_WORDS = ("kinds", "contributions", "topics")


def register(work: Work, **offer: Any) -> Shown:
    """The caller offers to meet families, for the first time or again after having left."""
    _check(work, offer)
    row = hold_one(work, Volunteer, work.caller.subject)
    if row is None:
        row = Volunteer(id=work.caller.subject, organisation=work.organisation)
        work.session.add(row)
    elif row.left_at is None:
        raise Refused("already_a_volunteer")
    for name, value in offer.items():
        setattr(row, name, value)
    row.registered_at, row.left_at, row.left_reason = work.now, None, None
    announce(work, row)
    return volunteer_view(work, row)


def leave(work: Work, id: UUID, *, reason: str) -> Shown:
    """A volunteer says goodbye; nobody has to explain."""
    row = hold_volunteer(work, id)
    if row.left_at:
        raise Refused("already_done")
    send_home(work, row, reason)
    return volunteer_view(work, row)


def _check(work: Work, offer: Mapping[str, Any]) -> None:
    words = {field: offer[field] for field in IN_THE_PROGRAMMES_WORDS}
    programmes.check_offer(programmes.named(offer["programme"]), area=offer["area"], offered=words)
    if offer["born"] >= work.today:
        raise Refused("born_in_the_future", field="born")
