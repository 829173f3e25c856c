"""Whether what a programme says of meetings, courses and rhythms agrees with itself.

Deliberately not here: everything else a programme says (`agreement`), and what a single value may be (`parts`).
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from contracts.programmes.parts.meetings import Course, MeetingKind, Rhythm
from contracts.programmes.shape import Programme

Wrong: TypeAlias = tuple[str, str]
Names: TypeAlias = tuple[str, tuple[str, ...], tuple[str, Iterable[str]]]


def named(programme: Programme) -> Iterator[Names]:
    """Every (path of a value, the names in it, where they must stand)."""
    organisations, kinds = ("organisations", programme.organisations), ("meetings", programme.meetings)
    of_activities = ("meetings with the occasion programme", _of(programme, "programme"))
    for key, kind in programme.meetings.items():
        yield f"meetings.{key}.by", _said(kind.by), organisations
        yield f"meetings.{key}.track", _said(kind.track), ("tracks", programme.tracks)
        yield f"meetings.{key}.must_come", kind.must_come, (f"meetings.{key}.roles", {*kind.roles, "interpreter"})
    for key, rhythm in programme.rhythms.items():
        yield f"rhythms.{key}.meetings", rhythm.meetings, kinds
        yield f"rhythms.{key}.course", _said(rhythm.course), ("courses", programme.courses)
    for key, course in programme.courses.items():
        yield f"courses.{key}.meetings", course.meetings, of_activities
        yield f"courses.{key}.ends_with", _said(course.ends_with), (f"courses.{key}.meetings", course.meetings)
        yield f"courses.{key}.follow_up_kind", _said(course.follow_up_kind), of_activities
        yield f"courses.{key}.by", _said(course.by), organisations
        roles = {
            role for name in course.meetings if name in programme.meetings for role in programme.meetings[name].roles
        }
        yield f"courses.{key}.invites", course.invites, (f"the roles of courses.{key}.meetings", roles)


def at_odds(programme: Programme) -> Iterator[Wrong]:
    """Every (path, reason) where meetings, rhythms and courses say two things at once."""
    for key, kind in programme.meetings.items():
        yield from ((f"meetings.{key}.{name}", reason) for name, reason in _kind(kind))
    for key, rhythm in programme.rhythms.items():
        yield from ((f"rhythms.{key}.{name}", reason) for name, reason in _rhythm(programme, rhythm))
    for key, course in programme.courses.items():
        yield from ((f"courses.{key}.{name}", reason) for name, reason in _course(programme, course))


def _kind(kind: MeetingKind) -> Iterator[Wrong]:
    yield from _capacity(kind)
    if kind.drop_in and kind.cut_off_hours:
        yield "cut_off_hours", "nobody signs up where everybody may drop in"
    if kind.drop_in and kind.at_least is not None:
        yield "at_least", "nobody knows how many will drop in"
    if kind.volunteers and "volunteer" not in kind.roles:
        yield "volunteers", "volunteers are needed where none takes part"


def _rhythm(programme: Programme, rhythm: Rhythm) -> Iterator[Wrong]:
    of_a_course = rhythm.per == "course" or rhythm.every == "once_after"
    if of_a_course != (rhythm.course is not None):
        yield "course", "a course is said by a rhythm per course or once after one, and by no other"
    elif rhythm.course and (other := _beside(programme.courses[rhythm.course], rhythm)):
        yield "meetings", f"{other} is no meeting that the course promises then"
    if rhythm.per == "match":
        beside = sorted(set(rhythm.meetings) - set(_of(programme, "match")))
        yield from (("per", f"{name} is no meeting of a match") for name in beside)


def _beside(course: Course, rhythm: Rhythm) -> str | None:
    """A kind of meeting that the rhythm names and the course does not."""
    promised = {course.follow_up_kind} if rhythm.every == "once_after" else set(course.meetings)
    return next((name for name in rhythm.meetings if name not in promised), None)


def _course(programme: Programme, course: Course) -> Iterator[Wrong]:
    yield from _capacity(course)
    if course.in_steps and course.any_order:
        yield "any_order", "the meetings are steps and in any order"
    for name in course.meetings:
        if course.by and programme.meetings[name].by not in (course.by, None):
            yield "by", f"{name} may only be run by another organisation"


def _capacity(asked: MeetingKind | Course) -> Iterator[Wrong]:
    if asked.at_least and asked.at_most and asked.at_most < asked.at_least:
        yield "at_most", "it is full before there are enough"


def _of(programme: Programme, occasion: str) -> tuple[str, ...]:
    return tuple(key for key, kind in programme.meetings.items() if kind.occasion == occasion)


def _said(name: str | None) -> tuple[str, ...]:
    return () if name is None else (name,)
