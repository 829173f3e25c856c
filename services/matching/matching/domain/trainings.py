"""Courses a volunteer can have taken: the programme's own, and those every organisation knows. # S3-04

Deliberately not here: whether vetting holds (`vetting`). The approval course is both a course and a step of it.
"""

from collections.abc import Iterator
from datetime import date

from contracts.programmes import Programme
from contracts.refusals import Refused

#: The course that a volunteer is approved by; where the programme asks for it, it is a step of vetting.
APPROVAL = "approval_course"
KNOWN = (APPROVAL, "introduction", "first_aid", "listening", "conflict", "culture_and_language", "childrens_rights")


def objections(programme: Programme, *, course: str, on: date, today: date) -> Iterator[Refused]:
    """Why this course cannot have been taken."""
    if course not in {*KNOWN, *programme.courses}:
        yield Refused("not_in_the_programme", field="course", word=course)
    if on > today:
        yield Refused("training_in_the_future", field="on")


def is_a_step(programme: Programme, course: str) -> bool:
    """Whether having taken the course is a step of vetting."""
    return course == APPROVAL and APPROVAL in programme.vetting.steps
