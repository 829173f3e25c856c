"""The doors of matching: who may come through which, and the one action or query behind each."""

from typing import Any

from chassis.doors import every, get, measure, on_event, post
from chassis.web.request import Request
from chassis.work import Work
from contracts.envelope import Event
from matching import access, schemas
from matching.actions import answers, facts, matches, runs, showing, upkeep, vetting, volunteers
from matching.queries import needs, proposals
from matching.queries import volunteers as reading

HOUR = 3600


class Matching:
    """Volunteers are vetted and matched with the needs of families, a machine proposing and people deciding."""

    name = "matching"
    settings = schemas.Settings

    @post("/volunteers", allow=access.REGISTER, body=schemas.Offer, reply=schemas.Progress, status=201)
    def register(self, work: Work, request: Request) -> Any:
        """Offer to meet families."""
        return volunteers.register(work, **request.body)

    @get(
        "/volunteers/{volunteer_id}",
        allow=access.READ_VOLUNTEER,
        reply=schemas.Volunteer,
        purposes=access.PURPOSES,
    )
    def volunteer(self, work: Work, request: Request) -> Any:
        """Show a volunteer, with the steps of vetting that are missing today."""
        return showing.volunteer(work, request.path["volunteer_id"])

    @get(
        "/volunteers/{volunteer_id}/address",
        allow=access.READ_ADDRESS,
        reply=schemas.Address,
        purposes=access.ADDRESS_PURPOSES,
    )
    def address(self, work: Work, request: Request) -> Any:
        """Tell another service where a volunteer can be written to."""
        return reading.address(work.session, work.caller, request.path["volunteer_id"])

    @post(
        "/volunteers/{volunteer_id}/vettings",
        allow=access.RECORD_VETTING,
        body=schemas.Outcome,
        reply=schemas.Progress,
        status=201,
    )
    def record_vetting(self, work: Work, request: Request) -> Any:
        """Record how a step of vetting went, never what a certificate says."""
        return vetting.record(work, request.path["volunteer_id"], **request.body)

    @post("/volunteers/{volunteer_id}/leaving", allow=access.LEAVE, body=schemas.Leaving, reply=schemas.Progress)
    def leave(self, work: Work, request: Request) -> Any:
        """Say goodbye to a volunteer, whose matches end."""
        return volunteers.leave(work, request.path["volunteer_id"], **request.body)

    @post("/runs", allow=access.RUN, body=schemas.RunWanted, reply=schemas.Run, status=201)
    def run(self, work: Work, request: Request) -> Any:
        """Propose matches for everybody who waits, and say what is in the way of the others."""
        return runs.run(work, **request.body)

    @get(
        "/proposals",
        allow=access.LIST_PROPOSALS,
        query=schemas.Proposals,
        reply=schemas.Proposal,
        paged=True,
    )
    def proposals(self, work: Work, request: Request) -> Any:
        """List the organisation's proposals."""
        return showing.page(work, request.page, **request.query)

    @get("/proposals/{proposal_id}", allow=access.READ_PROPOSAL, reply=schemas.Proposal)
    def proposal(self, work: Work, request: Request) -> Any:
        """Show a proposal and its reasons to those who have been asked about it."""
        return showing.proposal(work, request.path["proposal_id"])

    @post(
        "/proposals/{proposal_id}/answers",
        allow=access.ANSWER,
        body=schemas.Answer,
        reply=schemas.Proposal,
        status=201,
    )
    def answer(self, work: Work, request: Request) -> Any:
        """Say yes or no: the matcher first, then a guardian, then the volunteer."""
        return answers.answer(work, request.path["proposal_id"], **request.body)

    @get("/matches/{match_id}", allow=access.READ_MATCH, reply=schemas.Match)
    def match(self, work: Work, request: Request) -> Any:
        """Show a match."""
        return showing.match(work, request.path["match_id"])

    @post("/matches/{match_id}/ending", allow=access.END_MATCH, body=schemas.Ending, reply=schemas.Match)
    def end_match(self, work: Work, request: Request) -> Any:
        """End a match at once."""
        return matches.end(work, request.path["match_id"], **request.body)

    @on_event("need.registered.v1")
    def when_need_registered(self, work: Work, event: Event) -> None:
        facts.register_need(work, event)

    @on_event("need.withdrawn.v1")
    def when_need_withdrawn(self, work: Work, event: Event) -> None:
        facts.withdraw_need(work, event)

    @on_event("consent.changed.v1")
    def when_consent_changed(self, work: Work, event: Event) -> None:
        facts.change_consent(work, event)

    @on_event("family.left.v1")
    def when_family_left(self, work: Work, event: Event) -> None:
        facts.leave_family(work, event)

    @every(seconds=HOUR)
    def let_time_pass(self, work: Work) -> None:
        upkeep.let_time_pass(work)

    @measure("samspil_needs_waiting", "Needs that nobody is proposed for.", labels=("programme",))
    def needs_waiting(self, session: Any) -> Any:
        return needs.waiting_per_programme(session)

    @measure("samspil_volunteers_approved", "Volunteers who may be matched.", labels=("programme",))
    def volunteers_approved(self, session: Any) -> Any:
        return reading.approved_per_programme(session)

    @measure("samspil_matches_running", "Matches that run.", labels=("programme",))
    def matches_running(self, session: Any) -> Any:
        return proposals.matches_per_programme(session)
