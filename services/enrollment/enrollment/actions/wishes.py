"""Wishes: each says their own, as often as they change their mind. # S0-17"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment.actions import facts, lapsing, settling, telling
from enrollment.actions.reaching import coordinates
from enrollment.actions.showing import as_family
from enrollment.domain import wishes
from enrollment.tables import Family, Wish


def state_wish(work: Work, family_id: UUID, *, person: UUID, wish: str) -> Mapping[str, Any]:
    """Take what somebody says about taking part. The first time nothing is missing any more, the family joins."""
    row = lapsing.reach_today(work, family_id)
    family = facts.family(row)
    heard: dict[str, Any] = {"speaker": work.caller.subject, "coordinator": coordinates(work, row)}
    if objection := wishes.objection(family, person, work.today, **heard):
        raise objection
    if row.left_at is not None:
        raise Refused("has_left")
    if family.wishes.get(person) != wish:
        until_now = telling.audience(work, row)
        _replace(work, row, person, wish)
        settling.settle(work, row, until_now)
    return as_family(work, row)


def _replace(work: Work, row: Family, person: UUID, wish: str) -> None:
    for each in row.wishes:
        if each.person == person and each.replaced_at is None:
            each.replaced_at = work.now
    work.session.flush()  # the old wish must be replaced before the new one may stand
    told = {"person": person, "wish": wish, "heard_by": work.caller.subject, "stated_at": work.now}
    row.wishes.append(Wish(id=work.new_id(), **told))
