"""The note that goes across a bridge: written with the family, approved by it word for word. # S1-23"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment.actions import facts
from enrollment.actions.bridges import bridge_at_hand, hear, touch
from enrollment.domain import bridges, handovers
from enrollment.domain.days import danish_day
from enrollment.tables import Bridge, Family, HandoverApproval, HandoverNote


def write_note(work: Work, bridge_id: UUID, version: int | None, **words: Any) -> Mapping[str, Any]:
    """Write down strengths, what helps and what the child says; what was approved before is approved no more."""
    bridge = bridge_at_hand(work, bridge_id)
    if objection := _objection(work, bridge):
        raise objection
    if bridge.version != version:
        raise Refused("stale")
    if bridge.withdrawn_at is not None:
        raise Refused("bridge_withdrawn")
    if bridge.note is None:
        bridge.note = HandoverNote(edition=0)
    note = bridge.note
    note.strengths, note.what_helps, note.child_says = words["strengths"], words["what_helps"], words["child_says"]
    note.edition, note.written_by, note.written_at = note.edition + 1, work.caller.subject, work.now
    touch(work, bridge)
    return _as_note(work, bridge, note)


def approve_note(work: Work, bridge_id: UUID, *, person: UUID, edition: int) -> Mapping[str, Any]:
    """One of those who are asked says yes to exactly these words."""
    bridge = bridge_at_hand(work, bridge_id)
    note = bridge.note
    if note is None:
        raise Refused("not_found")
    hear(work, bridge, person)
    if edition != note.edition:
        raise Refused("stale", field="edition")
    if person in handovers.approved_by(_fact(bridge, note)):
        raise Refused("already_done")
    told = {"heard_by": work.caller.subject, "approved_at": work.now}
    note.approvals.append(HandoverApproval(person=person, edition=edition, **told))
    touch(work, bridge)
    return _as_note(work, bridge, note)


def note(work: Work, bridge_id: UUID) -> Mapping[str, Any] | None:
    """The note: to the family and its coordinator, and to the next place while the family lets it."""
    bridge = work.session.get(Bridge, bridge_id)
    if bridge is None or bridge.note is None:
        return None
    in_the_house = _in_the_house(work, bridge.family) and not _objection(work, bridge)
    may_read = in_the_house or work.caller.organisation in _readers(work, bridge, bridge.note)
    return _as_note(work, bridge, bridge.note) if may_read else None


def _readers(work: Work, bridge: Bridge, note: HandoverNote) -> frozenset[str]:
    if not {"coordinator", "professional"} & work.caller.roles:
        return frozenset()
    programme, family = facts.programme_of(bridge.family), facts.family(bridge.family)
    return handovers.readers(programme, family, _fact(bridge, note), work.today)


def _objection(work: Work, bridge: Bridge) -> Refused | None:
    return bridges.objection_to_steering(facts.family(bridge.family), bridge.person, work.caller.subject, work.today)


def _in_the_house(work: Work, row: Family) -> bool:
    caller = work.caller
    if "family" in caller.roles and caller.subject in facts.family(row).people:
        return True
    return "coordinator" in caller.roles and caller.organisation == row.organisation


def _fact(bridge: Bridge, note: HandoverNote) -> handovers.Note:
    return handovers.Note(
        person=bridge.person,
        transition=bridge.transition,
        edition=note.edition,
        approvals=frozenset((each.person, each.edition) for each in note.approvals),
        withdrawn=bridge.withdrawn_at is not None,
    )


def _as_note(work: Work, bridge: Bridge, note: HandoverNote) -> Mapping[str, Any]:
    work.session.flush()
    programme, family = facts.programme_of(bridge.family), facts.family(bridge.family)
    waiting_for = handovers.waiting_for(programme, family, _fact(bridge, note), work.today)
    plain = ("edition", "strengths", "what_helps", "child_says")
    return {
        **{name: getattr(note, name) for name in plain},
        "id": bridge.id,
        "version": bridge.version,
        "written_on": danish_day(note.written_at),
        "approved": not waiting_for,
        "waiting_for": list(waiting_for),
    }
