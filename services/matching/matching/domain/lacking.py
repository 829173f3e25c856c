"""Why a step of vetting is missing, in words: which rule, from which row, and what would change it.

Deliberately not here: whether it is missing (`vetting`).
"""

from collections.abc import Collection
from datetime import date

from contracts.programmes import Programme
from matching.domain import certificates, vetting, words
from matching.domain.blocking import Blocked
from matching.domain.certificates import CERTIFICATE
from matching.domain.facts import Volunteer


def reasons(programme: Programme, volunteer: Volunteer, steps: Collection[str], at: date) -> dict[str, Blocked]:
    """Why each of some missing steps is missing at a date."""
    return {step: _reason(programme, volunteer, step, at) for step in steps}


def _reason(programme: Programme, volunteer: Volunteer, step: str, at: date) -> Blocked:
    outcome = vetting.latest_outcomes(volunteer.outcomes, at).get(step)
    failed = outcome is not None and not outcome.passed
    if step == CERTIFICATE and volunteer.certificate_asked is not None and not failed:
        return without_consent(programme, volunteer.certificate_asked, at)
    if outcome is None:
        return _never_taken(programme, volunteer, step, at)
    if not outcome.passed:
        return _blocked(programme, "step_failed", step, outcome.on)
    if at > certificates.last_day(programme, outcome.on):
        row, until = programme.row_of("vetting.certificate_years"), certificates.last_day(programme, outcome.on)
        return Blocked(code="certificate_run_out", row=row, because={"on": until})
    return Blocked(
        code="certificate_before_pause",
        row=programme.row_of("vetting.renew_after_pause_days"),
        because={"days": programme.vetting.renew_after_pause_days},
    )


def without_consent(programme: Programme, asked_on: date, at: date) -> Blocked:
    """A certificate was ordered, and the volunteer has not consented, yet or in time."""
    answer_by = certificates.answer_by(programme, asked_on)
    code = "consent_run_out" if at > answer_by else "consent_awaited"
    return Blocked(code=code, row=programme.row_of("vetting.consent_days"), because={"answer_by": answer_by})


def _never_taken(programme: Programme, volunteer: Volunteer, step: str, at: date) -> Blocked:
    over = [exemption.until for exemption in volunteer.exemptions if exemption.step == step and exemption.until < at]
    if over:
        return _blocked(programme, "exemption_run_out", step, max(over))
    return _blocked(programme, "step_not_taken", step, at)


def _blocked(programme: Programme, code: str, step: str, on: date) -> Blocked:
    return Blocked(code=code, row=programme.row_of("vetting.steps"), because={"step": words.STEPS[step], "on": on})
