"""A visit to an association is called off, and everybody hears of it: by letter, in their calendar, and on the list.

Who signed up long after it was arranged hears as well. Rows S4-18, S4-19 (looking at an association together), S4-21
(volunteers are vetted), S0-17 (whoever would rather not come withdraws without a reason, for themselves).
"""

from typing import Any

import requests
from icalendar import Calendar, Component

from tests.client import Reply
from tests.journeys import gathering
from tests.journeys.journey import Journey, born
from tests.journeys.people import Person
from tests.servers import MailSink

OURS = "boligsocialt-hus"
KIND = "association_visit"


def people() -> list[Person]:
    return [
        Person("Bente", "coordinator", organisation=OURS),
        Person("Mads", "matcher", organisation=OURS),
        Person("Amina", "family", organisation=OURS, born=born(34), email="amina@familie.example"),
        Person("Ali", "family", organisation=OURS, born=born(9)),
        Person("Kirsten", "family", organisation=OURS, born=born(41), email="kirsten@familie.example"),
        Person("Emil", "family", organisation=OURS, born=born(8)),
        Person("Poul", "volunteer", organisation=OURS, born=born(66), email="poul@frivillig.example"),
    ]


def a_visit_is_arranged(story: Journey) -> None:
    bente = story.at("activities", "Bente")
    venue = bente.post("/venues", {"name": "Boldklubbens klubhus", "address": "Idrætsvej 4", "room_for": 40})["id"]
    story.known["activity"] = gathering.opens(bente, story, kind=KIND)
    starts = gathering.afternoon(story, days=12)
    visit = gathering.meets(bente, story.known["activity"], KIND, starts, venue_id=venue)
    story.hold([each["person"] for each in visit["participants"]] == [story.id("Bente")], "only Bente comes so far")
    story.known |= {"meeting": visit["id"], "venue": venue, "starts": starts}


def they_sign_up_later(story: Journey, mail: MailSink) -> None:
    for guardian, child in (("Amina", "Ali"), ("Kirsten", "Emil")):
        gathering.joins(story, guardian, child, by="Bente", also=[("messages",)])
        signed_up(story, guardian, child)
    gathering.helps(story, "Mads", "Poul", "club_volunteer")
    path = f"/activities/{story.known['activity']}/volunteers"
    gathering.sent(story, story.at("activities", "Poul"), path, {}, "Poul to be known as vetted, and to help")
    seen = story.at("activities", "Bente").get(f"/meetings/{story.known['meeting']}")
    roles = sorted(each["role"] for each in seen["participants"])
    story.hold(roles == ["child", "child", "coordinator", "guardian", "guardian", "volunteer"], f"all come: {roles}")
    for name in ("amina", "kirsten", "poul"):
        invited = lambda name=name: len(told(mail, name)) == 1  # noqa: E731
        story.until(invited, f"{name} to be written to")


def signed_up(story: Journey, guardian: str, child: str) -> None:
    client, path = story.at("activities", guardian), f"/activities/{story.known['activity']}/sign-ups"
    wanted = gathering.party(story, guardian, child)
    taken = gathering.sent(story, client, path, wanted, f"{guardian} to be known, and to sign up")
    story.hold(taken["state"] == "taken", f"{guardian} has a place: {taken.body}")


def everybody_has_it_in_their_calendar(story: Journey) -> None:
    wanted: dict[str, dict[str, Any]] = {
        "Kirsten": {"of": "person"},
        "Poul": {"of": "person"},
        "Bente": {"of": "venue", "id": story.known["venue"]},
    }
    story.known["calendars"] = {
        name: story.at("activities", name).post("/feeds", feed)["ics"] for name, feed in wanted.items()
    }
    story.known["sequences"] = {}
    for name in wanted:
        event = in_calendar(story, name)
        story.hold(event.get("STATUS") != "CANCELLED", f"{name} sees that it will be")
        story.known["sequences"][name] = sequence(event)


