"""A small group tries a trade: three mornings at a firm, then they show what they have learned, and are asked later.

Rows S3-08 (close follow-up), S3-10 (role models), S3-11 (small groups, showing), S3-12 (the families are invited).
"""

from datetime import timedelta
from typing import Any

from tests.client import Reply
from tests.journeys import gathering
from tests.journeys.journey import Journey, born
from tests.journeys.people import Person

OURS = "netvaerkssekretariatet"
YOUNG = ("Zara", "Yusuf", "Mia", "Elias")
COURSE, MORNINGS, FOLLOWING = "trade_course", 3, "trade_follow_up"


def people() -> list[Person]:
    return [
        Person("Sonny", "coordinator", organisation=OURS),
        Person("Mads", "matcher", organisation=OURS),
        Person("Rikke", "volunteer", organisation=OURS, born=born(35), email="rikke@frivillig.example"),
        *(Person(name, "family", organisation=OURS, born=born(19 + place)) for place, name in enumerate(YOUNG)),
    ]


def a_course_in_a_trade_is_opened(story: Journey) -> None:
    sonny = story.at("activities", "Sonny")
    wanted = {"programme": story.programme, "course": COURSE, "kind": "trade_workshop", "area": story.area}
    large = sonny.post("/activities", {**wanted, "capacity": 9}, expect=409)
    story.hold((large["code"], large["rule"]) == ("too_large_a_group", "S3-11"), f"groups are small: {large.body}")
    opened = sonny.post("/activities", {**wanted, "capacity": 3, "topics": ["building"]})
    story.known["course"] = f"/activities/{opened['id']}"
    venue = sonny.post("/venues", {"name": "Værkstedet", "room_for": 12})["id"]
    day = (story.house.now() + timedelta(days=7)).date()
    rule = f"FREQ=WEEKLY;COUNT={MORNINGS}"
    series = {"rule": rule, "first_on": day.isoformat(), "starts": "09:00", "venue_id": venue}
    free = {"on_holidays": True, "in_breaks": True}  # a firm goes by its own calendar
    made = sonny.post(f"{story.known['course']}/series", {**series, **free, "kind": "trade_workshop"})
    story.known |= {"venue": venue, "mornings": made["meetings"]}
    story.hold(len(made["meetings"]) == MORNINGS, "three mornings")


def three_young_people_come_by_themselves(story: Journey) -> None:
    for name in YOUNG:
        story.asks(name)
        story.enrols(name, {name: "young_person"})
        story.joins([name])
        story.known.setdefault("paths", {})[name] = story.path
    states = [signs_up(story, name)["state"] for name in YOUNG]
    story.hold(states == ["taken"] * 3 + ["waiting"], f"there is room for three: {states}")
    gathering.helps(story, "Mads", "Rikke", "role_model")
    rikke, path = story.at("activities", "Rikke"), f"{story.known['course']}/volunteers"
    gathering.sent(story, rikke, path, {}, "Rikke of the firm to be known, and to show her trade")


def signs_up(story: Journey, name: str) -> Reply:
    mine, path = story.at("activities", name), f"{story.known['course']}/sign-ups"
    people = [{"person": story.id(name), "role": "young_person"}]
    wanted = {"family": gathering.family(story, name), "people": people}
    return gathering.sent(story, mine, path, wanted, f"{name} to be known, and to sign up")


def it_is_not_over_before_they_have_shown_it(story: Journey) -> None:
    mornings = story.known["mornings"]
    story.days_pass(gathering.until_day(story, gathering.at(mornings[-1]["ends_at"])))
    came(story, *mornings)
    no = ends(story, expect=409)
    story.hold((no["code"], no["rule"]) == ("last_meeting_missing", "S3-11"), f"they have not shown it: {no.body}")
    sonny, starts = story.at("activities", "Sonny"), gathering.afternoon(story, days=2)
    activity = story.known["course"].rpartition("/")[2]
    showing = gathering.meets(sonny, activity, "showing", starts, venue_id=story.known["venue"])
    story.hold(len(showing["participants"]) == 5, f"all of them are there: {showing.body}")
    story.days_pass(3)
    came(story, showing.body)
    success = {"family": gathering.family(story, "Zara"), "word": "showed_what_was_learned"}
    story.at("activities", "Sonny").post(f"/meetings/{showing['id']}/successes", success)
    story.hold(ends(story)["state"] == "ended", "now it is completed")


def came(story: Journey, *meetings: Any) -> None:
    """Everybody with a place was there."""
    everybody = [story.id(name) for name in (*YOUNG[:3], "Rikke")]
    sonny = story.at("activities", "Sonny")
    entries = []
    for each in meetings:
        expected = {one["person"] for one in sonny.get(f"/meetings/{each['id']}")["participants"]}
        there = [person for person in everybody if person in expected]
        entries.append(gathering.came(each["id"], gathering.at(each["ends_at"]), *there))
    got = gathering.outcomes(sonny.post("/attendance", {"entries": entries}))
    story.hold(set(got) == {"recorded"}, f"it is written down: {got}")


def ends(story: Journey, *, expect: int | None = None) -> Reply:
    sonny, path = story.at("activities", "Sonny"), story.known["course"]
    return sonny.post(f"{path}/ending", {"reason": "completed"}, version=sonny.get(path).version, expect=expect)


def somebody_asks_how_it_goes_afterwards(story: Journey) -> None:
    """Two weeks and two months later, as the programme promises; the first time is kept."""
    sonny, days = story.at("activities", "Sonny"), story.terms.courses[COURSE].follow_up_days
    promises = promised(story)
    story.hold([each["state"] for each in promises] == ["open"] * len(days), f"it is promised: {promises}")
    due = gathering.at(f"{promises[0]['due_on']}T12:00:00+01:00")
    starts = gathering.afternoon(story, days=(due - story.house.now()).days)
    people = [{"person": story.id(name), "role": "young_person"} for name in YOUNG[:3]]
    people.append({"person": story.id("Sonny"), "role": "coordinator"})
    activity = story.known["course"].rpartition("/")[2]
    meeting = gathering.meets(
        sonny, activity, FOLLOWING, starts, minutes=60, participants=people, place="I værkstedets kantine"
    )
    story.days_pass(gathering.until_day(story, gathering.at(meeting["ends_at"])))
    came(story, meeting.body)
    states = [each["state"] for each in promised(story)]
    story.hold(states == ["kept", *["open"] * (len(days) - 1)], f"the first promise is kept: {states}")


def promised(story: Journey) -> list[dict[str, Any]]:
    """What is promised after this course, the next first."""
    found = story.at("activities", "Sonny").get("/promises", rhythm="after_the_trade", limit="100")["items"]
    mine = [each for each in found if each["activity_id"] == story.known["course"].rpartition("/")[2]]
    return sorted(mine, key=lambda each: each["due_on"])


def last_promise_is_forgotten_and_said(story: Journey) -> None:
    """Nobody asks the second time, and everybody can see it."""
    last = gathering.at(f"{promised(story)[-1]['due_on']}T12:00:00+01:00")
    story.days_pass((last - story.house.now()).days + 10)
    missed = lambda: [each["state"] for each in promised(story)][-1] == "missed"  # noqa: E731
    story.until(missed, "the promise that nobody kept to be said")
