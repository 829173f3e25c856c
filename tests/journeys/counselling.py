"""Open counselling every week, through a summer: whoever likes comes by, nobody is written down, and it is kept.

The schools' break counts against nobody; the one time it is called off without need is said. Row S4-12.
"""

from datetime import date, timedelta
from typing import Any

from tests.journeys import gathering
from tests.journeys.journey import Journey, born
from tests.journeys.people import Person

OURS, KIND, RHYTHM = "boligsocialt-hus", "open_counselling", "open_counselling"
WEEKS_BEFORE, WEEKS_AFTER = 3, 2
MONDAY, WEEK = 0, timedelta(days=7)


def people() -> list[Person]:
    return [
        Person("Bente", "coordinator", organisation=OURS),
        Person("Amina", "family", organisation=OURS, born=born(34), email="amina@familie.example"),
        Person("Ali", "family", organisation=OURS, born=born(9)),
    ]


def it_is_every_monday_but_not_in_the_summer_break(story: Journey) -> None:
    bente = story.at("activities", "Bente")
    first, last = summer(story)
    begins = first - WEEK * WEEKS_BEFORE
    begins += timedelta(days=(MONDAY - begins.weekday()) % 7)
    ends = last + WEEK * WEEKS_AFTER
    story.known["counselling"] = gathering.opens(bente, story, kind=KIND)
    venue = bente.post("/venues", {"name": "Rådgivningen", "address": "Torvet 1"})["id"]
    series = {"rule": f"FREQ=WEEKLY;UNTIL={ends:%Y%m%d}", "first_on": begins.isoformat(), "starts": "13:00"}
    path = f"/activities/{story.known['counselling']}/series"
    made = bente.post(path, {**series, "venue_id": venue})
    held = [date.fromisoformat(each["on"]) for each in made["meetings"]]
    story.hold(not [day for day in held if first <= day <= last], f"nobody is there in the break: {held}")
    why = {each["name"]["da"] for each in made["skipped"] if each["why"] == "break"}
    story.hold(why == {"sommerferie"}, f"and it says why: {why}")
    story.known |= {"mondays": made["meetings"], "break": (first, last)}


def summer(story: Journey) -> tuple[date, date]:
    """The next summer break of the schools that is far enough ahead."""
    today = story.house.now().date()
    for year in (today.year, today.year + 1):
        known = story.at("activities", "Bente").get(f"/school-breaks/{story.municipality}/{year}")["breaks"]
        [found] = [each for each in known if each["name"] == "summer"]
        first, last = date.fromisoformat(found["first_on"]), date.fromisoformat(found["last_on"])
        if first - WEEK * (WEEKS_BEFORE + 1) > today:
            break
    return first, last


def nobody_signs_up(story: Journey) -> None:
    gathering.joins(story, "Amina", "Ali", by="Bente")
    path, asked = f"/activities/{story.known['counselling']}/sign-ups", gathering.party(story, "Amina")
    amina = story.at("activities", "Amina")
    no = amina.post(path, asked, expect=409)
    story.hold(no["code"] == "nobody_signs_up", f"she is welcome to just come: {no.body}")


def those_who_come_are_a_number(story: Journey) -> None:
    """Before the break: two Mondays are held and counted, and one is called off without need."""
    first, last = story.known["break"]
    before = [each for each in story.known["mondays"] if date.fromisoformat(each["on"]) < first]
    story.days_pass(gathering.until_day(story, gathering.at(before[0]["ends_at"])))
    bente = story.at("activities", "Bente")
    named = {**counted(before[0], 4), "came": [story.id("Amina")]}
    got = gathering.outcomes(bente.post("/attendance", {"entries": [named, counted(before[0], 4)]}))
    story.hold(got[0] not in ("recorded", "already") and got[1] == "recorded", f"nobody is written down: {got}")
    bente.post(f"/meetings/{before[1]['id']}/calling-off", {"reason": "staff_ill"})
    story.known["missed"] = before[1]["on"]
    after = [each for each in story.known["mondays"] if date.fromisoformat(each["on"]) > last]
    story.days_pass(gathering.until_day(story, gathering.at(after[0]["ends_at"])))
    late = [counted(before[2], 0), counted(after[0], 7)]
    got = gathering.outcomes(story.at("activities", "Bente").post("/attendance", {"entries": late}))
    story.hold(got == ["recorded"] * 2, f"also when nobody came it was open, and a list can be late: {got}")
    story.known |= {"kept": [before[0]["on"], before[2]["on"], after[0]["on"]]}


def counted(meeting: dict[str, Any], number: int) -> dict[str, Any]:
    return gathering.came(meeting["id"], gathering.at(meeting["ends_at"]), number=number)


def what_was_promised_is_said(story: Journey) -> None:
    first, last = story.known["break"]
    settled = lambda: state(story, story.known["missed"]) == "missed"  # noqa: E731
    story.until(settled, "the week without counselling to be said")
    states = {on: state(story, on) for on in story.known["kept"]}
    story.hold(set(states.values()) == {"kept"}, f"the others are kept, the late one as well: {states}")
    monday = first + timedelta(days=(MONDAY - first.weekday()) % 7)
    whole = [monday + WEEK * number for number in range((last - monday).days // 7 + 1)]
    resting = {day.isoformat(): state(story, day.isoformat()) for day in whole if day + timedelta(days=6) <= last}
    story.hold(len(resting) >= 5 and set(resting.values()) == {"waived"}, f"the break counts for nothing: {resting}")


def state(story: Journey, on: str) -> str | None:
    """What became of the promise for the week of a day."""
    found = story.at("activities", "Bente").get("/promises", rhythm=RHYTHM, limit="200")["items"]
    return next((each["state"] for each in found if each["first_on"] <= on <= each["last_on"]), None)


def the_figures_have_no_names(story: Journey) -> None:
    sheet = story.at("activities", "Bente").get(f"/meetings/{story.known['mondays'][0]['id']}/attendance")
    people = [each["role"] for each in sheet["participants"]]
    story.hold((sheet["number"], people) == (4, ["coordinator"]), f"four came, whoever they were: {sheet.body}")
