"""Bridges: opened by the family or its coordinator, agreed by all who are asked, crossed, asked about. # S4-23"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from chassis.work import Work
from contracts.programmes.parts.meetings import Transition
from contracts.refusals import Refused
from enrollment.actions import facts, lapsing, settling, telling
from enrollment.actions.facts import bridge_state as state
from enrollment.actions.reaching import reach, reaches
from enrollment.domain import bridges, noting, plans
from enrollment.domain.days import danish_day
from enrollment.queries import plans as asked
from enrollment.tables import Bridge, BridgeGuest, BridgeYes, Family

Shown = Mapping[str, Any]

# On the bus a parent who is a volunteer is a volunteer: the one role that every service knows.
ON_THE_BUS = {bridges.PARENT_VOLUNTEER: "volunteer"}


def bridges_of(work: Work, family_id: UUID) -> Shown:
    """Every bridge of a family."""
    row = reach(work, family_id)
    return {"id": row.id, "items": [as_bridge(work, each) for each in asked.bridges_of(work.session, [row.id])]}


def bridges_to_ask_about(work: Work, page: Any) -> Sequence[Shown]:
    """A page of the coordinator's bridges for which it is time to ask whether the child has landed."""
    organisation = work.caller.organisation
    wanted = {"after": page.after, "limit": page.limit + 1}
    return [
        as_bridge(work, each) for each in asked.bridges_to_ask_about(work.session, organisation, work.today, **wanted)
    ]


def open_bridge(
    work: Work, family_id: UUID, *, transition: str, person: UUID, wanted_by: date, invited: list[Mapping[str, Any]]
) -> Shown:
    """Propose that somebody is taken across, together with those who are invited along."""
    row = reach(work, family_id)
    _let(work, row, person)
    if row.joined_at is None or row.left_at is not None:
        raise Refused("not_taking_part")
    guests = tuple(bridges.Guest(**told) for told in invited)
    wanted = bridges.Wanted(transition=transition, person=person, wanted_by=wanted_by, invited=guests)
    if objection := bridges.objection(facts.programme_of(row), facts.family(row), wanted, work.today):
        raise objection
    theirs = [each for each in asked.bridges_of(work.session, [row.id]) if each.person == person]
    if any(each.transition == transition and state(each) not in bridges.OVER for each in theirs):
        raise Refused("already_done")
    bridge = Bridge(id=work.new_id(), family_id=row.id, family=row, transition=transition, person=person)
    bridge.wanted_by, bridge.opened_by, bridge.opened_at = wanted_by, work.caller.subject, work.now
    bridge.guests = [BridgeGuest(place=place, **told) for place, told in enumerate(invited)]
    work.session.add(bridge)
    settling.touch(work, row)  # a parent and the coordinator who open the same at once open one
    if work.caller.subject in still_to_agree(work, bridge):
        _hear_yes(work, bridge, work.caller.subject)
    _settle(work, bridge)
    return as_bridge(work, bridge)


def agree(work: Work, bridge_id: UUID, person: UUID) -> Shown:
    """One of those who are asked says yes; when all have, the bridge is agreed."""
    bridge = bridge_at_hand(work, bridge_id)
    hear(work, bridge, person)
    if state(bridge) != bridges.State.PROPOSED or person not in still_to_agree(work, bridge):
        raise Refused("already_done")
    _hear_yes(work, bridge, person)
    _settle(work, bridge)
    return as_bridge(work, bridge)


def cross(work: Work, bridge_id: UUID, on: date | None) -> Shown:
    """The child or young person has gone across."""
    bridge = bridge_at_hand(work, bridge_id)
    if state(bridge) != bridges.State.AGREED:
        raise Refused("bridge_not_agreed" if state(bridge) == bridges.State.PROPOSED else "already_done")
    crossed_on = on or work.today
    if objection := noting.objection(crossed_on, work.today, field="on"):
        raise objection
    bridge.crossed_on = crossed_on
    bridge.ask_on = bridges.ask_on(crossed_on, _transition(bridge).landed_after_days)
    _settle(work, bridge)
    return as_bridge(work, bridge)


def land(work: Work, bridge_id: UUID, *, landed: bool) -> Shown:
    """The family's answer to whether the child has landed, some time afterwards."""
    bridge = bridge_at_hand(work, bridge_id)
    _let(work, bridge.family, bridge.person)
    if state(bridge) != bridges.State.CROSSED or bridge.ask_on is None:
        raise Refused("already_done" if state(bridge) in bridges.OVER else "bridge_not_crossed")
    if work.today < bridge.ask_on:
        raise Refused("asked_later", day=bridge.ask_on)
    bridge.landed, bridge.landed_said_at = landed, work.now
    _settle(work, bridge)
    return as_bridge(work, bridge)


