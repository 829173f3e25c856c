"""An activity: who may run it, what it may be, and where it is between being planned and being over.

Deliberately not here: its meetings (`recurring`), and who has a place in it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from activities.domain import kinds
from contracts.programmes import Programme, Words
from contracts.programmes.shape import MeetingKind
from contracts.refusals import Refused

OCCASION = "programme"
COMPLETED = "completed"
# Why an activity ends; whoever knows a better reason for its meetings calls them off one by one.
ENDINGS = (COMPLETED, "too_few", "no_volunteers", "venue_unavailable", "families_wish", "other")


class State(StrEnum):
    """Where an activity is: `planned` has no sign-up yet, and what is `ended` stays so."""

    PLANNED = "planned"
    OPEN = "open"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What the programme says of an activity: a course, or a kind of meeting by itself."""

    programme: Programme
    course: str | None
    kind: str

    @property
    def path(self) -> str:
        """Where in the programme it stands."""
        return f"courses.{self.course}" if self.course else f"meetings.{self.kind}"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its meetings, in the programme's order."""
        return self.programme.courses[self.course].meetings if self.course else (self.kind,)

    @property
    def afterwards(self) -> tuple[str, ...]:
        """The kind of meeting at which those who were there are asked how it goes, once it is over. # S3-17"""
        kind = self.programme.courses[self.course].follow_up_kind if self.course else None
        return (kind,) if kind else ()

    @property
    def topics(self) -> Collection[str]:
        """What it can be about; empty where the programme has no words for that."""
        return self.programme.courses[self.course].topics if self.course else ()

    @property
    def by(self) -> str | None:
        """The organisation that alone may run it."""
        return self.programme.courses[self.course].by if self.course else self._meeting.by

    @property
    def at_least(self) -> int | None:
        """How many it takes."""
        return self._of_either("at_least")

    @property
    def at_most(self) -> int | None:
        """How many there is room for."""
        return self._of_either("at_most")

    @property
    def unit(self) -> str:
        """Whether room is counted in people or families."""
        said = self.programme.courses[self.course].unit if self.course else None
        return said or self._meeting.unit

    @property
    def _meeting(self) -> MeetingKind:
        return self.programme.meetings[self.kind]

    def row(self, value: str) -> str:
        """The row in which the programme says a value of the course, or else of the kind of meeting."""
        paths = (f"{self.path}.{value}", f"meetings.{self.kind}.{value}", f"{self.path}.name")
        return next(self.programme.rows[path] for path in paths if path in self.programme.rows)

    def _of_either(self, value: str) -> int | None:
        course = getattr(self.programme.courses[self.course], value) if self.course else None
        found: int | None = course if course is not None else getattr(self._meeting, value)
        return found


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What can be changed about an activity and is judged."""

    area: str
    capacity: int | None
    topics: tuple[str, ...]
    planned_with: int | None


def frame(programme: Programme, course: str | None, kind: str | None) -> Frame:
    """What the programme says of this course, or of this kind of meeting by itself.

    Raises:
        Refused: `unknown_course`, `course_without_meetings`, `kind_not_of_course`, `kind_missing`, `unknown_kind` or
            `kind_for_another_occasion`.
    """
    if course is not None:
        return Frame(programme=programme, course=course, kind=_of_course(programme, course, kind))
    if kind is None:
        raise Refused("kind_missing", field="kind")
    kinds.kind_for(OCCASION, kind, programme)
    return Frame(programme=programme, course=None, kind=kind)


def kind_of(frame: Frame, kind: str | None) -> str:
    """The kind of a meeting of this activity: the one asked for, or else its usual one.

    Raises:
        Refused: `kind_not_of_course`.
    """
    if kind is not None and kind not in (*frame.kinds, *frame.afterwards):
        raise Refused(
            "kind_not_of_course", rule=frame.row("meetings"), field="kind", kind=kind, kinds=", ".join(frame.kinds)
        )
    return kind or frame.kind


def involved(programme: Programme) -> frozenset[str]:
    """The organisations that run a programme together, and so may see what goes on in it."""
    return frozenset((programme.organisation, *programme.partners, *_entrusted(programme)))


def objections_to_running(frame: Frame, organisation: str) -> Iterator[Refused]:
    """Why this organisation cannot open such an activity. # S4-07"""
    if frame.by is not None and frame.by != organisation:
        yield run_by_another(frame.programme, frame.by, rule=frame.row("by"))
    if organisation not in involved(frame.programme):
        yield Refused("not_in_programme", field="programme", programme=_words(frame.programme.name))


