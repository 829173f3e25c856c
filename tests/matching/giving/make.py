"""Events about meetings of volunteers, and what a giving town can do besides."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from contracts.envelope import Event
from contracts.refusals import Refused
from matching.actions import hours, trainings
from tests.matching import make
from tests.matching.make import FAMILY, NOW, VIBEKE, uid
from tests.matching.town import Shown, Town

MEETING = uid("meeting")
LATER = NOW + timedelta(days=1)


def scheduled(
    meeting: UUID = MEETING,
    *,
    volunteers: Collection[UUID] = (VIBEKE,),
    starts_at: datetime = LATER,
    minutes: int = 90,
    sequence: int = 1,
    **known: Any,
) -> Event:
    people = [
        {"person": make.AMAL, "role": "guardian"},
        *({"person": each, "role": "volunteer"} for each in volunteers),
    ]
    said = {
        "kind": "visit",
        "intake": None,
        "match": None,
        "family": FAMILY,
        "participants": people,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=minutes),
        "area": "kolding_one",
    }
    return make.event("meeting.scheduled.v1", meeting, said | known, sequence=sequence)


def moved(meeting: UUID = MEETING, *, starts_at: datetime, minutes: int = 90, sequence: int = 2) -> Event:
    said = {"starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=minutes)}
    return make.event("meeting.moved.v1", meeting, said, sequence=sequence)


def called_off(meeting: UUID = MEETING, *, sequence: int = 3) -> Event:
    return make.event("meeting.called_off.v1", meeting, {"reason": "illness"}, sequence=sequence)


def held(meeting: UUID = MEETING, *, came: Collection[UUID] = (VIBEKE,), sequence: int = 4) -> Event:
    said = {"kind": "visit", "family": FAMILY, "match": None, "came": 2, "absent": 0, "volunteers_came": list(came)}
    return make.event("meeting.held.v1", meeting, said, sequence=sequence)


@contextmanager
def perhaps(code: str) -> Iterator[None]:
    """A rule may say no, with this code only."""
    try:
        yield
    except Refused as no:
        if no.code != code:
            raise


class GivingTown(Town):
    """A town where hours are given and courses taken."""

    def corrects(self, minutes: int, about: UUID = MEETING, by: UUID = VIBEKE) -> Shown:
        with self.rehearsal.work(make.frivillig(by)) as work:
            return hours.correct(work, by, about, minutes=minutes)

    def adds(self, minutes: int, what: str = "telephone", by: UUID = VIBEKE, **known: Any) -> Shown:
        with self.rehearsal.work(make.frivillig(by)) as work:
            return hours.add(work, by, what=what, on=known.pop("on", make.TODAY), minutes=minutes)

    def hours_of(self, volunteer: UUID = VIBEKE, by: Any = None) -> Shown:
        with self.rehearsal.work(by or make.frivillig(volunteer)) as work:
            return hours.given(work, volunteer)

    def sums(self, **period: Any) -> Any:
        with self.rehearsal.work(make.matcher()) as work:
            return hours.sums(work, **{"since": None, "until": None} | period)["programmes"]

    def takes(self, course: str, volunteer: UUID = VIBEKE, by: Any = None, **known: Any) -> Any:
        said: dict[str, Any] = {"on": make.TODAY - timedelta(days=1), "hours": 6} | known
        with self.rehearsal.work(by or make.matcher()) as work:
            return trainings.record(work, volunteer, course=course, **said)["trainings"]