def withdraw_bridge(work: Work, bridge_id: UUID) -> Shown:
    """No bridge after all; nobody has to say why, and the note is closed to others at once."""
    bridge = bridge_at_hand(work, bridge_id)
    _let(work, bridge.family, bridge.person)
    lapsing.lapse(work, bridge.family.consents)
    if state(bridge) in bridges.OVER:
        raise Refused("already_done")
    settling.touch(work, bridge.family)
    settling.withdraw_bridges(work, [bridge], "family_wish", telling.audience(work, bridge.family))
    return as_bridge(work, bridge)


def bridge_at_hand(work: Work, bridge_id: UUID) -> Bridge:
    """A bridge, to the family and to coordinators of its organisation."""
    bridge = work.session.get(Bridge, bridge_id)
    if bridge is None or not reaches(work, bridge.family):
        raise Refused("not_found")
    return bridge


def hear(work: Work, bridge: Bridge, person: UUID) -> None:
    """Refuse a yes that is not this speaker's to say."""
    family, coordinator = facts.family(bridge.family), "coordinator" in work.caller.roles
    said: dict[str, Any] = {"speaker": work.caller.subject, "coordinator": coordinator, "on": work.today}
    if objection := bridges.may_say_yes(family, bridge.person, person, **said):
        raise objection


def still_to_agree(work: Work, bridge: Bridge) -> tuple[UUID, ...]:
    """Whose yes is missing."""
    programme, family = facts.programme_of(bridge.family), facts.family(bridge.family)
    yes = {each.person for each in bridge.yeses}
    return bridges.still_to_agree(programme, family, bridge.person, yes, work.today)


def touch(work: Work, bridge: Bridge) -> None:
    """Let the bridge's version grow, whatever of it has changed."""
    bridge.changed_at = work.now
    flag_modified(bridge, "changed_at")


def as_bridge(work: Work, bridge: Bridge) -> Shown:
    """A bridge as the family and its coordinator see it."""
    work.session.flush()
    plain = ("id", "version", "transition", "person", "wanted_by", "crossed_on", "ask_on", "landed")
    stands = state(bridge)
    return {
        **{name: getattr(bridge, name) for name in plain},
        "family": bridge.family_id,
        "invited": [{"person": guest.person, "role": guest.role} for guest in bridge.guests],
        "state": stands,
        "waiting_for": list(still_to_agree(work, bridge)) if stands == bridges.State.PROPOSED else [],
        "agreed_on": danish_day(bridge.agreed_at) if bridge.agreed_at else None,
    }


def _let(work: Work, row: Family, person: UUID) -> None:
    """A coordinator may; of the family who has the helm, a child old enough for its own, and a grown-up alone."""
    programme, family, speaker = facts.programme_of(row), facts.family(row), work.caller.subject
    if objection := bridges.objection_to_steering(family, person, speaker, work.today):
        raise objection
    if speaker in family.people and (objection := plans.at_the_helm(programme, family, speaker, person, work.today)):
        raise objection


def _hear_yes(work: Work, bridge: Bridge, person: UUID) -> None:
    bridge.yeses.append(BridgeYes(person=person, heard_by=work.caller.subject, said_at=work.now))


def _settle(work: Work, bridge: Bridge) -> None:
    touch(work, bridge)
    if bridge.agreed_at is None and bridge.withdrawn_at is None and not still_to_agree(work, bridge):
        bridge.agreed_at = work.now
        _tell(work, bridge)


def _tell(work: Work, bridge: Bridge) -> None:
    row = bridge.family
    to = telling.of_bridge(work, bridge)
    data = {
        "family": row.id,
        "transition": bridge.transition,
        "invited": [
            {"person": guest.person, "role": ON_THE_BUS.get(guest.role, guest.role)} for guest in bridge.guests
        ],
        "to_offer": _transition(bridge).to_offer,
        "area": row.area,
        "wanted_by": bridge.wanted_by,
    }
    work.emit("bridge.agreed.v1", bridge.id, data, **telling.addressed(work, row, to))
    telling.note_told(work, row, bridge.id, to)
    settling.touch(work, row)  # not beside the withdrawal of the consent it was told by


def _transition(bridge: Bridge) -> Transition:
    """The programme's own, which a later version may no longer have."""
    move = facts.programme_of(bridge.family).transitions.get(bridge.transition)
    if move is None:
        raise Refused("unknown_transition", transition=bridge.transition)
    return move
