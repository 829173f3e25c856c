"""People decide: matchers, guardians and volunteer answer a proposal, and the last yes makes it a match."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from chassis.work import Work
from contracts.programmes import Programme
from contracts.refusals import Refused
from matching.actions.following import begin
from matching.actions.holding import hold
from matching.actions.knowing import needs_known, volunteers_known
from matching.actions.pairing import proposed
from matching.actions.settling import close
from matching.actions.showing import Shown, proposal_views, stands_on
from matching.domain import programmes
from matching.domain.answers import Side, asked_now, check_reason, may_hear, order, speaker, stopper, turn
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
    programme, yeses = programmes.named(volunteer.programme), proposals.yeses(work.session, proposal.id)
    asked, row = order(programme, len(need.guardians or ())), programme.row_of("matching.matchers")
    says = stopper if answer == "no" else speaker
    side = says(own, asked, yeses, work.caller.subject, row=row)
    check_reason(answer, reason)
    if answer == "no":
        close(work, proposal, "declined")
    else:
        _check_possible(work, proposal, need, volunteer, side)
    work.session.merge(_answer(work, proposal, side, answer, reason))  # a no may take back the own yes
    if answer == "yes":
        _go_on(work, proposal, need, programme, asked, {*yeses, side})
    work.session.flush()
    return proposal_views(work, [proposal])[0]


def _go_on(
    work: Work, proposal: Proposal, need: Need, programme: Programme, asked: Sequence[Side], yeses: Collection[str]
) -> None:
    """Ask whoever comes next, or make the match that everybody has now said yes to."""
    if turn(asked, yeses) is None:
        _match(work, proposal, need)
    elif side := asked_now(asked, yeses):
        # Whoever is asked has as long as everybody else, however long those before have taken.
        proposal.expires_on = work.today + timedelta(days=programme.matching.answer_days)
        _ask(work, proposal, need, side)


def _ask(work: Work, proposal: Proposal, need: Need, side: Side) -> None:
    family = side == Side.GUARDIAN
    told = {
        "need": need.id,
        "family": need.family_id,
        "side": "family" if family else "volunteer",
        "people": [UUID(guardian) for guardian in need.guardians or ()] if family else [proposal.volunteer_id],
        "answer_by": proposal.expires_on,
    }
    work.emit("answer.asked.v1", proposal.id, told, **programmes.label(str(need.programme)))


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


def _check_possible(work: Work, proposal: Proposal, need: Need, volunteer: Volunteer, side: Side) -> None:
    [asks] = needs_known(work, [need])
    [offers] = volunteers_known(work, [volunteer], apart_from=proposal.id)
    blocked = objections(proposed(work, volunteer.programme, asks, offers))
    if told := next((each for each in blocked if may_hear(side, each.code)), None):
        raise told.refused()
    if blocked:
        raise Refused("not_possible_now")


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
    begin(work, match, need)
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
