"""Who deserves a thank-you now, and why: the first match, a round number of meetings, another year. # S1-13

Occasions come to everybody who stays; nobody is compared with anybody. Deliberately not here: names.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from matching.domain.courtesy import THANKS_DAYS

MEETINGS = (10, 25, 50, *range(100, 10_001, 100))
WORDS: Mapping[str, Mapping[str, str]] = {
    "first_match": {
        "da": "Den frivilliges første match begyndte den {on}.",
        "en": "The volunteer's first match began on {on}.",
    },
    "meetings": {
        "da": "Den frivillige har været til {number} møder.",
        "en": "The volunteer has been to {number} meetings.",
    },
    "anniversary": {
        "da": "Den frivillige har været med i {number} år.",
        "en": "The volunteer has been with us for {number} years.",
    },
}


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a volunteer has done so far; `meetings` are the days of those the volunteer came to, in order."""

    volunteer: UUID
    since: date
    first_match: date | None
    meetings: Sequence[date]


@dataclass(frozen=True, kw_only=True)
class Thanks:
    """An occasion to thank a volunteer, on or after a day."""

    volunteer: UUID
    occasion: str
    number: int
    on: date

    def text(self, language: str) -> str:
        """Why, in `da` or `en`."""
        on = f"{self.on.day}.{self.on.month}.{self.on.year}" if language == "da" else self.on.isoformat()
        if self.occasion == "anniversary" and self.number == 1 and language == "en":
            return "The volunteer has been with us for a year."
        return WORDS[self.occasion][language].format(number=self.number, on=on)


def thanks(given: Given, today: date) -> list[Thanks]:
    """Every occasion of the last days."""
    return [each for each in _occasions(given, today) if today - timedelta(days=THANKS_DAYS) < each.on <= today]


def _occasions(given: Given, today: date) -> Iterator[Thanks]:
    if given.first_match:
        yield Thanks(volunteer=given.volunteer, occasion="first_match", number=1, on=given.first_match)
    for number in MEETINGS:
        if number <= len(given.meetings):
            yield Thanks(volunteer=given.volunteer, occasion="meetings", number=number, on=given.meetings[number - 1])
    years = today.year - given.since.year
    for number in (years - 1, years):
        if number > 0:
            yield Thanks(
                volunteer=given.volunteer, occasion="anniversary", number=number, on=_years_after(given.since, number)
            )


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
