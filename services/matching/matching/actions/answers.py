"""People decide: matcher, guardian and volunteer answer a proposal, and the last yes makes it a match."""

from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions.holding import hold
from matching.actions.knowing import needs_known, volunteers_known
from matching.actions.pairing import proposed
from matching.actions.settling import close
from matching.actions.showing import Shown, proposal_views, stands_on
from matching.domain import programmes
from matching.domain.answers import check_reason, speaker, turn
from matching.domain.rules import objections
from matching.queries import proposals
from matching.tables import Answer, Match, Need, Proposal, Volunteer


def answer(work: Work, id: UUID, *, answer: str, reason: str | None) -> Shown:
    """One side says yes or no. Whether the pair is still possible is asked again at every yes."""
    proposal, need, volunteer = _held(work, id)
    own = stands_on(work, proposal)
    if not own:
        raise Refused("not_found")
    _check_open(work, proposal)
    yeses = proposals.yeses(work.session, proposal.id)
    side = speaker(own, yeses)
    check_reason(answer, reason)
    if answer == "no":
        close(work, proposal, "declined")
    else:
        _check_possible(work, proposal, need, volunteer)
    work.session.add(_answer(work, proposal, side, answer, reason))
    if answer == "yes" and turn({*yeses, side}) is None:
        _match(work, proposal, need)
    work.session.flush()
    return proposal_views(work, [proposal])[0]


def _held(work: Work, id: UUID) -> tuple[Proposal, Need, Volunteer]:
    """The proposal as it is once its need and its volunteer are held."""
    proposal = work.session.get(Proposal, id)
    if proposal is None:
        raise Refused("not_found")
    [need] = hold(work, Need, Need.id == proposal.need_id)
    [volunteer] = hold(work, Volunteer, Volunteer.id == proposal.volunteer_id)
    work.session.refresh(proposal)
    return proposal, need, volunteer


def _check_open(work: Work, proposal: Proposal) -> None:
    if proposal.state != "open":
        raise Refused("proposal_settled")
    if work.today > proposal.expires_on:
        raise Refused("proposal_expired", expires_on=proposal.expires_on)


def _check_possible(work: Work, proposal: Proposal, need: Need, volunteer: Volunteer) -> None:
    [asks] = needs_known(work, [need])
    [offers] = volunteers_known(work, [volunteer], apart_from=proposal.id)
    blocked = objections(proposed(work, volunteer.programme, asks, offers))
    if blocked:
        raise blocked[0].refused()


def _answer(work: Work, proposal: Proposal, side: str, answer: str, reason: str | None) -> Answer:
    return Answer(
        proposal_id=proposal.id,
        side=side,
        answer=answer,
        reason=reason,
        person=work.caller.subject,
        answered_at=work.now,
    )


def _match(work: Work, proposal: Proposal, need: Need) -> None:
    match = Match(id=work.new_id(), organisation=proposal.organisation, proposal_id=proposal.id, started_at=work.now)
    work.session.add(match)
    proposal.state = "matched"
    told = {
        "proposal": proposal.id,
        "need": need.id,
        "family": need.family_id,
        "guardians": [UUID(guardian) for guardian in need.guardians or ()],
        "volunteer": proposal.volunteer_id,
        "kind": need.kind,
        "area": need.area,
    }
    work.emit("volunteer.matched.v1", match.id, told, **programmes.label(str(need.programme)))
