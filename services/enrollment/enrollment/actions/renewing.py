"""What others were told of an open need has changed: it is taken back and told anew, and has waited all the same.

A need that is matched goes on with its match. Deliberately not here: asking for a need (`needs`).
"""

from collections.abc import Hashable
from typing import Any

from chassis.work import Work
from enrollment.actions import facts, settling
from enrollment.actions.needs import tell_registered
from enrollment.actions.telling import Audience
from enrollment.domain.days import danish_day
from enrollment.domain.needs import State, under_15_until
from enrollment.tables import Family, Need

#: What a need that goes on does not take with it.
ITS_OWN = frozenset({"id", "version", "registered_at", "waiting_since", "withdrawn_at", "withdrawn_because"})


def told_of_needs(work: Work, row: Family) -> Hashable:
    """What a need tells of the family besides itself."""
    family = facts.family(row)
    return row.area, row.municipality, family.guardians, under_15_until(family, work.today)


def open_needs(work: Work, row: Family) -> list[Need]:
    """The needs nobody has been found for."""
    states = facts.states(work.session, row.needs)
    return [need for need in row.needs if states[need.id] == State.OPEN]


def renew_if_changed(work: Work, row: Family, before: Hashable, until_now: Audience) -> None:
    """Take back and ask anew, if what was told is no longer so."""
    if row.left_at is not None or told_of_needs(work, row) == before:
        return
    for need in open_needs(work, row):
        settling.withdraw_needs(work, row, [need], "family_wish", until_now)
        since = need.waiting_since or danish_day(need.registered_at)
        again = Need(id=work.new_id(), registered_at=work.now, waiting_since=since, **_carried(need))
        row.needs.append(again)
        tell_registered(work, row, again, supplement_question=False)  # asked and counted the first time


def _carried(need: Need) -> dict[str, Any]:
    columns = Need.__table__.columns.keys()
    return {name: getattr(need, name) for name in columns if name not in ITS_OWN}
