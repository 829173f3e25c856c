"""Telling others about a family: never more than ids and coarse facts, and outside our organisation only by consent.

Who has been told is kept (`tellings`), so that exactly they hear when it is over.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from chassis.work import Work
from enrollment.actions import facts
from enrollment.domain import bridges, sharing
from enrollment.domain.consents import holds
from enrollment.tables import Bridge, Consent, Family, Need, Telling

Receivers = Mapping[str, UUID]
NOBODY: Receivers = {}


@dataclass(frozen=True, kw_only=True)
class Audience:
    """The other organisations that may hear of a family, each by a consent: of its taking part, and of its needs.

    `heard` are those that know already, by the family or need they know of. Taken before a change, so that whoever
    heard of something also hears that it has ended, under the consent by which they knew, and nothing after that.
    """

    of_taking_part: Receivers
    of_needs: Receivers
    heard: Mapping[UUID, Receivers]


def audience(work: Work, row: Family, on: date | None = None) -> Audience:
    """Who may hear as things stand, today or on another day."""
    day = on or work.today
    hearing = partial(sharing.hearing, facts.programme_of(row), facts.family(row), on=day)
    return Audience(
        of_taking_part=hearing(sharing.TAKING_PART), of_needs=hearing(sharing.NEEDS), heard=_heard(row, day)
    )


def addressed(work: Work, row: Family, to: Receivers) -> dict[str, Any]:
    """What the envelope of an event about a family says besides the fact: under which programme, and to whom else."""
    programme = facts.programme_of(row)
    others = {receiver: consent for receiver, consent in to.items() if receiver != work.organisation}
    return {"programme": programme.code, "programmeversion": programme.version, "to": others}


def unaware(work: Work, row: Family, about: UUID, to: Receivers) -> Receivers:
    """Those of them outside our organisation that do not know yet of the family or of something of it."""
    known = {work.organisation, *(each.receiver for each in _known(row, about))}
    return {receiver: consent for receiver, consent in to.items() if receiver not in known}


def note_told(work: Work, row: Family, about: UUID, to: Receivers) -> None:
    """Keep that these know of the family or of something of it; who knew already knows it by this consent now."""
    known = {each.receiver: each for each in _known(row, about)}
    for receiver, consent in to.items():
        if receiver in known:
            known[receiver].consent = consent
        elif receiver != work.organisation:
            row.tellings.append(
                Telling(id=work.new_id(), about=about, receiver=receiver, consent=consent, told_at=work.now)
            )


def note_over(work: Work, row: Family, about: UUID) -> None:
    """Nobody is told of this any more."""
    for each in _known(row, about):
        each.ended_at = work.now


def note_consent_over(work: Work, row: Family, ended: Consent) -> None:
    """The receiver of a consent that is over has been told so; what it is not let to know otherwise is over for it."""
    for each in row.tellings:
        if each.receiver == ended.receiver and each.ended_at is None:
            still, rested = _ground(work, row, each, ended)
            if each.receiver in still:
                each.consent = still[each.receiver]
            elif rested:
                each.ended_at = work.now
                _tell_bridge_over(work, each, ended)


def tell_consent(work: Work, row: Consent, state: str) -> None:
    """Tell the receiver whom a consent names, and ourselves, that it was granted or withdrawn."""
    plain = ("person", "purpose", "receiver", "categories", "expires_on")
    data = {name: getattr(row, name) for name in plain} | {"consent": row.id, "state": state}
    work.emit("consent.changed.v1", row.family.id, data, **addressed(work, row.family, {row.receiver: row.id}))


def tell_need_withdrawn(work: Work, row: Need, reason: str, until_now: Audience) -> None:
    """Tell whoever heard of a need that it is no longer open."""
    data = {"family": row.family.id, "reason": reason}
    heard = until_now.heard.get(row.id, NOBODY)
    work.emit("need.withdrawn.v1", row.id, data, **addressed(work, row.family, heard))
    note_over(work, row.family, row.id)


def of_bridge(work: Work, row: Bridge) -> Receivers:
    """Who may hear of a bridge as things stand."""
    programme, family = facts.programme_of(row.family), facts.family(row.family)
    return bridges.hearing(programme, family, row.transition, row.person, bridges.KNOWS, work.today)


def tell_bridge_withdrawn(work: Work, row: Bridge, reason: str, heard: Receivers) -> None:
    """Tell whoever heard that a bridge was agreed that they go by it no longer."""
    data = {"family": row.family.id, "reason": reason}
    work.emit("bridge.withdrawn.v1", row.id, data, **addressed(work, row.family, heard))


def _tell_bridge_over(work: Work, told: Telling, ended: Consent) -> None:
    """If it was a bridge that this receiver knew of: for it alone that is over, the family may still go across."""
    bridge = work.session.get(Bridge, told.about)
    if bridge is not None and facts.bridge_state(bridge) not in bridges.OVER:
        tell_bridge_withdrawn(work, bridge, "consent_withdrawn", {told.receiver: ended.id})


def _known(row: Family, about: UUID) -> list[Telling]:
    return [each for each in row.tellings if each.about == about and each.ended_at is None]


def _heard(row: Family, on: date) -> Mapping[UUID, Receivers]:
    live = {each.id for each in row.consents if holds(facts.consent(each), on)}
    heard: dict[UUID, dict[str, UUID]] = defaultdict(dict)
    for each in row.tellings:
        if each.ended_at is None and each.consent in live:
            heard[each.about][each.receiver] = each.consent
    return heard


def _ground(work: Work, row: Family, telling: Telling, ended: Consent) -> tuple[Receivers, bool]:
    """Who may know this as things stand, and whether it was by a consent like the ended one that a receiver did."""
    if (bridge := work.session.get(Bridge, telling.about)) is not None:
        programme, family = facts.programme_of(row), facts.family(row)
        like = (programme, family, bridge.transition, bridge.person, facts.consent(ended), work.today)
        return of_bridge(work, bridge), telling.consent == ended.id or bridges.lets_hear(*like)
    knows = _knows(row, telling)
    still = sharing.hearing(facts.programme_of(row), facts.family(row), knows, work.today)
    return still, bool(knows & set(ended.categories))


def _knows(row: Family, telling: Telling) -> frozenset[str]:
    """What a receiver must be let know to know this."""
    if telling.about == row.id:
        return sharing.TAKING_PART
    return sharing.NEEDS if telling.about in {need.id for need in row.needs} else sharing.GOALS
