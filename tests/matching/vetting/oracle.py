"""The rules of vetting once more, day by day and as slowly as they are told: what the tests hold the domain to.

Nothing is shared with the domain but its facts. A certificate is taken of people of 15 or more who meet children under
15, holds for the organisation's years, and no longer after a long pause; who was asked and has not consented in time
has no such tasks. Of a step the newest outcome counts, and a failed certificate counts at whatever age.
"""

from datetime import date, timedelta

from contracts.programmes.parts.support import Vetting
from matching.domain.facts import Outcome, Volunteer

CERTIFICATE = "children_certificate"
DAY = timedelta(days=1)


def missing(rules: Vetting, volunteer: Volunteer, day: date, *, children: bool) -> set[str]:
    """The steps that are missing on a day."""
    asked = {step for step in rules.steps if _is_asked(volunteer, step, day, children)}
    return {step for step in asked if not _holds(rules, volunteer, step, day)}


def days_it_holds(rules: Vetting, volunteer: Volunteer, at: date, *, children: bool, horizon: int) -> int:
    """How many days from a date on nothing is missing, as far as is known then; at most `horizon`."""
    for number in range(horizon):
        if missing(rules, volunteer, at + number * DAY, children=children):
            return number
    return horizon


def _is_asked(volunteer: Volunteer, step: str, day: date, children: bool) -> bool:
    return step != CERTIFICATE or (children and (age(volunteer.born, day) >= 15 or _has_failed(volunteer, step, day)))


def _has_failed(volunteer: Volunteer, step: str, day: date) -> bool:
    newest = _newest(volunteer, step, day)
    return newest is not None and not newest.passed


def age(born: date, day: date) -> int:
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (0 if had_birthday else 1)


def _holds(rules: Vetting, volunteer: Volunteer, step: str, day: date) -> bool:
    newest = _newest(volunteer, step, day)
    if newest is None:
        return step != CERTIFICATE and any(each.step == step and day <= each.until for each in volunteer.exemptions)
    return newest.passed and (step != CERTIFICATE or _certificate_holds(rules, volunteer, newest, day))


def _newest(volunteer: Volunteer, step: str, day: date) -> Outcome | None:
    known = [outcome for outcome in volunteer.outcomes if outcome.step == step and outcome.on <= day]
    newest_day = max((outcome.on for outcome in known), default=None)
    return next((outcome for outcome in reversed(known) if outcome.on == newest_day), None)


def _certificate_holds(rules: Vetting, volunteer: Volunteer, taken: Outcome, day: date) -> bool:
    asked = volunteer.certificate_asked
    if asked is not None and (day - asked).days > rules.consent_days:
        return False
    if (day.year, day.month, day.day) > (taken.on.year + rules.certificate_years, taken.on.month, taken.on.day):
        return False
    return _longest_absence(volunteer, taken.on, day) < rules.renew_after_pause_days


def _longest_absence(volunteer: Volunteer, begins: date, before: date) -> int:
    """The most days away in a row, from a day until before another."""
    longest = row = 0
    for number in range((before - begins).days):
        row = row + 1 if volunteer.is_away(begins + number * DAY) else 0
        longest = max(longest, row)
    return longest
