"""Ending what stands when it may no longer: an open proposal lapses, a running match ends and the others are told.

A proposal or match ends in this file only, whoever or whatever is the reason.
"""

from datetime import timedelta
from uuid import UUID

from chassis.work import Work
from matching.actions.asking import let_go_of_days
from matching.actions.following import part
from matching.actions.holding import hold
from matching.actions.knowing import needs_known
from matching.domain import consent, endings, programmes
from matching.queries import covers, groups, needs, proposals
from matching.tables import Match, Need, Proposal, Volunteer


def settle_family(work: Work, family: UUID) -> None:
    """Let everything that stands for a family follow what the family has said so far."""
    for need in hold(work, Need, Need.family_id == family):
        settle(work, need)


def settle(work: Work, need: Need) -> None:
    """Let what stands for a need follow what the family has said so far. The need is held."""
    proposal = proposals.of_need(work.session, need.id)
    if proposal and (reason := _changed_its_mind(work, need)):
        let_go(work, proposal, reason)


def let_go(work: Work, proposal: Proposal, reason: str) -> None:
    """End a standing proposal, with its match if it has become one; the volunteer's place is free again."""
    match = proposals.running_match(work.session, proposal.id)
    close(work, proposal, "ended" if match else "lapsed")
    if match:
        match.ended_at, match.ended_reason = work.now, reason
        need = work.session.get_one(Need, proposal.need_id)
        part(work, match, need)
        _call_off_covers(work, match)
        _tell(work, match, proposal, need)


def _call_off_covers(work: Work, match: Match) -> None:
    for cover in covers.standing_of(work.session, match.id):
        cover.state, cover.closed_at = "called_off", work.now


def send_home(work: Work, volunteer: Volunteer, reason: str) -> None:
    """A volunteer, who is held, can no longer be matched, and what stands ends."""
    volunteer.left_at, volunteer.left_reason, volunteer.approved_until = work.now, reason, None
    work.emit("volunteer.left.v1", volunteer.id, {"reason": reason}, **programmes.label(volunteer.programme))
    for proposal in proposals.of_volunteer(work.session, volunteer.id):
        let_go(work, proposal, endings.after_leaving(reason))
    let_go_of_days(work, volunteer)
    if reason not in endings.BY_VETTING:
        _end_assignments(work, volunteer)


def close(work: Work, proposal: Proposal, state: str) -> None:
    """A proposal that stands no more holds neither its need nor a place."""
    proposal.state, proposal.closed_at = state, work.now


def _end_assignments(work: Work, volunteer: Volunteer) -> None:
    """Who says goodbye helps in no group any longer; who comes back is assigned anew."""
    for assignment, _ in groups.to_come(work.session, [volunteer.id], work.today):
        if assignment.begins < work.today:
            assignment.until = work.today - timedelta(days=1)
        else:
            work.session.delete(assignment)


def _changed_its_mind(work: Work, need: Need) -> str | None:
    [known] = needs_known(work, [need])
    return endings.after_family(
        withdrawn=need.withdrawn_reason,
        family_left=needs.family_has_left(work.session, need),
        consent_live=consent.is_live(programmes.named(str(need.programme)), known, work.today),
    )


def _tell(work: Work, match: Match, proposal: Proposal, need: Need) -> None:
    work.emit(
        "match.ended.v1",
        match.id,
        {
            "need": need.id,
            "family": need.family_id,
            "volunteer": proposal.volunteer_id,
            "reason": match.ended_reason,
        },
        **programmes.label(str(need.programme)),
    )
