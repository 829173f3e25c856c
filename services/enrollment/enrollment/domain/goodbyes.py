"""A good goodbye, and whether somebody may ask afterwards how it goes. Leaving waits for neither. # S0-23, S3-17"""

from datetime import date, timedelta
from enum import StrEnum

from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.domain import noting


class Outcome(StrEnum):
    """How a follow-up went; one that did not reach anybody is still due, one of a family that left is over."""

    DONE = "done"
    NOT_REACHED = "not_reached"
    DECLINED = "declined"
    LEFT = "left"


#: What closes a follow-up.
CLOSING = frozenset({Outcome.DONE, Outcome.DECLINED, Outcome.LEFT})


def planned_on(programme: Programme, left_on: date) -> date:
    """By when the goodbye is to have been offered."""
    return left_on + timedelta(days=programme.goodbye.within_days)


def follow_up_on(programme: Programme, said_on: date) -> date:
    """When a family that has said yes to it is asked how it goes."""
    return said_on + timedelta(days=programme.goodbye.follow_up_days)


def objection_to_goodbye(*, said_on: date | None, follow_up: bool, today: date) -> Refused | None:
    """Why this cannot be noted of a goodbye; no day means that the family did not want one."""
    if said_on is None and follow_up:
        return Refused("follow_up_without_goodbye", field="follow_up")
    return noting.objection(said_on, today, field="said_on") if said_on else None


def after_course(programme: Programme, course: str, ended_on: date) -> list[date]:
    """The days on which a family is asked how it goes after a course. # S3-17"""
    return [ended_on + timedelta(days=days) for days in programme.courses[course].follow_up_days]


def objection_to_course(programme: Programme, course: str, ended_on: date, today: date) -> Refused | None:
    """Why the end of this course cannot be noted."""
    if course not in programme.courses:
        return Refused("unknown_course", field="course", course=course)
    return noting.objection(ended_on, today, field="ended_on")
