"""A letter tells the reader's own calendar as well, and never waits for it."""

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar, Component

from chassis.peers import Reply
from chassis.testing import AT
from tests.notifications import make
from tests.notifications.make import AMAL, IN_A_WEEK, ITIP, MEETING, VIBEKE, Owner, called_off, deliver, hear, moved


def event(content: bytes) -> Component:
    [found] = Calendar.from_ical(content).walk("VEVENT")
    return found


def asked(owner: Owner) -> list[tuple[str, str]]:
    return [(path, purpose) for service, path, purpose in owner.asked if service == "activities"]


def test_invited_told_another_time_and_called_off_the_calendar_hears_it_too() -> None:
    stage, owner = make.rehearsal(), Owner()
    hear(stage, make.scheduled(people={AMAL: "guardian"}))
    letters = deliver(stage, owner).letters
    stage.later(hours=1)
    hear(stage, moved(IN_A_WEEK + timedelta(days=1), at=AT + timedelta(hours=1)))
    letters += deliver(stage, owner).letters
    stage.later(hours=1)
    hear(stage, called_off())
    letters += deliver(stage, owner).letters
    assert [letter.calendar and letter.calendar.method for letter in letters] == ["REQUEST", "REQUEST", "CANCEL"]
    path = f"/meetings/{MEETING}/itip"
    assert asked(owner) == [
        (f"{path}?method=request&language=da", "invitation"),
        (f"{path}?method=request&language=da", "change"),
        (f"{path}?method=cancel&language=da", "change"),
    ]


def test_each_reader_is_named_to_themselves_and_nobody_else_is() -> None:
    stage = make.rehearsal()
    hear(stage, make.scheduled())
    letters = deliver(stage).letters
    assert len(letters) == 2
    for letter in letters:
        assert letter.calendar
        told = event(letter.calendar.content)
        assert str(told["ATTENDEE"]) == f"mailto:{letter.to}"
        assert told["ATTENDEE"].params["RSVP"] == "FALSE"
        given = event(ITIP)
        assert {name: str(value) for name, value in told.items() if name != "ATTENDEE"} == {
            name: str(value) for name, value in given.items()
        }


@pytest.mark.parametrize(("reads", "asked_in"), [("en", "en"), ("da", "da"), ("so", "da")])
def test_it_is_in_the_readers_language_or_else_in_danish(reads: str, asked_in: str) -> None:
    stage, owner = make.rehearsal(), Owner(language=reads)
    hear(stage, make.scheduled(people={AMAL: "guardian"}))
    deliver(stage, owner)
    assert [path.rpartition("=")[2] for path, _ in asked(owner)] == [asked_in]


def test_a_reminder_tells_nothing_that_the_calendar_does_not_know() -> None:
    stage, owner = make.rehearsal(), Owner()
    hear(stage, make.scheduled(people={VIBEKE: "volunteer"}))
    deliver(stage, owner)
    stage.later(days=6)
    assert [letter.calendar for letter in deliver(stage, owner).letters] == [None]
    assert len(asked(owner)) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Reply(None),
        Reply(404),
        Reply(409),
        Reply(503),
        Reply(200),
        Reply(200, content=b"<html>"),
        Reply(409, content=ITIP),
    ],
    ids=["out of reach", "not shown to us", "called off meanwhile", "down", "of another kind", "a page", "refused"],
)
def test_no_letter_waits_for_its_calendar(answer: Reply) -> None:
    stage = make.rehearsal()
    hear(stage, make.scheduled(people={AMAL: "guardian"}))
    [letter] = deliver(stage, Owner(calendar=answer)).letters
    assert letter.calendar is None
    assert make.states(stage)["invitation", AMAL, 1] == "sent"


def test_whoever_runs_no_meetings_sends_letters_without_calendars() -> None:
    peers: dict[str, Any] = {name: url for name, url in make.PEERS.items() if name != "activities"}
    stage, owner = make.rehearsal(peers=peers), Owner()
    hear(stage, make.scheduled(people={AMAL: "guardian"}))
    [letter] = deliver(stage, owner).letters
    assert letter.calendar is None
    assert not asked(owner)
