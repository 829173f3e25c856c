"""Exemptions: a step of vetting that need not be passed for a while, for a reason, and never the certificate."""

from datetime import date, timedelta

from contracts.programmes import Programme
from contracts.refusals import Refused
from matching.domain.certificates import CERTIFICATE
from matching.domain.courtesy import LONGEST_EXEMPTION_DAYS

REASONS = (
    "vetted_elsewhere",
    "well_known_here",
    "course_not_yet_held",
    "referee_not_reached",
    "bound_by_profession",
)


def check_exemption(programme: Programme, step: str, until: date, *, today: date) -> None:
    """Whether a step may be excused until and including a day.

    Raises:
        Refused: `step_not_asked`, `certificate_never_excused`, `exemption_over`, `exemption_too_long`.
    """
    if step not in programme.vetting.steps:
        raise Refused("step_not_asked", field="step", steps=", ".join(programme.vetting.steps))
    if step == CERTIFICATE:
        rule, age = programme.row_of("vetting.children_under"), programme.vetting.children_under
        raise Refused("certificate_never_excused", rule=rule, field="step", age=age)
    if until < today:
        raise Refused("exemption_over", field="until")
    if until > today + timedelta(days=LONGEST_EXEMPTION_DAYS):
        raise Refused("exemption_too_long", field="until", days=LONGEST_EXEMPTION_DAYS)
