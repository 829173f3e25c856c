"""Outcomes of vetting are recorded, and the others told until when a volunteer's vetting holds."""

from datetime import date
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions.holding import hold_volunteer
from matching.actions.knowing import volunteer_known
from matching.actions.settling import send_home
from matching.actions.showing import Shown, volunteer_view
from matching.domain import endings, programmes, vetting
from matching.queries import proposals
from matching.tables import VettingOutcome, Volunteer


def record(work: Work, id: UUID, *, step: str, outcome: str, on: date) -> Shown:
    """Note how a step of vetting went. Whoever fails is not matched any longer."""
    row = hold_volunteer(work, id)
    _check(work, row, step, on)
    number = len(volunteer_known(work, row).outcomes) + 1
    work.session.add(_outcome(work, id, step, passed=outcome == "passed", on=on, number=number))
    is_active = row.approved_until or proposals.of_volunteer(work.session, id)
    if is_active and vetting.has_failed(volunteer_known(work, row)):
        send_home(work, row, "vetting_failed")
    else:
        announce(work, row)
    return volunteer_view(work, row)


def announce(work: Work, row: Volunteer) -> None:
    """Tell the others, once, until when the vetting of a volunteer, who is held, is seen to hold."""
    until = vetting.holds_until(programmes.named(row.programme), volunteer_known(work, row), work.today)
    if until is None or until == row.approved_until:
        return
    row.approved_until, row.left_at, row.left_reason = until, None, None
    approved = {"kinds": row.kinds, "area": row.area, "valid_until": until}
    work.emit("volunteer.approved.v1", row.id, approved, **programmes.label(row.programme))


def _check(work: Work, row: Volunteer, step: str, on: date) -> None:
    steps = programmes.named(row.programme).vetting.steps
    if work.caller.subject == row.id:
        raise Refused("not_ones_own_vetting")
    if row.born is None or (row.left_at and row.left_reason not in endings.BY_VETTING):
        raise Refused("volunteer_has_left")
    if step not in steps:
        raise Refused("step_not_asked", field="step", steps=", ".join(steps))
    if on > work.today:
        raise Refused("outcome_in_the_future", field="on")


def _outcome(work: Work, volunteer: UUID, step: str, *, passed: bool, on: date, number: int) -> VettingOutcome:
    return VettingOutcome(
        id=work.new_id(),
        volunteer_id=volunteer,
        step=step,
        passed=passed,
        happened_on=on,
        recorded_by=work.caller.subject,
        recorded_at=work.now,
        number=number,
    )
