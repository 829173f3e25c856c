"""A family and a volunteer are not to meet: one of the two says so, or somebody employed does. Nobody asks why.

What stands between the two ends at once. The side that said it is never shown to the other: to those in a match it
ends for no stated reason, like many others. Only who said it takes it back.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions import showing
from matching.actions.asking import let_go_of_days
from matching.actions.holding import hold_one
from matching.actions.settling import let_go
from matching.domain.answers import STAFF
from matching.queries import exclusions, needs, proposals
from matching.tables import STANDING, Exclusion, Volunteer

Shown = Mapping[str, Any]


def exclude(work: Work, *, family: UUID, volunteer: UUID) -> Shown:
    """The two are not proposed to each other until it is lifted, and whatever stands between them ends."""
    row = hold_one(work, Volunteer, volunteer)
    side = next(_sides(work, row, family), None) if row else None
    if row is None or side is None:
        raise Refused("not_found")
    if exclusions.that_holds(work.session, volunteer, family, side):
        raise Refused("already_done")
    exclusion = Exclusion(
        id=work.new_id(),
        organisation=row.organisation,
        volunteer_id=volunteer,
        family_id=family,
        side=side,
        recorded_by=work.caller.subject,
        recorded_at=work.now,
    )
    work.session.add(exclusion)
    for proposal in proposals.between(work.session, family, volunteer):
        if proposal.state in STANDING:
            let_go(work, proposal, "other")
    let_go_of_days(work, row)
    return _shown(exclusion)


def lift(work: Work, id: UUID) -> Shown:
    """Who said it says it no longer. What another side has said goes on."""
    exclusion = work.session.get(Exclusion, id, with_for_update=True)
    if exclusion is None or not _is_whose(work, exclusion):
        raise Refused("not_found")
    if exclusion.lifted_at:
        raise Refused("already_done")
    exclusion.lifted_at, exclusion.lifted_by = work.now, work.caller.subject
    return _shown(exclusion)


def page(work: Work, wanted: Any, *, family: UUID | None, volunteer: UUID | None) -> Sequence[Shown]:
    """Staff see those of their organisation; everybody else what their own side has said."""
    rows = exclusions.page(work.session, wanted, _seen_by(work), family=family, volunteer=volunteer)
    return [_shown(row) for row in rows]


def _sides(work: Work, row: Volunteer, family: UUID) -> Iterator[str]:
    """What the caller may speak as: for oneself once one has heard of the other, or as staff for other people."""
    caller, is_volunteer = work.caller, work.caller.subject == row.id
    is_guardian = needs.is_guardian(work.session, caller.subject, family)
    if "volunteer" in caller.roles and is_volunteer and _has_heard(work, row.id, family):
        yield "volunteer"
    if "family" in caller.roles and is_guardian and _has_heard(work, row.id, family):
        yield "family"
    is_staff = STAFF & caller.roles and not (is_volunteer or is_guardian)
    if is_staff and row.organisation == caller.organisation and needs.is_known(work.session, family):
        yield "staff"


def _has_heard(work: Work, volunteer: UUID, family: UUID) -> bool:
    return any(showing.proposal(work, each.id) for each in proposals.between(work.session, family, volunteer))


def _is_whose(work: Work, exclusion: Exclusion) -> bool:
    caller, said_by = work.caller, exclusion.side
    if said_by == "volunteer":
        return "volunteer" in caller.roles and caller.subject == exclusion.volunteer_id
    if said_by == "family":
        is_guardian = needs.is_guardian(work.session, caller.subject, exclusion.family_id)
        return "family" in caller.roles and is_guardian
    if caller.subject == exclusion.volunteer_id or needs.is_guardian(work.session, caller.subject, exclusion.family_id):
        return False
    return bool(STAFF & caller.roles) and exclusion.organisation == caller.organisation


def _seen_by(work: Work) -> Any:
    caller = work.caller
    if STAFF & caller.roles:
        return exclusions.of_organisation(caller.organisation, caller.subject)
    return exclusions.of_person(caller.subject)


def _shown(row: Exclusion) -> Shown:
    return {
        "id": row.id,
        "family": row.family_id,
        "volunteer": row.volunteer_id,
        "side": row.side,
        "recorded_at": row.recorded_at,
        "lifted_at": row.lifted_at,
    }
