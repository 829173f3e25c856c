"""Builders for tests of activities as notifications hears of them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from chassis.testing import AT
from contracts.envelope import Event
from tests.notifications.make import AMAL, FAMILY, IN_A_WEEK, VIBEKE, event, scheduled, someone

ACTIVITY, SERIES, SIGN_UP = map(someone, ("activity", "series", "sign-up"))
FIRST, SECOND, THIRD = map(someone, ("first", "second", "third"))
WEEKLY = {each: IN_A_WEEK + timedelta(weeks=number) for number, each in enumerate((FIRST, SECOND, THIRD))}
LATER = AT + timedelta(hours=3)


def meal(meeting: UUID = FIRST, *, people: Mapping[UUID, str] | None = None, **more: Any) -> Event:
    """A shared meal of an activity."""
    known = {"kind": "shared_meal", "match": None, "family": None, "activity": ACTIVITY, "by": "writing down"}
    return scheduled(WEEKLY[meeting], meeting=meeting, people=people, **known | more)


def series(**more: Any) -> list[Event]:
    """Three meals of one series, written down at once."""
    return [meal(each, series=SERIES, **more) for each in WEEKLY]


def signed_up(
    *people: UUID, role: str = "guardian", sign_up: UUID = SIGN_UP, at: datetime = LATER, **more: Any
) -> Event:
    who = people or (AMAL,)
    data = {
        "activity": ACTIVITY,
        "family": FAMILY,
        "people": len(who),
        "persons": list(who),
        "participants": [{"person": person, "role": role} for person in who],
        "meeting": more.pop("meeting", None),
        "state": more.pop("state", "taken"),
    }
    return event("activity.signed_up.v1", sign_up, data, at=at, **more)


def withdrawn(*people: UUID, sign_up: UUID = SIGN_UP, at: datetime = LATER + timedelta(hours=1), **more: Any) -> Event:
    data = {"activity": ACTIVITY, "family": FAMILY, "persons": list(people or (AMAL,))}
    return event("activity.withdrawn.v1", sign_up, data, sequence=more.pop("sequence", 7), at=at, **more)


def offered(*, until: datetime = IN_A_WEEK, people: Mapping[UUID, str] | None = None, **more: Any) -> Event:
    people = people or {AMAL: "guardian", someone("Sami"): "child"}
    data = {
        "activity": ACTIVITY,
        "family": FAMILY,
        "people": list(people),
        "participants": [{"person": person, "role": role} for person, role in people.items()],
        "answer_by": until,
    }
    return event("activity.place_offered.v1", SIGN_UP, data, **more)


HELPER = {VIBEKE: "volunteer"}
