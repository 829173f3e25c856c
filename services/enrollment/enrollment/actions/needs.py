"""Needs: what a family would like a volunteer's company for. # S0-22"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment.actions import facts, settling, telling
from enrollment.actions.reaching import reach, reaches
from enrollment.actions.showing import as_needs
from enrollment.domain import needs
from enrollment.tables import Family, Need


def register_need(
    work: Work, family_id: UUID, *, kind: str, topics: list[str], wanted_on: date | None, **wanted: Any
) -> Mapping[str, Any]:
    """Ask for a volunteer's company; `wanted` is in which languages and when. # S0-24"""
    row = reach(work, family_id)
    if row.joined_at is None or row.left_at is not None:
        raise Refused("not_taking_part")
    programme, family = facts.programme_of(row), facts.family(row)
    if objection := needs.objection(programme, family, kind, topics, work.today):
        raise objection
    need = Need(id=work.new_id(), kind=kind, topics=topics, registered_at=work.now, **wanted)
    need.wanted_on = wanted_on or work.today
    need.languages = list(need.languages or row.languages)
    row.needs.append(need)
    settling.touch(work, row)
    _tell(work, row, need)
    return _as_need(work, need)


def withdraw_need(work: Work, need_id: UUID) -> Mapping[str, Any]:
    """The family no longer asks."""
    need = work.session.get(Need, need_id)
    if need is None or not reaches(work, need.family):
        raise Refused("not_found")
    if facts.states(work.session, [need])[need.id] not in needs.RUNNING:
        raise Refused("already_done")
    settling.withdraw_needs(work, need.family, [need], "family_wish", telling.audience(work, need.family))
    settling.touch(work, need.family)
    return _as_need(work, need)


def _as_need(work: Work, need: Need) -> Mapping[str, Any]:
    (shown,) = as_needs(work, [need])
    return shown


def _tell(work: Work, row: Family, need: Need) -> None:
    family = facts.family(row)
    plain = ("kind", "topics", "languages", "slots", "wanted_on")
    data = {
        **{name: getattr(need, name) for name in plain},
        "family": row.id,
        "guardians": list(family.guardians),
        "area": row.area,
        "municipality": row.municipality,
        "under_15_until": needs.under_15_until(family, work.today),
    }
    to = telling.audience(work, row).of_needs
    work.emit("need.registered.v1", need.id, data, **telling.addressed(work, row, to))
