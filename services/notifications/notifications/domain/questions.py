"""What events ask of whom: an answer, how it is going, a day to be covered, vetting to be renewed, a place to be taken.

Deliberately not here: whether somebody is still to hear of it (`reminders`), and any detail of what it is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from notifications.domain import moments, words

ROLES = {"family": words.GUARDIAN, "volunteer": words.VOLUNTEER}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Who is asked and as what, by which letter and until when; `on` and `slot` are the day that is to be covered.

    `answer_by` is the hour, where the last day is not a whole one.
    """

    template: str
    people: Mapping[UUID, str]
    until: date
    on: date | None = None
    slot: str | None = None
    answer_by: datetime | None = None


def asked(type: str, subject: UUID, data: Mapping[str, Any]) -> Asked:
    """What an event asks."""
    if type == "cover.asked.v1":
        day = {"on": data["on"], "slot": data["slot"]}
        return _volunteer(words.COVER_ASKED, data["volunteer"], data["answer_by"], **day)
    if type == "vetting.expiring.v1":
        return _volunteer(words.VETTING_EXPIRING, subject, data["expires_on"])
    if type == "activity.place_offered.v1":
        return _place(data)
    template = words.ANSWER_ASKED if type == "answer.asked.v1" else words.CHECKIN_ASKED
    people = dict.fromkeys(data["people"], ROLES[data["side"]])
    return Asked(template=template, people=people, until=data["answer_by"])


def _volunteer(template: str, person: UUID, until: date, **day: Any) -> Asked:
    return Asked(template=template, people={person: words.VOLUNTEER}, until=until, **day)


def _place(data: Mapping[str, Any]) -> Asked:
    roles = {each["person"]: each["role"] for each in data["participants"]}
    people = {person: role for person, role in roles.items() if role in words.OF_A_FAMILY}
    until = moments.local_day(data["answer_by"])
    return Asked(template=words.PLACE_OFFERED, people=people, until=until, answer_by=data["answer_by"])
