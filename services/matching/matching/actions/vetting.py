"""Vetting is recorded, ordered and excused, and the others are told until when a volunteer's vetting holds.

Whatever changes about it, `follow` lets everything that stands follow. Deliberately not here: what is said before
something runs out (`warning`), and how vetting is shown (`vetted`).
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from chassis.work import Work
from contracts.programmes import Programme
from contracts.refusals import Refused
from matching.actions.alike import check_looked_at
from matching.actions.asking import let_go_of_days
from matching.actions.holding import hold_volunteer
from matching.actions.knowing import needs_known, volunteer_known
from matching.actions.settling import let_go, send_home
from matching.actions.showing import Shown, volunteer_view
from matching.actions.warning import take_back
from matching.domain import certificates, endings, facts, programmes, vetting
from matching.domain.excusing import check_exemption
from matching.queries import proposals
from matching.queries import vetting as queries
from matching.tables import CertificateRequest, Need, VettingExemption, VettingOutcome, Volunteer


def record(work: Work, id: UUID, *, step: str, outcome: str, on: date) -> Shown:
    """Note how a step of vetting went. Whoever fails what everything they offer asks for is not matched any longer."""
    row = hold_volunteer(work, id)
    _check_who(work, row)
    _check_step(row, step, on, today=work.today)
    number, before = len(volunteer_known(work, row).outcomes) + 1, held_for(work, row)
    work.session.add(_outcome(work, id, step, passed=outcome == "passed", on=on, number=number))
    _close_request(work, id, step, on)
    has_failed = vetting.has_failed(volunteer_known(work, row), step)
    follow(work, row, before=before, reason="vetting_failed" if has_failed else "vetting_expired")
    return volunteer_view(work, row)


def order_certificate(work: Work, id: UUID, *, on: date) -> Shown:
    """Note that a children's certificate was ordered on a day; the volunteer has some days to consent."""
    row = hold_volunteer(work, id)
    _check_who(work, row)
    _check_step(row, vetting.CERTIFICATE, on, today=work.today)
    _check_not_waiting(work, row)
    before = held_for(work, row)
    number = queries.next_number(work.session, CertificateRequest, id)
    work.session.add(
        CertificateRequest(id=work.new_id(), volunteer_id=id, number=number, asked_on=on, **_recorded(work))
    )
    follow(work, row, before=before)
    return volunteer_view(work, row)


def excuse(work: Work, id: UUID, *, step: str, reason: str, until: date) -> Shown:
    """A step need not be passed until and including a day; a later exemption replaces an earlier one."""
    row = hold_volunteer(work, id)
    _check_who(work, row)
    check_exemption(programmes.named(row.programme), step, until, today=work.today)
    before = held_for(work, row)
    number = queries.next_number(work.session, VettingExemption, id)
    told = {"number": number, "step": step, "reason": reason, "until": until}
    work.session.add(VettingExemption(id=work.new_id(), volunteer_id=id, **told, **_recorded(work)))
    follow(work, row, before=before)
    return volunteer_view(work, row)


def follow(
    work: Work, row: Volunteer, *, before: Collection[str] | None = None, reason: str = "vetting_expired"
) -> None:
    """Let everything that stands for a volunteer, who is held, follow the vetting at once.

    What lacks vetting itself ends. Who lacks it for some of the own kinds is approved for the others, who lacks it for
    all and was approved is sent home for a `reason`. `before` are the kinds it held for; others hear of them anew.
    """
    _let_go_unvetted(work, row, programmes.named(row.programme), volunteer_known(work, row))
    kinds = held_for(work, row)
    if row.approved_until and not kinds:
        send_home(work, row, reason)
    else:
        announce(work, row, anew=before is not None and set(before) != set(kinds))
        take_back(work, [row])
    let_go_of_days(work, row)


def announce(work: Work, row: Volunteer, *, anew: bool = False) -> None:
    """Tell the others, once, for which kinds the vetting of a volunteer, who is held, holds, and until when."""
    held = held_for(work, row)
    kinds = [kind for kind in row.kinds if kind in held]  # in the volunteer's own order
    if kinds:
        known = volunteer_known(work, row)
        until = vetting.holds_until(programmes.named(row.programme), known, work.today, kinds=kinds)
        _approve(work, row, kinds, until, anew=anew)


def held_for(work: Work, row: Volunteer) -> tuple[str, ...]:
    """The kinds for which a volunteer's vetting holds today."""
    return vetting.kinds_that_hold(programmes.named(row.programme), volunteer_known(work, row), work.today)


def _approve(work: Work, row: Volunteer, kinds: Collection[str], until: date | None, *, anew: bool) -> None:
    if until is None or (until == row.approved_until and not anew):
        return
    row.approved_until, row.left_at, row.left_reason = until, None, None
    approved = {"kinds": list(kinds), "area": row.area, "valid_until": until}
    work.emit("volunteer.approved.v1", row.id, approved, **programmes.label(row.programme))


def _let_go_unvetted(work: Work, row: Volunteer, programme: Programme, known: facts.Volunteer) -> None:
    for proposal in proposals.of_volunteer(work.session, row.id):
        [need] = needs_known(work, [work.session.get_one(Need, proposal.need_id)])
        if vetting.missing_with(programme, known, need, work.today):
            let_go(work, proposal, endings.after_leaving("vetting_expired"))


def _check_who(work: Work, row: Volunteer) -> None:
    if work.caller.subject == row.id:
        raise Refused("not_ones_own_vetting")
    check_looked_at(work, row)
    if row.born is None or (row.left_at and row.left_reason not in endings.BY_VETTING):
        raise Refused("volunteer_has_left")


def _check_step(row: Volunteer, step: str, on: date, *, today: date) -> None:
    steps = programmes.named(row.programme).vetting.steps
    if step not in steps:
        raise Refused("step_not_asked", field="step", steps=", ".join(steps))
    if on > today:
        raise Refused("outcome_in_the_future", field="on")
    if step == vetting.CERTIFICATE and row.born and on < certificates.can_be_taken_from(row.born):
        raise Refused("too_young_for_certificate", field="on", age=certificates.OLD_ENOUGH)


def _check_not_waiting(work: Work, row: Volunteer) -> None:
    request = queries.requests(work.session, [row.id]).get(row.id)
    if request is None or request.answered_at:
        return
    answer_by = certificates.answer_by(programmes.named(row.programme), request.asked_on)
    if work.today <= answer_by:
        raise Refused("consent_awaited", answer_by=answer_by)


def _close_request(work: Work, id: UUID, step: str, on: date) -> None:
    request = queries.requests(work.session, [id]).get(id) if step == vetting.CERTIFICATE else None
    if request and request.answered_at is None and on >= request.asked_on:
        request.answered_at = work.now
        work.session.flush()


def _outcome(work: Work, volunteer: UUID, step: str, *, passed: bool, on: date, number: int) -> VettingOutcome:
    return VettingOutcome(
        id=work.new_id(),
        volunteer_id=volunteer,
        step=step,
        passed=passed,
        happened_on=on,
        number=number,
        **_recorded(work),
    )


def _recorded(work: Work) -> dict[str, object]:
    return {"recorded_by": work.caller.subject, "recorded_at": work.now}
