"""Mandates: given by the family, used by whom the programme names, withdrawn at once. # S0-24, S0-26"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from chassis.work import Work
from contracts.refusals import Refused
from enrollment.actions import facts, settling
from enrollment.actions.reaching import coordinates, reach, reaches
from enrollment.domain import mandates
from enrollment.domain.days import danish_day
from enrollment.queries import plans as asked
from enrollment.tables import Family, Mandate, MandateUse, MandateYes

Shown = Mapping[str, Any]


def mandates_of(work: Work, family_id: UUID) -> Shown:
    """To the family every mandate it has given, with what came of it; to its coordinator those that are live."""
    row = reach(work, family_id)
    rows = asked.mandates_of(work.session, row.id)
    if work.caller.subject not in facts.family(row).people:
        rows = [each for each in rows if mandates.holds(fact(each), work.today)]
    return {"id": row.id, "items": [as_mandate(work, each) for each in rows]}


def give_mandate(work: Work, family_id: UUID, *, kind: str, body: str, expires_on: date | None) -> Shown:
    """Ask that somebody speaks with one body for the family; it holds when everybody asked has given it."""
    row = reach(work, family_id)
    if row.joined_at is None or row.left_at is not None:
        raise Refused("not_taking_part")
    programme, family, giver = facts.programme_of(row), facts.family(row), work.caller.subject
    person = mandates.about(family, giver, work.today)
    wanted = mandates.Mandate(kind=kind, body=body, person=person, expires_on=expires_on)
    given = map(fact, asked.mandates_of(work.session, row.id))
    if objection := mandates.objection(programme, family, wanted, given, giver=giver, on=work.today):
        raise objection
    mandate = Mandate(id=work.new_id(), family_id=row.id, family=row, **_said(wanted))
    mandate.held_by, mandate.given_at = programme.mandates[kind].held_by, work.now
    work.session.add(mandate)
    settling.touch(work, row)  # two guardians who ask for the same at once do not ask twice
    _hear_yes(work, mandate)
    return as_mandate(work, mandate)


def join_mandate(work: Work, mandate_id: UUID) -> Shown:
    """The other guardian gives it too."""
    mandate = _of_the_giver(work, mandate_id)
    if work.caller.subject not in _still_to_give(mandate):
        raise Refused("already_done")
    _hear_yes(work, mandate)
    return as_mandate(work, mandate)


def withdraw_mandate(work: Work, mandate_id: UUID) -> Shown:
    """Take it back; one of those who gave it is enough."""
    mandate = _of_the_giver(work, mandate_id)
    mandate.withdrawn_on, mandate.withdrawn_by = work.today, work.caller.subject
    _touch(work, mandate)
    return as_mandate(work, mandate)


def end_what_is_left_alone(work: Work, row: Family) -> None:
    """End what only somebody who has moved out had given; nobody else could ever take it back. # S0-24"""
    people = facts.family(row).people
    for mandate in asked.mandates_of(work.session, row.id):
        given, yes = fact(mandate), {each.person for each in mandate.yeses}
        if not mandates.has_ended(given, work.today) and mandates.is_left_alone(given, yes, people):
            mandate.withdrawn_on, mandate.withdrawn_by = work.today, work.caller.subject
            _touch(work, mandate)


def use_mandate(work: Work, mandate_id: UUID, on: date | None) -> Shown:
    """Note that the holder has spoken with the body, and on which day; of what was said nothing is kept.

    A coordinator notes it, also for others who hold it; a volunteer who accompanies the family, its own. # S0-23
    """
    mandate = work.session.get(Mandate, mandate_id)
    if mandate is None or not (coordinates(work, mandate.family) or _is_held(work, mandate)):
        raise Refused("not_found")
    used = on or work.today
    if objection := mandates.use_objection(fact(mandate), used=used, on=work.today):
        raise objection
    told = {"day": used, "noted_by": work.caller.subject, "noted_at": work.now}
    mandate.uses.append(MandateUse(id=work.new_id(), **told))
    _touch(work, mandate)
    return as_mandate(work, mandate)


def fact(row: Mandate) -> mandates.Mandate:
    """What the rules need to know of a mandate; with the family's leaving it ends."""
    left_on = danish_day(row.family.left_at) if row.family.left_at else None
    ends = [each for each in (row.withdrawn_on, left_on) if each]
    plain = ("kind", "body", "person", "agreed_on", "expires_on")
    return mandates.Mandate(**{name: getattr(row, name) for name in plain}, withdrawn_on=min(ends, default=None))


def as_mandate(work: Work, row: Mandate) -> Shown:
    """A mandate and where it stands."""
    work.session.flush()
    plain = ("id", "kind", "body", "person", "held_by", "agreed_on", "expires_on", "withdrawn_on")
    stands = mandates.state(fact(row), work.today)
    return {
        **{name: getattr(row, name) for name in plain},
        "state": stands,
        "given_on": danish_day(row.given_at),
        "waiting_for": list(_still_to_give(row)) if stands == "waiting" else [],
        "used_on": [use.day for use in row.uses],
    }


def _is_held(work: Work, mandate: Mandate) -> bool:
    """Whether the caller holds it: as the volunteer of a running match in the very role it was given to. # S2-13"""
    programme = facts.programme_of(mandate.family)
    kinds = mandates.needs_of(programme, mandate.held_by)
    volunteer = "volunteer" in work.caller.roles
    return volunteer and asked.accompanies(work.session, mandate.family_id, work.caller.subject, kinds)


def _of_the_giver(work: Work, mandate_id: UUID) -> Mandate:
    """A mandate that has not ended, in the hands of somebody whose it is to give and to take back."""
    mandate = work.session.get(Mandate, mandate_id)
    if mandate is None or not reaches(work, mandate.family):
        raise Refused("not_found")
    if not mandates.may_give(facts.family(mandate.family), fact(mandate), work.caller.subject):
        raise Refused("not_yours_to_give")
    if mandates.has_ended(fact(mandate), work.today):
        raise Refused("already_done")
    return mandate


def _still_to_give(mandate: Mandate) -> tuple[UUID, ...]:
    programme, family = facts.programme_of(mandate.family), facts.family(mandate.family)
    return mandates.still_to_give(programme, family, fact(mandate), {each.person for each in mandate.yeses})


def _hear_yes(work: Work, mandate: Mandate) -> None:
    mandate.yeses.append(MandateYes(person=work.caller.subject, given_at=work.now))
    if mandate.agreed_on is None and not _still_to_give(mandate):
        mandate.agreed_on = work.today
    _touch(work, mandate)


def _said(wanted: mandates.Mandate) -> Mapping[str, Any]:
    return {name: getattr(wanted, name) for name in ("kind", "body", "person", "expires_on")}


def _touch(work: Work, mandate: Mandate) -> None:
    mandate.changed_at = work.now
    flag_modified(mandate, "changed_at")
