"""The page of a calendar, for everybody: heard, walked by keyboard, and asked for at its door."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from activities.domain.agenda import LANGUAGES
from activities.domain.stretches import around
from activities.page import clock, heading, nothing_there, over, words
from chassis.testing import Stage
from tests.activities import make_calendars
from tests.activities.calendar_pages import LIMITS, TODAY, Page, each_page, entry, shown
from tests.activities.make import GUARDIAN, NOON
from tests.activities.make_calendars import at, keep, link, path

# ── heard ──


@each_page
def test_a_page_has_a_language_a_title_one_heading_and_one_main_part(kind: str, language: str) -> None:
    page = shown(entry(), kind=kind, language=language)
    assert [found["lang"] for _, found, _ in page.like("html")] == [language]
    assert page.all("title") == [f"{heading(around(kind, TODAY), language)} – N"]
    assert page.all("h1") == [heading(around(kind, TODAY), language)]
    assert (len(page.all("main")), len(page.all("nav"))) == (1, 3)
    labels = [found["aria-label"] for _, found, _ in page.like("nav")]
    assert len(set(labels)) == 3
    assert all(labels)


def test_a_month_is_a_table_whose_heads_say_what_they_are_heads_of() -> None:
    page = shown(entry())
    [caption] = page.all("caption")
    assert caption == "Møder i November 2026"
    columns = [text for _, found, text in page.like("th", scope="col")]
    assert len(columns) == 8
    assert [found["title"] for _, found, _ in page.like("abbr")] == words("da")["days"].split()
    rows = page.all("th", scope="row")
    assert rows == [f"Uge {number}" for number in range(44, 50)]
    assert len(list(page.like("td"))) == 7 * len(rows)
    for tag, role in (("table", "table"), ("tr", "row"), ("td", "cell")):  # they stay so when a phone shows a list
        assert {found.get("role") for _, found, _ in page.like(tag)} == {role}


def test_every_day_of_a_month_is_said_in_full() -> None:
    days = [found["datetime"] for place, found, _ in shown().like("time") if "td" in place]
    assert days == [str(date(2026, 10, 26) + timedelta(days=number)) for number in range(42)]
    assert "Søndag 22. november" in shown().all("span", class_="long")


def test_a_week_is_a_list_of_days_with_headings() -> None:
    page = shown(entry(), kind="week")
    assert page.all("h2")[0] == "Mandag 16. november"
    assert len(page.all("h2")) == 7
    assert page.all("h2")[-1] == "Søndag 22. november I dag"
    [day] = [text for text in page.all("li") if text.startswith("Tirsdag")]
    assert day == "Tirsdag 17. november 18.30–20.30 Familieklub"
    assert page.all("table") == []


@each_page
def test_today_is_said_in_words_and_marked_for_screen_readers(kind: str, language: str) -> None:
    page = shown(kind=kind, language=language)
    assert page.all("strong", class_="now") == [words(language)["today"]]
    assert len([1 for _, found, _ in page.elements if found.get("aria-current") == "date"]) == 1
    elsewhere = shown(kind=kind, language=language, day=TODAY + timedelta(days=60))
    assert elsewhere.all("strong", class_="now") == []


@each_page
def test_what_is_called_off_is_struck_and_said_in_words(kind: str, language: str) -> None:
    page = shown(entry(off=True, where="Fælleshuset"), entry(id=UUID(int=2), what="Klub"), kind=kind, language=language)
    assert page.all("strong", class_="mark") == [words(language)["off"]]
    [struck] = page.all("s")
    assert struck.endswith("Familieklub")


@pytest.mark.parametrize(("language", "time"), [("da", "18.30–20.30"), ("en", "18:30–20:30")])
def test_times_are_danish_time_as_each_language_writes_it(language: str, time: str) -> None:
    page = shown(entry(where="Fælleshuset"), language=language)
    assert page.all("span", class_="time") == [time]
    assert page.all("span", class_="where") == ["Fælleshuset"]
    assert clock(at(2026, 7, 1, 12), language) == ("14.00" if language == "da" else "14:00")
    assert "2026-11-17T17:30:00+00:00" in [found["datetime"] for _, found, _ in page.like("time")]


@each_page
def test_where_there_is_nothing_it_is_said(kind: str, language: str) -> None:
    assert words(language)[f"none_{kind}"] in shown(kind=kind, language=language).all("p", class_="none")
    assert words(language)[f"none_{kind}"] not in shown(entry(), kind=kind, language=language).all("p", class_="none")


@pytest.mark.parametrize(
    ("day", "da", "en"),
    [
        (TODAY, "Uge 47, 16.–22. november 2026", "Week 47, 16–22 November 2026"),
        (date(2026, 12, 1), "Uge 49, 30. november – 6. december 2026", "Week 49, 30 November – 6 December 2026"),
        (date(2027, 1, 1), "Uge 53, 28. december 2026 – 3. januar 2027", "Week 53, 28 December 2026 – 3 January 2027"),
    ],
)
def test_a_week_says_its_number_and_its_days(day: date, da: str, en: str) -> None:
    assert (heading(around("week", day), "da"), heading(around("week", day), "en")) == (da, en)


def test_both_languages_say_the_same() -> None:
    assert words("da").keys() == words("en").keys()
    assert all((*words("da").values(), *words("en").values()))
    for name, number in (("months", 12), ("days", 7), ("short_days", 7)):
        assert {len(words(language)[name].split()) for language in LANGUAGES} == {number}


# ── by keyboard ──


@each_page
def test_the_first_stop_leads_past_the_links_and_all_come_in_the_order_they_are_read(kind: str, language: str) -> None:
    page = shown(entry(), kind=kind, language=language)
    stops = [found["href"] for _, found, _ in page.like("a")]
    assert stops[0] == "#calendar"
    [main] = page.like("main")
    assert (main[1]["id"], main[1]["tabindex"]) == ("calendar", "-1")
    said = words(language)
    assert page.all("a")[1:8] == [
        *(said[f"{way}_{kind}"] for way in ("before", "now", "after")),
        said["month"],
        said["week"],
        *(words(code)["language"] for code in LANGUAGES),
    ]
    tabindex = [found["tabindex"] for _, found, _ in page.elements if "tabindex" in found]
    assert tabindex == ["-1"]


@each_page
def test_every_link_leads_within_the_calendar_and_keeps_the_language(kind: str, language: str) -> None:
    for href in [found["href"] for _, found, _ in shown(kind=kind, language=language).like("a")][1:]:
        assert re.fullmatch(r"\?(month=\d{4}-\d\d|week=\d{4}-W\d\d)&language=(da|en)", str(href))


@each_page
def test_one_walks_from_end_to_end_and_no_further(kind: str, language: str) -> None:
    walked, said = [around(kind, LIMITS[0])], words(language)
    while said[f"after_{kind}"] in (page := shown(kind=kind, language=language, day=walked[-1].first)).all("a"):
        onward = f"?{kind}={walked[-1].after.written}&language={language}"
        assert list(page.like("a", href=onward))
        walked.append(walked[-1].after)
    assert walked[-1] == around(kind, LIMITS[1])
    assert said[f"before_{kind}"] not in shown(kind=kind, language=language, day=LIMITS[0]).all("a")


# ── behind its door ──


@pytest.fixture
def on() -> Stage:
    made = make_calendars.stage()
    make_calendars.people(made, GUARDIAN)
    keep(made, make_calendars.meeting(GUARDIAN))
    return made


def looked(on: Stage, query: str = "", **headers: str) -> Any:
    return on.call("GET", f"{path(link(on, language='da'), 'page')}{query}", headers=headers)


def test_a_page_may_do_nothing_and_is_kept_by_nobody(on: Stage) -> None:
    reply = looked(on)
    policy = reply.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "form-action 'none'" in policy
    assert "script-src" not in policy
    assert (reply.headers["Cache-Control"], reply.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert 'name="robots" content="noindex"' in reply.text


def test_a_month_and_a_week_are_shown_as_asked_for(on: Stage) -> None:
    assert Page(looked(on).text).all("h1") == ["Marts 2026"]
    assert Page(looked(on, "?month=2026-04").text).all("h1") == ["April 2026"]
    week = Page(looked(on, "?week=2026-W11&language=en").text)
    assert week.all("h1") == ["Week 11, 9–15 March 2026"]
    assert len(week.all("span", class_="what")) == 1
    assert NOON.date() == date(2026, 3, 9)


def test_the_calendar_speaks_its_own_language_unless_another_is_asked_for(on: Stage) -> None:
    assert 'lang="da"' in looked(on, **{"Accept-Language": "en"}).text
    assert '<html lang="en">' in looked(on, "?language=en").text
    assert looked(on, "?language=ar").status == 422


@pytest.mark.parametrize(
    "query", ["?month=2026-13", "?month=1999-01", "?week=2029-W01", "?month=2026-03&week=2026-W11"]
)
def test_what_it_does_not_show_is_said_with_the_way_back(on: Stage, query: str) -> None:
    reply = looked(on, query)
    assert (reply.status, reply.text) == (404, nothing_there("da"))
    assert Page(reply.text).all("a") == [words("da")["outside_link"]]


def test_a_link_that_leads_nowhere_says_what_to_do(on: Stage) -> None:
    reply = on.call("GET", "/calendars/x", headers={"Accept-Language": "en"})
    assert (reply.status, reply.text) == (404, over("en"))
    assert Page(reply.text).all("h1") == [words("en")["over"]]
    assert Page(over("da")).all("a") == []


def test_the_weeks_at_the_ends_of_a_month_show_their_meetings_too(on: Stage) -> None:
    keep(on, make_calendars.meeting(GUARDIAN, starts_at=at(2026, 4, 1)))
    assert "2026-04-01T12:00" in looked(on, "?month=2026-03").text
    assert len(Page(looked(on, "?month=2026-03").text).all("span", class_="what")) == 2
