"""What the tables of enrollment share: registry, sizes, how long a personal column is kept and who may read it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Date, String, Uuid
from sqlalchemy.orm import DeclarativeBase

from chassis.columns import Moment

SLUG = String(64)
WORD = String(20)


class Tables(DeclarativeBase):
    """The tables of enrollment."""

    type_annotation_map = {UUID: Uuid, datetime: Moment, date: Date, list[str]: JSON, dict[str, str]: JSON}


# The settings `silent_days` and `left_days` say how long that is; `actions.forget` keeps the promise.
OF_WHO_ASKED = {
    "personal": True,
    "retention": "until the family is enrolled, or silent_days without that",
    "readers": ["coordinator of the organisation", "the organisation's services, with a purpose"],
}
OF_A_MEMBER = {
    "personal": True,
    "retention": "while the family takes part; then left_days, or silent_days if it never joined",
    "readers": ["the family", "coordinator of the organisation", "services that a consent to messages names"],
}
OF_WHO_ASKED_FOR_SPARRING = {
    "personal": True,
    "retention": "silent_days after it was asked",
    "readers": ["who asked", "coordinator of the team's organisation"],
}
# What stands with a family as a whole; a service of ours is told the coarse part of it on the bus, under consent.
OF_A_FAMILY = {
    "personal": True,
    "retention": OF_A_MEMBER["retention"],
    "readers": ["the family", "coordinator of the organisation"],
}
OF_AN_INTRODUCTION = {
    "personal": True,
    "retention": "as long as the family is kept",
    "readers": ["the family", "coordinator of the organisation"],
}
