"""Telling others about a family: never more than ids and coarse facts, and outside our organisation only by consent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from chassis.work import Work
from enrollment.actions import facts
from enrollment.domain import sharing
from enrollment.tables import Consent, Family, Need

Receivers = Mapping[str, UUID]


@dataclass(frozen=True, kw_only=True)
class Audience:
    """The other organisations that may hear of a family, each by a consent: of its taking part, and of its needs.

    Taken before a change, so that whoever heard of something also hears that it has ended, and nothing after that.
    """

    of_taking_part: Receivers
    of_needs: Receivers


def audience(work: Work, row: Family, on: date | None = None) -> Audience:
    """Who may hear as things stand, today or on another day."""
    programme, family = facts.programme_of(row), facts.family(row)
    hearing = partial(sharing.hearing, programme, family, on=on or work.today)
    return Audience(of_taking_part=hearing(sharing.TAKING_PART), of_needs=hearing(sharing.NEEDS))


def addressed(work: Work, row: Family, to: Receivers) -> dict[str, Any]:
    """What the envelope of an event about a family says besides the fact: under which programme, and to whom else."""
    programme = facts.programme_of(row)
    others = {receiver: consent for receiver, consent in to.items() if receiver != work.organisation}
    return {"programme": programme.code, "programmeversion": programme.version, "to": others}


def tell_consent(work: Work, row: Consent, state: str) -> None:
    """Tell the receiver whom a consent names, and ourselves, that it was granted or withdrawn."""
    plain = ("person", "purpose", "receiver", "categories", "expires_on")
    data = {name: getattr(row, name) for name in plain} | {"consent": row.id, "state": state}
    work.emit("consent.changed.v1", row.family.id, data, **addressed(work, row.family, {row.receiver: row.id}))


def tell_need_withdrawn(work: Work, row: Need, reason: str, until_now: Audience) -> None:
    """Tell whoever heard of a need that it is no longer open."""
    data = {"family": row.family.id, "reason": reason}
    work.emit("need.withdrawn.v1", row.id, data, **addressed(work, row.family, until_now.of_needs))
