"""What follows from what a family has said: it joins, it leaves, its needs lose their ground.

Wishes and consents all end in `settle`, so that it does not matter who said what first.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from chassis.work import Work
from enrollment.actions import facts, taking_part
from enrollment.actions.telling import (
    NOBODY,
    Audience,
    addressed,
    audience,
    note_over,
    note_told,
    tell_bridge_withdrawn,
    tell_need_withdrawn,
    unaware,
)
from enrollment.domain import goodbyes, joining
from enrollment.domain.bridges import AHEAD
from enrollment.domain.families import minors
from enrollment.domain.needs import RUNNING
from enrollment.queries.plans import bridges_of
from enrollment.tables import Bridge, Family, Goodbye, Need


def touch(work: Work, row: Family) -> None:
    """Let the family's version grow, so that of two changes made at once the second sees the first."""
    row.changed_at = work.now
    flag_modified(row, "changed_at")


def settle(work: Work, row: Family, until_now: Audience, *, ended: str | None = None) -> None:
    """Join as soon as nothing is missing; leave as soon as somebody says no or a consent it stands on is gone.

    `ended` is the purpose of a consent that has just ended. One that ended before it was asked for puts nobody out.
    """
    touch(work, row)
    if row.left_at is not None:
        return
    gaps = joining.missing(facts.programme_of(row), facts.family(row), work.today)
    if row.joined_at is None and not gaps:
        _join(work, row)
    elif row.joined_at is not None and (reason := joining.end(gaps, ended)):
        leave(work, row, reason, until_now)
    elif row.joined_at is not None:
        _let_others_know(work, row)


def leave(work: Work, row: Family, reason: str, until_now: Audience) -> None:
    """End everything that runs for the family. Only one that had joined is told of, and offered a goodbye."""
    touch(work, row)
    row.left_at, row.left_because, row.must_end_by = work.now, reason, None
    withdraw_needs(work, row, row.needs, "family_left", until_now)
    withdraw_bridges(work, ahead(work, row), "family_left", until_now)
    _end_what_was_given(work, row)
    if row.joined_at is not None:
        heard = until_now.heard.get(row.id, NOBODY)
        work.emit("family.left.v1", row.id, {"reason": reason}, **addressed(work, row, heard))
        note_over(work, row, row.id)
        planned_on = goodbyes.planned_on(facts.programme_of(row), work.today)
        row.goodbye = Goodbye(organisation=row.organisation, planned_on=planned_on)


def withdraw_needs(work: Work, row: Family, needs: Iterable[Need], reason: str, until_now: Audience) -> None:
    """Close those of the needs that are open or matched."""
    states = facts.states(work.session, row.needs)
    for need in needs:
        if states[need.id] in RUNNING:
            need.withdrawn_at, need.withdrawn_because = work.now, reason
            tell_need_withdrawn(work, need, reason, until_now)


def ahead(work: Work, row: Family, person: UUID | None = None) -> list[Bridge]:
    """The bridges that nobody has crossed yet, of the whole family or of one person."""
    theirs = (each for each in bridges_of(work.session, [row.id]) if person in (None, each.person))
    return [each for each in theirs if facts.bridge_state(each) in AHEAD]


def withdraw_bridges(work: Work, bridges: Iterable[Bridge], reason: str, until_now: Audience) -> None:
    """Nobody is taken across these after all. One that nobody had said yes to was told of to nobody. # S4-23"""
    for bridge in bridges:
        bridge.withdrawn_at = bridge.changed_at = work.now
        if bridge.agreed_at is not None:
            tell_bridge_withdrawn(work, bridge, reason, until_now.heard.get(bridge.id, NOBODY))
            note_over(work, bridge.family, bridge.id)


def _join(work: Work, row: Family) -> None:
    row.joined_at = work.now
    data, to = _as_joined(work, row, taking_part.begin(work, row)), audience(work, row).of_taking_part
    work.emit("family.joined.v1", row.id, data, **addressed(work, row, to))
    note_told(work, row, row.id, to)


def _let_others_know(work: Work, row: Family) -> None:
    """Whoever may know only by a consent of today hears that the family takes part, as it does today. # S0-24, S4-07"""
    to = audience(work, row).of_taking_part
    if new := unaware(work, row, row.id, to):
        data = _as_joined(work, row, taking_part.running(row))
        work.pass_on("family.joined.v1", row.id, data, **addressed(work, row, new))
    note_told(work, row, row.id, to)


def _as_joined(work: Work, row: Family, tracks: list[str]) -> Mapping[str, Any]:
    family = facts.family(row)
    return {
        "area": row.area,
        "municipality": row.municipality,
        "guardians": list(family.guardians),
        "children": len(minors(family, work.today)),
        "tracks": tracks,
    }


def _end_what_was_given(work: Work, row: Family) -> None:
    """Nobody is asked to give, or how it goes, after leaving; that takes a yes of its own."""
    for member in row.members:
        member.contributions = None
    for each in row.follow_ups:
        if each.outcome not in goodbyes.CLOSING:
            each.outcome, each.noted_at = goodbyes.Outcome.LEFT, work.now
