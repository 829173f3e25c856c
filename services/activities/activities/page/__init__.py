"""The page of a calendar: a month as a table, a week as a list; from entries to HTML, and nothing else.

It names nobody, needs no script and nothing from anywhere else. Deliberately not here: who may look.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from activities.domain.agenda import LANGUAGES, Entry, by_day
from activities.domain.local import COPENHAGEN
from activities.domain.stretches import Stretch, around

PAGES = Environment(
    loader=PackageLoader("activities.page", ""),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
Limits = tuple[date, date]


def calendar(
    entries: Iterable[Entry], stretch: Stretch, *, language: str, name: str, today: date, limits: Limits
) -> str:
    """A month or a week, with the ways to those around it that lie within the limits."""
    shown = by_day(entries)
    return _render(
        "calendar.html",
        language,
        name=name,
        stretch=stretch,
        heading=heading(stretch, language),
        by_day=shown,
        today=today,
        now=around(stretch.kind, today),
        before=_within(stretch.before, limits),
        after=_within(stretch.after, limits),
        views={kind: around(kind, _middle(stretch, today)) for kind in ("month", "week")},
        has_any=lambda days: today in days or any(day in shown for day in days),
        week_of=lambda day: around("week", day),
        long_day=lambda day: long_day(day, language),
        clock=lambda moment: clock(moment, language),
    )


def nothing_there(language: str) -> str:
    """The page for days that the calendar does not show."""
    return _render("notice.html", language, title="outside", lead="outside_lead", link="outside_link")


def over(language: str) -> str:
    """The one page for every link that leads nowhere, whatever the reason."""
    return _render("notice.html", language, title="over", lead="over_lead", link="")


def heading(stretch: Stretch, language: str) -> str:
    """What is looked at: the month and its year, or the week with its number and its days."""
    if stretch.kind == "month":
        return f"{_begun(_month(stretch.first, language))} {stretch.first.year}"
    number, last = stretch.first.isocalendar().week, f"{_date(stretch.last, language)} {stretch.last.year}"
    return f"{words(language)['week_number']} {number}, {_until(stretch, language)}{last}"


def long_day(day: date, language: str) -> str:
    """`Mandag 2. november`, `Monday 2 November`."""
    return f"{_begun(words(language)['days'].split()[day.weekday()])} {_date(day, language)}"


def clock(moment: datetime, language: str) -> str:
    """The time of day in Denmark, `18.30` or `18:30`."""
    return f"{moment.astimezone(COPENHAGEN):%H.%M}" if language == "da" else f"{moment.astimezone(COPENHAGEN):%H:%M}"


@cache
def words(language: str) -> Mapping[str, str]:
    """Every sentence of the page in one language: a line each, name and text."""
    text = files("activities.page").joinpath(f"words/{language}.txt").read_text(encoding="utf-8")
    lines = (line.partition(":") for line in text.splitlines() if line)
    return {name: said.strip() for name, _, said in lines}


def _begun(word: str) -> str:
    return word[0].upper() + word[1:]


def _until(stretch: Stretch, language: str) -> str:
    """The first day of a week, as far as the last one does not say it too."""
    first, last = stretch.first, stretch.last
    if first.month == last.month:
        return f"{first.day}.–" if language == "da" else f"{first.day}–"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{_date(first, language)}{year} – "


def _date(day: date, language: str) -> str:
    return f"{day.day}. {_month(day, language)}" if language == "da" else f"{day.day} {_month(day, language)}"


def _month(day: date, language: str) -> str:
    return words(language)["months"].split()[day.month - 1]


def _middle(stretch: Stretch, today: date) -> date:
    """The day of which the other view shows the surroundings."""
    return today if stretch.first <= today <= stretch.last else stretch.first


def _within(stretch: Stretch, limits: Limits) -> Stretch | None:
    return stretch if stretch.meets(*limits) else None


def _render(template: str, language: str, **context: Any) -> str:
    languages = {code: words(code)["language"] for code in LANGUAGES}
    said = words(language)
    return PAGES.get_template(template).render(language=language, languages=languages, words=said, **context)
