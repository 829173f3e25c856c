"""A meeting as anybody may read it who has the link of a calendar: when, what kind, which area, which public venue.

Never who, and never a home. Deliberately not here: how a calendar looks in a phone (`calendars`) or on a page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from unicodedata import category
from uuid import UUID

from activities.domain.local import local_day
from contracts.programmes import Programme

LANGUAGES = ("da", "en")
A_MEETING = {"da": "Møde", "en": "Meeting"}
MINE = {"da": "Mine møder", "en": "My meetings"}
OFF = {"da": "Aflyst", "en": "Called off"}
# Controls, line and paragraph separators, lone surrogates: what a reader of lines could take for the end of one.
BREAKING = frozenset({"Cc", "Zl", "Zp", "Cs"})
TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One meeting of a calendar. `revision` grows whenever people are told another time or that it is off."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    what: str
    where: str | None = None
    off: bool = False
    revision: int = 0

    @property
    def day(self) -> date:
        """The day it begins on, in Denmark."""
        return local_day(self.starts_at)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text on one line: without controls, breaks of lines, and letters that turn the direction of others."""
    shown = "".join(" " if category(letter) in BREAKING else letter for letter in text if letter not in TURNING)
    return " ".join(shown.split())


def kind_and_area(programme: Programme | None, kind: str, area: str, language: str) -> str:
    """What a meeting is called: its kind and its area by the programme's words. Without names of anybody."""
    meeting = programme.meetings.get(kind) if programme else None
    return _with_area(_in(meeting.name, language) if meeting else A_MEETING[language], programme, area, language)


def course_and_area(programme: Programme | None, course: str, area: str, language: str) -> str:
    """What an activity of a course is called."""
    found = programme.courses.get(course) if programme else None
    return _with_area(_in(found.name, language) if found else A_MEETING[language], programme, area, language)


def place(name: str | None, address: str | None) -> str | None:
    """Where a public venue is; None where people do not meet at one."""
    told = [plain(each) for each in (name, address) if each]
    return ", ".join(each for each in told if each) or None


def _with_area(name: str, programme: Programme | None, area: str, language: str) -> str:
    found = programme.areas.get(area) if programme else None
    return plain(f"{name}, {_in(found.name, language)}" if found else name)


def _in(words: object, language: str) -> str:
    said: str = getattr(words, language)
    return said


def by_day(entries: Iterable[Entry]) -> dict[date, list[Entry]]:
    """The entries of each day, in the order of the clock."""
    days: dict[date, list[Entry]] = {}
    for entry in sorted(entries, key=lambda each: (each.starts_at, each.ends_at, each.id)):
        days.setdefault(entry.day, []).append(entry)
    return days
