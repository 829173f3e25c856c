"""Days on which people expect nothing: Danish public holidays, and the breaks of the schools.

Each council decides its own school breaks; what is worked out here is the usual pattern, in place of which a
municipality's own dates can be put. Deliberately not here: which meetings that concerns (`recurring`).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from csv import DictReader
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise

import holidays
from dateutil.easter import easter

from contracts.refusals import Refused

BREAKS = ("winter", "easter", "summer", "autumn", "christmas")
NAMES: Mapping[str, Mapping[str, str]] = {
    "winter": {"da": "vinterferie", "en": "winter break"},
    "easter": {"da": "påskeferie", "en": "Easter break"},
    "summer": {"da": "sommerferie", "en": "summer break"},
    "autumn": {"da": "efterårsferie", "en": "autumn break"},
    "christmas": {"da": "juleferie", "en": "Christmas break"},
}
USUAL_WINTER_WEEK, AUTUMN_WEEK = 7, 42
SATURDAY, SUNDAY = 6, 7
LONGEST = timedelta(days=70)


@dataclass(frozen=True, kw_only=True, order=True)
class Break:
    """A break of the schools, from its first day to its last, both included."""

    first: date
    last: date
    name: str

    @property
    def words(self) -> Mapping[str, str]:
        """What it is called in Danish and English."""
        return NAMES[self.name]


def objections(year: int, own: Collection[Break], others: Iterable[Break]) -> Iterator[Refused]:
    """Why these cannot be a municipality's own breaks of a year, beside those of the years around it."""
    for each in own:
        if each.first.year != year or not timedelta() <= each.last - each.first <= LONGEST:
            yield Refused("break_outside_year", field="breaks", name=each.words, year=year)
    if second := overlap([*own, *others]):
        yield Refused("breaks_overlap", field="breaks", name=second.words)


def holiday(day: date) -> str | None:
    """The Danish name of the public holiday on this day, if it is one."""
    return words.get("da") if (words := holiday_words(day)) else None


def holiday_words(day: date) -> Mapping[str, str] | None:
    """The name of the public holiday on this day in Danish and English, if it is one."""
    return _holidays(day.year).get(day)


def breaks(municipality: str, year: int, own: Iterable[Break] = ()) -> tuple[Break, ...]:
    """The school breaks that begin in a year, in order; a municipality's own stand in the place of the usual ones."""
    known = {each.name: each for each in (*_usual(municipality, year), *own)}
    return tuple(sorted(known.values()))


def in_break(day: date, breaks: Iterable[Break]) -> bool:
    """Whether the schools have a break on this day."""
    return break_on(day, breaks) is not None


def break_on(day: date, breaks: Iterable[Break]) -> Break | None:
    """The break that a day lies in."""
    return next((each for each in breaks if each.first <= day <= each.last), None)


def overlap(breaks: Iterable[Break]) -> Break | None:
    """A break that begins before the one before it has ended."""
    return next((after for before, after in pairwise(sorted(breaks)) if after.first <= before.last), None)


@cache
def _holidays(year: int) -> Mapping[date, Mapping[str, str]]:
    danish, english = (holidays.country_holidays("DK", years=year, language=each) for each in ("da", "en_US"))
    return {day: {"da": danish[day], "en": english[day]} for day in danish}


def _usual(municipality: str, year: int) -> tuple[Break, ...]:
    sunday = easter(year)
    summer = date(year, 6, 30)
    august = date(year, 8, 8)
    return (
        _week("winter", year, _winter_weeks().get(municipality, USUAL_WINTER_WEEK)),
        Break(name="easter", first=sunday - timedelta(days=8), last=sunday + timedelta(days=1)),
        Break(
            name="summer",
            first=summer - timedelta(days=(summer.isoweekday() - SATURDAY) % 7),
            last=august + timedelta(days=(SUNDAY - august.isoweekday()) % 7),
        ),
        _week("autumn", year, AUTUMN_WEEK),
        Break(name="christmas", first=date(year, 12, 23), last=date(year + 1, 1, 2)),
    )


def _week(name: str, year: int, week: int) -> Break:
    """A break of one school week with the days off around it: from the Saturday before to the Sunday that ends it."""
    monday = date.fromisocalendar(year, week, 1)
    return Break(name=name, first=monday - timedelta(days=2), last=monday + timedelta(days=6))


@cache
def _winter_weeks() -> Mapping[str, int]:
    with files("contracts").joinpath("data/school_breaks.csv").open(encoding="utf-8") as lines:
        return {row["municipality"]: int(row["winter_week"]) for row in DictReader(lines)}
