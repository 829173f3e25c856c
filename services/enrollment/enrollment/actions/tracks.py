"""Choosing a track, and leaving it. A track that is one to one is come into by a need, and left with it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment.actions import facts, picturing, settling, telling
from enrollment.actions.reaching import let_decide, reach
from enrollment.actions.showing import as_family
from enrollment.domain import eligibility, tracks
from enrollment.domain.needs import RUNNING
from enrollment.tables import Family, Participation


def choose_track(work: Work, family_id: UUID, track: str) -> Mapping[str, Any]:
    """Take part in a track from today; of a family that has not joined yet it is remembered until it does."""
    row = reach(work, family_id)
    let_decide(work, row)
    programme = facts.programme_of(row)
    if objection := tracks.choice_objection(programme, track):
        raise objection
    if row.left_at is not None:
        raise Refused("has_left")
    if _running(row, track):
        raise Refused("already_done")
    if row.joined_at is not None:
        for each in eligibility.objections(programme, track, picturing.picture(work, row), work.today):
            raise each.refused()
    since = work.today if row.joined_at else None
    row.participations.append(Participation(id=work.new_id(), track=track, since=since))
    settling.touch(work, row)
    return as_family(work, row)


def leave_track(work: Work, family_id: UUID, track: str) -> Mapping[str, Any]:
    """Take part in a track no longer; in the programme the family goes on."""
    row = reach(work, family_id)
    let_decide(work, row)
    if track not in facts.programme_of(row).tracks:
        raise Refused("unknown_track", track=track)
    if row.left_at is not None:
        raise Refused("has_left")
    if not any([_end_participation(work, row, track), _end_needs(work, row, track)]):
        raise Refused("already_done")
    settling.touch(work, row)
    return as_family(work, row)


def _end_participation(work: Work, row: Family, track: str) -> bool:
    running = _running(row, track)
    for each in running:
        if each.since is None:
            row.participations.remove(each)
        else:
            each.until = work.today
    return bool(running)


def _end_needs(work: Work, row: Family, track: str) -> bool:
    programme, states = facts.programme_of(row), facts.states(work.session, row.needs)
    running = [
        need
        for need in row.needs
        if states[need.id] in RUNNING and need.kind in programme.needs and programme.needs[need.kind].track == track
    ]
    settling.withdraw_needs(work, row, running, "family_wish", telling.audience(work, row))
    return bool(running)


def _running(row: Family, track: str) -> list[Participation]:
    return [each for each in row.participations if each.track == track and each.until is None]
