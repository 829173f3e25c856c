"""The machine proposes: one run over everybody who waits in a programme."""

from datetime import timedelta
from uuid import UUID

from chassis.work import Work
from contracts.programmes import Programme
from matching.actions.holding import hold
from matching.actions.knowing import needs_known, volunteers_known
from matching.actions.showing import Shown, in_words, proposal_views
from matching.domain import programmes
from matching.domain.proposing import Proposed, Unmatched, propose
from matching.domain.snapshot import fingerprint
from matching.queries import needs, volunteers
from matching.tables import Need, Proposal, Run, Volunteer

OF_RUN = ("id", "programme", "programme_version", "decided_at", "input_hash")


def run(work: Work, *, programme: str) -> Shown:
    """Put forward the best proposals there are at this moment. Two runs at once come one after the other."""
    rules = programmes.named(programme)
    hold(work, Need, *needs.still_wanted(programme))
    hold(work, Volunteer, Volunteer.programme == programme, Volunteer.left_at.is_(None))
    waiting = needs_known(work, needs.waiting(work.session, programme))
    offered = volunteers_known(work, volunteers.present(work.session, programme))
    row = _run(work, rules, fingerprint(rules, waiting, offered, work.today))
    found = propose(rules, waiting, offered, work.today)
    put_forward = [_put_forward(work, row, proposed) for proposed in found.proposed]
    return {
        **{name: getattr(row, name) for name in OF_RUN},
        "proposals": proposal_views(work, put_forward),
        "unmatched": [_shown(unmatched) for unmatched in found.unmatched],
    }


def _run(work: Work, rules: Programme, input_hash: str) -> Run:
    row = Run(
        id=work.new_id(),
        organisation=work.organisation,
        programme=rules.code,
        programme_version=rules.version,
        decided_at=work.now,
        decided_by=work.caller.subject,
        input_hash=input_hash,
    )
    work.session.add(row)
    work.session.flush()
    return row


def _put_forward(work: Work, run: Run, proposed: Proposed) -> Proposal:
    need, volunteer = proposed.need, proposed.volunteer
    row = Proposal(
        id=work.new_id(),
        organisation=work.organisation,
        run_id=run.id,
        need_id=need.id,
        volunteer_id=volunteer.id,
        place=volunteers.free_place(work.session, volunteer.id),
        reasons=[{"code": reason.code, "figures": dict(reason.figures)} for reason in proposed.reasons],
        proposed_at=work.now,
        expires_on=work.today + timedelta(days=work.settings["proposal_days"]),
        state="open",
    )
    work.session.add(row)
    told: dict[str, UUID] = {"need": need.id, "family": need.family, "volunteer": volunteer.id}
    work.emit("match.proposed.v1", row.id, told, **programmes.label(run.programme))
    return row


def _shown(unmatched: Unmatched) -> Shown:
    return {
        "need": unmatched.need.id,
        "nearest": unmatched.nearest,
        "blocked_by": [
            {
                "code": blocked.code,
                "row": blocked.row,
                "text": in_words(blocked.text),
                "would_change": in_words(blocked.would_change),
            }
            for blocked in unmatched.blocked_by
        ],
    }
