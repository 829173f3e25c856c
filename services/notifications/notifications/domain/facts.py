"""What notifications has been told about a meeting, a match or an enquiry, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Said:
    """When a fact was told, and under which correlation id."""

    at: datetime
    correlation_id: UUID


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """One time a meeting was given; of several the one with the highest sequence holds."""

    sequence: int
    starts_at: datetime
    ends_at: datetime
    said: Said


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """Every time the meeting was ever given, in order, and what has become of it.

    One of a series is told of together with the others; it keeps its own reminder.
    """

    id: UUID
    appointments: tuple[Appointment, ...]
    called_off: Said | None
    family_left_at: datetime | None
    hours_before: int | None
    in_series: bool = False

    @property
    def told_at(self) -> datetime:
        """When it was first told of."""
        return self.appointments[0].said.at


@dataclass(frozen=True, kw_only=True)
class Match:
    """A family and a volunteer, from the last yes to the end."""

    matched: Said | None
    ended: Said | None
    family_left_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """Somebody who may be written to; `refuses` when the consent to messages is withdrawn.

    Who was not there when a meeting was told of has `joined_at`, who no longer takes part has `left_at`.
    """

    person: UUID
    role: str
    refuses: bool
    joined_at: datetime | None = None
    left_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Invited:
    """A meeting of a series, as one person takes part in it."""

    meeting: Meeting
    who: Addressee


@dataclass(frozen=True, kw_only=True)
class Question:
    """One person is asked or told something, to be answered or known by the end of a day, or before it by `answer_by`.

    `left_at` is when a volunteer last left, if the person is one.
    """

    sequence: int
    template: str
    person: UUID
    role: str
    until: date
    said: Said
    refuses: bool
    left_at: datetime | None
    answer_by: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Enquiry:
    """What people are asked about: a proposal, a check-in, a day to be covered, a volunteer's vetting.

    `answered_at` is when each role last answered how the match goes, `ended` whether that match is over, and
    `need_withdrawn_at` when the need that it is about was withdrawn.
    """

    questions: tuple[Question, ...]
    settled: bool
    ended: bool
    answered_at: Mapping[str, datetime | None]
    need_withdrawn_at: datetime | None
    family_left_at: datetime | None