def one_family_cannot_call_it_off_for_all(story: Journey) -> None:
    path = f"/meetings/{story.known['meeting']}/calling-off"
    for name in ("Kirsten", "Poul"):
        no = story.at("activities", name).post(path, {"reason": "illness"}, expect=409)
        story.hold(no["code"] == "withdraw_instead", f"{name} withdraws, and the others go: {no.body}")


def the_club_house_is_flooded(story: Journey, mail: MailSink) -> None:
    bente, path = story.at("activities", "Bente"), f"/meetings/{story.known['meeting']}"
    again(story, expect=409)
    off = bente.post(f"{path}/calling-off", {"reason": "venue_unavailable"})
    story.hold(off["called_off_reason"] == "venue_unavailable", "and everybody may know why")
    for name in ("amina", "kirsten", "poul"):
        heard = lambda name=name: any("aflyst" in subject for subject in told(mail, name))  # noqa: E731
        story.until(heard, f"{name} to hear of it by letter")
        story.hold(len(told(mail, name)) == 2, f"two letters to {name}, no more: {told(mail, name)}")


def every_calendar_says_so(story: Journey, mail: MailSink) -> None:
    for name, before in story.known["sequences"].items():
        event = in_calendar(story, name)
        story.hold(event.get("STATUS") == "CANCELLED", f"{name} sees it struck out")
        story.hold(sequence(event) > before, f"and their calendar takes the news: {event['SEQUENCE']}")
        text = event.to_ical().decode()
        story.hold(not any(each in text for each in ("Amina", "Kirsten", "Poul", "Bente")), "nobody is named")
    for name in ("amina", "kirsten", "poul"):
        invited, off = with_letters(mail, name)
        story.hold(
            (invited["METHOD"], off["METHOD"]) == ("REQUEST", "CANCEL"), f"the letters tell {name}'s own as well"
        )
        [[before], [after]] = invited.walk("VEVENT"), off.walk("VEVENT")
        story.hold(before["UID"] == after["UID"] == in_calendar(story, "Kirsten")["UID"], "of the same meeting")
        story.hold(sequence(after) > sequence(before), "with news that counts")
        story.hold(str(after["ATTENDEE"]).startswith(f"mailto:{name}@"), "to its reader alone")


def everything_is_free_again(story: Journey) -> None:
    """House, coordinator, families and volunteer: the same hour can be used for something else."""
    seen = {each["role"] for each in again(story)["participants"]}
    story.hold(seen == {"guardian", "child", "volunteer", "coordinator"}, f"all of them have time: {seen}")


def again(story: Journey, *, expect: int | None = None) -> Reply:
    """The same people at the same place and hour."""
    known = story.known
    bente, venue = story.at("activities", "Bente"), known["venue"]
    return gathering.meets(bente, known["activity"], KIND, known["starts"], venue_id=venue, expect=expect)


def in_calendar(story: Journey, name: str) -> Component:
    """The meeting, as somebody's calendar sees it who has nothing but the link."""
    path = story.known["calendars"][name].partition("://")[2].partition("/")[2]
    answer = requests.get(f"{story.house.url('activities')}/{path}", timeout=10)
    answer.raise_for_status()
    events = Calendar.from_ical(answer.text).walk("VEVENT")
    mine = [each for each in events if story.known["meeting"] in str(each["UID"])]
    story.hold(len(mine) == 1, f"it stands once in the calendar of {name}")
    return mine[0]


def with_letters(mail: MailSink, name: str) -> list[Component]:
    """What somebody's letters told a calendar, in their order."""
    mine = (each for each in mail.messages() if each["To"].startswith(f"{name}@"))
    parts = (part for letter in mine for part in letter.walk() if part.get_content_type() == "text/calendar")
    return [Calendar.from_ical(part.get_content()) for part in parts]


def sequence(event: Component) -> int:
    """How many times it has changed."""
    return int(str(event.get("SEQUENCE", 0)))


def told(mail: MailSink, name: str) -> list[str]:
    """The subjects of the letters somebody has had."""
    return [str(each["Subject"]) for each in mail.messages() if each["To"].startswith(f"{name}@")]