def run_by_another(programme: Programme | None, organisation: str, *, rule: str | None = None) -> Refused:
    """The no to everybody but the organisation that runs an activity."""
    known = programme.organisations.get(organisation) if programme else None
    return Refused("run_by_another", rule=rule, organisation=_words(known.name) if known else organisation)


def objections(frame: Frame, wanted: Wanted) -> Iterator[Refused]:
    """Why an activity cannot be like this."""
    if wanted.area not in frame.programme.areas:
        yield Refused("unknown_area", field="area", area=wanted.area)
    for topic in sorted(set(wanted.topics) - set(frame.topics)):
        yield Refused(
            "topic_not_of_course",
            rule=frame.row("topics"),
            field="topics",
            topic=topic,
            topics=", ".join(frame.topics) or "–",
        )
    yield from _to_capacity(frame, wanted.capacity)


def objections_to_opening(frame: Frame, wanted: Wanted) -> Iterator[Refused]:
    """Why nobody can sign up yet. # S4-04"""
    if frame.course is None or not frame.programme.courses[frame.course].planned_with_families:
        return
    rule = frame.row("planned_with_families")
    if not wanted.planned_with:
        yield Refused("not_planned_together", rule=rule, field="planned_with")
    if frame.topics and not wanted.topics:
        yield Refused("topics_not_chosen", rule=rule, field="topics", topics=", ".join(frame.topics))


def objections_to_change(state: str) -> Iterator[Refused]:
    """Why nothing about an activity can be changed any more."""
    if state == State.ENDED:
        yield Refused("activity_ended")


def objections_to_ending(frame: Frame, reason: str, held: Collection[str], ahead: int) -> Iterator[Refused]:
    """Why an activity cannot end for this reason, after meetings of the kinds `held` and with some still `ahead`."""
    if reason != COMPLETED:
        return
    last = frame.programme.courses[frame.course].ends_with if frame.course else None
    if last is not None and last not in held:
        name = _words(frame.programme.meetings[last].name)
        yield Refused("last_meeting_missing", rule=frame.row("ends_with"), field="reason", kind=name)
    if ahead:
        yield Refused("meetings_ahead", field="reason", number=ahead)


def _of_course(programme: Programme, course: str, kind: str | None) -> str:
    if course not in programme.courses:
        raise Refused("unknown_course", field="course", course=course)
    if not programme.courses[course].meetings:
        raise Refused(
            "course_without_meetings", rule=programme.row_of(f"courses.{course}.name"), field="course", course=course
        )
    first = programme.courses[course].meetings[0]
    frame = Frame(programme=programme, course=course, kind=first)
    found = kind_of(frame, kind)
    return first if found in frame.afterwards else found


def _to_capacity(frame: Frame, capacity: int | None) -> Iterator[Refused]:
    if capacity is None:
        return
    if frame.at_most is not None and capacity > frame.at_most:
        yield Refused("too_large_a_group", rule=frame.row("at_most"), field="capacity", at_most=frame.at_most)
    if frame.at_least is not None and capacity < frame.at_least:
        yield Refused("too_small_a_group", rule=frame.row("at_least"), field="capacity", at_least=frame.at_least)


def _entrusted(programme: Programme) -> frozenset[str]:
    """Organisations that alone may run something in the programme."""
    courses = {course.by for course in programme.courses.values()}
    return frozenset(by for by in courses | {kind.by for kind in programme.meetings.values()} if by is not None)


def _words(name: Words) -> dict[str, str]:
    return {"da": name.da, "en": name.en}
