"""Who belongs to a family: somebody comes, somebody moves out, custody changes. Nobody's consents are touched by it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment.actions import entering, facts, lapsing, mandates, renewing, settling, telling
from enrollment.actions.reaching import coordinates, let_decide
from enrollment.actions.showing import as_family
from enrollment.domain import custody, leaving
from enrollment.domain.families import Kind
from enrollment.tables import Custody, Family, Member


def add_member(work: Work, family_id: UUID, *, guardians: Sequence[UUID], **told: Any) -> Mapping[str, Any]:
    """Somebody has come to the family, such as a new baby. Who is old enough is asked; the others go on meanwhile."""
    row = lapsing.reach_today(work, family_id)
    if row.left_at is not None:
        raise Refused("has_left")
    let_decide(work, row)
    if told["id"] and not coordinates(work, row):
        raise Refused("not_yours_to_name", field="id")
    if told["id"] in {each.person for each in row.members}:
        raise Refused("person_twice", field="id")
    until_now, before = telling.audience(work, row), renewing.told_of_needs(work, row)
    person = told["id"] or work.new_id()
    member = Member(**entering.member_row(told, person, len(row.members), None, row.languages[0]))
    row.members.append(member)
    _name_guardians(row, member, guardians)
    _check(row, born_by=work.today)
    settling.settle(work, row, until_now)
    renewing.renew_if_changed(work, row, before, until_now)
    return as_family(work, row)


def move_out(work: Work, family_id: UUID, person: UUID) -> Mapping[str, Any]:
    """Somebody belongs to the family no longer; the others go on, and what the person has said stays as it was said."""
    row = lapsing.reach_today(work, family_id)
    family = facts.family(row)
    said: dict[str, Any] = {"speaker": work.caller.subject, "coordinator": coordinates(work, row)}
    if objection := leaving.objection_to_moving_out(family, person, work.today, **said):
        raise objection
    until_now, before = telling.audience(work, row), renewing.told_of_needs(work, row)
    member = next(each for each in row.members if each.person == person)
    member.gone_at, member.contributions = work.now, None
    row.custodies[:] = [each for each in row.custodies if each.guardian != person]
    own_needs = [need for need in row.needs if need.for_person == person]
    settling.withdraw_needs(work, row, own_needs, "family_wish", until_now)
    settling.withdraw_bridges(work, settling.ahead(work, row, person), "family_wish", until_now)
    mandates.end_what_is_left_alone(work, row)
    settling.settle(work, row, until_now)
    renewing.renew_if_changed(work, row, before, until_now)
    return as_family(work, row)


def change_custody(
    work: Work, family_id: UUID, version: int | None, children: Sequence[Mapping[str, Any]]
) -> Mapping[str, Any]:
    """Say which guardians decide for which child from now on; a child that is not named is decided for by all."""
    row = lapsing.reach_today(work, family_id)
    if row.version != version:
        raise Refused("stale")
    until_now = telling.audience(work, row)
    row.custodies.clear()
    work.session.flush()  # the same pairs may be named again
    members = {each.person: each for each in facts.present(row)}
    for told in children:
        if told["child"] not in members:
            raise Refused("not_in_the_family", field="children")
        _name_guardians(row, members[told["child"]], told["guardians"])
    _check(row)
    settling.settle(work, row, until_now)
    return as_family(work, row)


def _name_guardians(row: Family, child: Member, guardians: Iterable[UUID]) -> None:
    if guardians and child.kind != Kind.CHILD:
        raise Refused("no_custody_of_an_adult", field="guardians")
    for guardian in dict.fromkeys(guardians):
        row.custodies.append(Custody(child=child.person, guardian=guardian))


def _check(row: Family, born_by: date | None = None) -> None:
    """Ask of a family that has changed what is asked of a new one; of their ages only whoever came last."""
    people = facts.present(row)
    places = {each.person: place for place, each in enumerate(people)}
    named: dict[UUID, list[int]] = defaultdict(list)
    for each in row.custodies:
        named[each.child].append(places.get(each.guardian, len(people)))
    told = [custody.Told(kind=Kind(each.kind), born=each.born, guardians=tuple(named[each.person])) for each in people]
    if len({(each.name, each.born) for each in people}) < len(people):
        raise Refused("person_twice", field="name")
    objections = [each for place in range(len(told)) for each in custody.guardian_objections(told, place)]
    if born_by:
        objections = [*custody.age_objections(told, len(told) - 1, born_by), *objections]
    for objection in objections:
        objection.field = (objection.field or "").rpartition(".")[2]
        raise objection
