"""Calendars as phones read them: parsed back by libraries of others, whatever people have called their houses."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from activities.domain.agenda import kind_and_area, place
from chassis.testing import AT, Stage
from contracts.programmes import load
from tests.activities import make, make_calendars
from tests.activities.make import AREA, COORDINATOR, FAMILY, GUARDIAN, HOUR, NOON, PROGRAMME, VOLUNTEER
from tests.activities.make_calendars import (
    AS_COORDINATOR,
    HOME,
    TOLD,
    events,
    fed,
    keep,
    link,
    on_it,
    parsed,
    path,
    read,
)

EVIL = (
    "Hus\r\nBEGIN:VEVENT\r\nUID:evil\r\nEND:VEVENT",
    "Hus;X-EVIL=1:x,y\\n\\",
    'Hus":ATTENDEE:mailto:a@b.example\nDTSTART:20260101T000000Z',
    "Hus\rEND:VCALENDAR\x0bMETHOD:CANCEL\x0c\x1c\x85\u2028\u2029x",
    "\u202eBEGIN:VALARM\u202c" + "å" * 100,
)


@pytest.fixture
def on() -> Stage:
    made = make_calendars.stage()
    make_calendars.people(made, GUARDIAN, VOLUNTEER, COORDINATOR)
    return made


def named(calendar: Calendar) -> str:
    """What a calendar is called; the library leaves escaped what it has no type for."""
    assert calendar["NAME"] == calendar["X-WR-CALNAME"]
    return str(calendar["NAME"]).replace("\\,", ",")


# ── what a calendar says ──


def test_a_calendar_says_what_it_is_and_when_to_ask_again() -> None:
    calendar = parsed(fed(on_it(), language="en", name="My meetings"))
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"] == "-//Samspil//Activities//EN"
    assert named(calendar) == "My meetings"
    assert calendar.decoded("REFRESH-INTERVAL") == timedelta(hours=1)
    assert calendar["REFRESH-INTERVAL"].params == {"VALUE": "DURATION"}
    assert calendar["X-PUBLISHED-TTL"] == "PT1H"
    assert "METHOD" not in calendar


def test_a_meeting_is_an_event_that_names_nobody(on: Stage) -> None:
    keep(on, make_calendars.venue(id=UUID(int=900)))
    keep(on, make_calendars.meeting(GUARDIAN, VOLUNTEER, venue_id=UUID(int=900), sequence=3, id=UUID(int=4711)))
    [event] = events(read(on, link(on)))
    assert set(event) == TOLD | {"LOCATION"}
    assert event["UID"] == str(UUID(int=4711))
    assert (event["SEQUENCE"], event["STATUS"], event["TRANSP"]) == (3, "CONFIRMED", "OPAQUE")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (NOON, NOON + 2 * HOUR)
    assert event["DTSTART"].params["TZID"] == "Europe/Copenhagen"
    assert event["SUMMARY"] == kind_and_area(PROGRAMME, "joint_meeting", AREA, "da")
    assert event["LOCATION"] == "Fælleshuset, Munkebovej 12, 6000 Kolding"


def test_a_home_is_no_location(on: Stage) -> None:
    keep(on, make_calendars.meeting(GUARDIAN, kind="home_visit"))
    made = link(on)
    [event] = events(read(on, made))
    assert "LOCATION" not in event
    for kind in ("ics", "page"):
        assert HOME not in on.call("GET", path(made, kind)).text


def test_no_id_of_anybody_is_in_a_calendar_or_on_a_page(on: Stage) -> None:
    match, people = UUID(int=0xABCDEF01), (GUARDIAN, VOLUNTEER, COORDINATOR, FAMILY)
    keep(on, make_calendars.meeting(GUARDIAN, VOLUNTEER, COORDINATOR))
    feed, letter = link(on), f"/meetings/{meeting_id(on)}/itip?method=request"
    told = [on.call("GET", path(feed)), on.call("GET", path(feed, "page"))]
    told.append(on.call("GET", letter, as_=("service",), headers={"Purpose": "invitation"}))
    for reply in told:
        assert reply.status == 200
        for id in (*people, match):
            assert str(id) not in reply.text
            assert id.hex not in reply.text
        assert "kfum" not in reply.text
        assert "ATTENDEE" not in reply.text
        assert "mailto" not in reply.text.lower()


def meeting_id(on: Stage) -> UUID:
    [meeting] = on.call("GET", "/meetings", as_=AS_COORDINATOR).json["items"]
    return UUID(meeting["id"])


@pytest.mark.parametrize(("language", "word"), [("da", "Aflyst"), ("en", "Called off")])
def test_what_is_called_off_is_cancelled_and_says_so_in_words(language: str, word: str) -> None:
    [event] = events(parsed(fed(on_it(off=True, revision=2, what="Klub"), language=language)))
    assert (event["STATUS"], event["TRANSP"], event["SEQUENCE"]) == ("CANCELLED", "TRANSPARENT", 2)
    assert event["SUMMARY"] == f"{word}: Klub"


def test_a_calendar_shows_a_quarter_back_and_a_good_year_ahead_of_its_own_meetings(on: Stage) -> None:
    days = (-92, -89, 0, 399, 402)
    keep(on, *(make_calendars.meeting(GUARDIAN, starts_at=AT + timedelta(days=day)) for day in days))
    keep(on, make_calendars.meeting(VOLUNTEER, role="volunteer"))
    shown = [event.decoded("DTSTART") for event in events(read(on, link(on)))]
    assert shown == [AT + timedelta(days=day) for day in days[1:4]]


def test_venues_and_activities_show_their_meetings_under_their_own_name(on: Stage) -> None:
    venue, activity = UUID(int=901), UUID(int=902)
    keep(on, make_calendars.venue(id=venue), make_calendars.activity(id=activity, kind="home_visit"))
    keep(on, make_calendars.meeting(GUARDIAN, venue_id=venue, id=UUID(int=1001)))
    keep(on, make_calendars.meeting(VOLUNTEER, activity_id=activity, id=UUID(int=1002)))
    keep(on, make_calendars.meeting(COORDINATOR, id=UUID(int=1003)))
    for of, id, meeting, name in (
        ("venue", venue, 1001, "Fælleshuset"),
        ("activity", activity, 1002, kind_and_area(PROGRAMME, "home_visit", AREA, "da")),
    ):
        calendar = read(on, link(on, AS_COORDINATOR, of=of, id=str(id)))
        assert [event["UID"] for event in events(calendar)] == [str(UUID(int=meeting))]
        assert named(calendar) == name


def test_an_activity_of_a_course_is_called_by_its_course(on: Stage) -> None:
    code, course = next((code, course) for code, each in load().items() for course in each.courses)
    activity, programme = UUID(int=903), load()[code]
    area = next(iter(programme.areas))
    keep(on, make_calendars.activity(id=activity, programme=code, course=course, area=area))
    organisation = next(iter(programme.organisations))
    as_ = ("coordinator", organisation, COORDINATOR)
    made = link(on, as_, of="activity", id=str(activity), language="en")
    expected = f"{programme.courses[course].name.en}, {programme.areas[area].name.en}"
    assert named(read(on, made)) == expected


# ── through changes ──


def changed(on: Stage) -> list[tuple[str, int, str, datetime]]:
    """A meeting through its course, as the calendar tells it each time."""
    made, told = link(on), []

    def look() -> None:
        [event] = events(read(on, made))
        told.append((str(event["UID"]), event.sequence, str(event["STATUS"]), event.decoded("DTSTART")))

    meeting = make.scheduled(on)
    look()
    later = {"starts_at": (NOON + 3 * HOUR).isoformat(), "ends_at": (NOON + 4 * HOUR).isoformat()}
    place = f"/meetings/{meeting['id']}"
    moved = on.call("POST", f"{place}/moving", later, as_=AS_COORDINATOR, headers={"If-Match": '"1"'})
    assert moved.status == 200, moved.text
    look()
    assert on.call("POST", f"{place}/calling-off", {"reason": "illness"}, as_=AS_COORDINATOR).status == 200
    look()
    return told


def test_moved_and_called_off_it_is_the_same_event_with_a_higher_sequence(on: Stage) -> None:
    on.hear(make.approved(), make.matched())
    uids, sequences, statuses, starts = zip(*changed(on), strict=True)
    assert len(set(uids)) == 1
    assert list(sequences) == sorted(set(sequences))
    assert statuses == ("CONFIRMED", "CONFIRMED", "CANCELLED")
    assert starts == (NOON, NOON + 3 * HOUR, NOON + 3 * HOUR)


def test_the_same_meetings_make_the_same_bytes_at_any_time(on: Stage) -> None:
    keep(on, make_calendars.meeting(GUARDIAN))
    made = link(on)
    first = on.call("GET", path(made))
    on.rehearsal.later(hours=5)
    assert on.call("GET", path(made)).content == first.content
    assert on.call("GET", path(made), headers={"If-None-Match": first.headers["ETag"]}).status == 304
    keep(on, make_calendars.meeting(GUARDIAN))
    changed = on.call("GET", path(made), headers={"If-None-Match": first.headers["ETag"]})
    assert (changed.status, changed.headers["Cache-Control"]) == (200, "private, no-cache")
    assert changed.headers["Content-Type"] == "text/calendar; charset=utf-8"


# ── whatever people write ──

NASTY = (
    st.text(alphabet=st.sampled_from("aæ ;:,\\\"'\r\n\t\x00\x0b\x0c\x1c\x85\u2028\u2029\u202e=^NBEGIN:VEVT"))
    | st.text()
)


@given(name=NASTY, what=NASTY, house=NASTY, street=NASTY)
def test_nothing_that_people_write_can_add_a_line_to_a_calendar(name: str, what: str, house: str, street: str) -> None:
    where = place(house, street)
    content = fed(on_it(1, what=what, where=where), on_it(2, what=what, off=True), name=name)
    calendar = parsed(content)
    assert [each.name for each in calendar.subcomponents] == ["VTIMEZONE", "VEVENT", "VEVENT"]
    first, second = events(calendar)
    assert set(first) == TOLD | ({"LOCATION"} if where else set())
    assert set(second) == TOLD
    assert len(calendar.property_items(recursive=False)) == len(parsed(fed()).property_items(recursive=False))
    assert not any(each.subcomponents for each in (first, second))
    assert first["UID"] == str(UUID(int=1))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    # Nor can it for those who take other signs for the end of a line than a calendar does.
    assert content.decode().splitlines() == content.decode().split("\r\n")[:-1]


@pytest.mark.parametrize("evil", EVIL)
def test_a_house_with_an_evil_name_stays_a_house(on: Stage, evil: str) -> None:
    keep(on, make_calendars.venue(id=UUID(int=905), name=evil[:120], address=evil))
    keep(on, make_calendars.meeting(GUARDIAN, venue_id=UUID(int=905)))
    calendar = read(on, link(on, AS_COORDINATOR, of="venue", id=str(UUID(int=905))))
    [event] = events(calendar)
    assert set(event) == TOLD | {"LOCATION"}
    assert event["LOCATION"] == place(evil[:120], evil)
    assert event["STATUS"] == "CONFIRMED"
