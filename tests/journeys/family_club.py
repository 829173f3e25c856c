"""Half a year in a family club: nine families, four or five volunteers, three hours every second week.

The club is another organisation's own inside the programme: it has a house of its own, and hears of a family only what
the family lets it. Rows S4-07 (family clubs), S4-21 (volunteers are vetted), S0-24 (consents).
"""

from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.client import Client
from tests.house import House
from tests.journeys import gathering
from tests.journeys.gathering import COPENHAGEN
from tests.journeys.journey import Journey, born
from tests.journeys.people import Person
from tests.journeys.telling import Telling

OURS, CLUB = "boligsocialt-hus", "hele-danmarks-familieklub"
COURSE, KIND, EVENINGS = "family_club", "family_club_evening", 12
VOLUNTEERS = ("Vibeke", "Ulla", "Nora", "Poul", "Lone")
GUARDIANS = ("Amina", "Birthe", "Cengiz", "Dorthe", "Esra", "Fadi", "Grethe", "Hodan", "Iben", "Jamal")
LAST, STRANGER = GUARDIANS[-1], "Karim"


def child_of(guardian: str) -> str:
    return f"{guardian} den yngre"


def people() -> list[Person]:
    return [
        Person("Bente", "coordinator", organisation=OURS),
        Person("Hanne", "coordinator", organisation=CLUB),
        Person("Kim", "organisation_admin", organisation=CLUB),
        Person("Mads", "matcher", organisation=CLUB),
        *(
            Person(name, "volunteer", organisation=CLUB, born=born(50), email=f"{name}@frivillig.example")
            for name in VOLUNTEERS
        ),
        *(Person(name, "family", organisation=OURS, born=born(35)) for name in (*GUARDIANS, STRANGER)),
        *(Person(child_of(name), "family", organisation=OURS, born=born(9)) for name in (*GUARDIANS, STRANGER)),
    ]


class Club(Telling):
    """The same story, in the house of the club: it listens to the enrollment of those whose programme it is."""

    def __init__(self, story: Journey, folder: Path) -> None:
        owner = story.house
        house = House(
            folder,
            organisation=CLUB,
            services=("matching", "activities"),
            broker_url=owner.broker_url,
            keys=owner.keys,
            settings={"owners": {"enrollment": owner.organisation}},
        )
        house.days_ahead = owner.days_ahead
        super().__init__(house.start(), lambda _: None, story.people)
        self.programme, self.area, self.municipality = story.programme, story.area, story.municipality
        self.known = story.known

    def id(self, name: str) -> str:
        return str(self[name].id)

    def there(self, name: str) -> Client:
        """Somebody at the club's activities."""
        return self.at("activities", name)


def only_the_club_runs_the_club(story: Journey, club: Club) -> None:
    wanted = {"programme": story.programme, "course": COURSE, "area": story.area}
    no = story.at("activities", "Bente").post("/activities", wanted, expect=403)
    story.hold((no["code"], no["rule"]) == ("run_by_another", "S4-07"), f"it is the club's own: {no.body}")
    opened = club.there("Hanne").post("/activities", wanted)
    story.hold((opened["room_for"], opened["unit"]) == (9, "families"), f"nine families: {opened.body}")
    story.known["club"] = f"/activities/{opened['id']}"
    seen = club.there("Bente").get(story.known["club"])
    story.hold((seen["organisation"], seen["responsible"]) == (CLUB, None), "whose programme it is sees it as well")
    club.there("Bente").post(f"{story.known['club']}/series", evenings(opened["id"], soon(story)), expect=403)


def every_second_week_but_not_in_the_holidays(story: Journey, club: Club) -> None:
    hanne = club.there("Hanne")
    venue = hanne.post("/venues", {"name": "Fælleshuset", "address": "Parken 2", "room_for": 50})["id"]
    wanted = evenings(venue, before_a_break(story, hanne))
    preview = club.at("activities", "Hanne").post(f"{story.known['club']}/series?dry=true", wanted)
    story.hold({each["why"] for each in preview["skipped"]} >= {"break"}, f"days off are passed over: {preview.body}")
    story.hold(preview["minutes"] == 180, "three hours, as the programme says")
    made = hanne.post(f"{story.known['club']}/series", wanted)
    hours = {gathering.at(each["starts_at"]).astimezone(COPENHAGEN).time() for each in made["meetings"]}
    story.hold(hours == {time(16, 30)}, f"half past four, summer and winter: {hours}")
    met, passed = {each["on"] for each in made["meetings"]}, {each["on"] for each in made["skipped"]}
    story.hold(len(met) + len(passed) == EVENINGS and not met & passed, f"every other evening: {made.body}")
    story.known["evenings"] = made["meetings"]


def four_or_five_volunteers_help(story: Journey, club: Club) -> None:
    path = f"{story.known['club']}/volunteers"
    hanne = club.there("Hanne")
    vibeke = club.there("Vibeke").post(path, {}, expect=409)
    story.hold(vibeke["code"] == "volunteer_not_vetted_for", f"nobody comes unvetted: {vibeke.body}")
    story.hold(still_needed(story, club) == 4, "four are needed")
    for name in VOLUNTEERS:
        gathering.helps(club, "Mads", name, "family_club_volunteer")
    for name in VOLUNTEERS[:4]:
        gathering.sent(story, club.there(name), path, {}, f"{name} to be known, and to help")
    story.hold(still_needed(story, club) == 0, "four are there")
    fifth = story.until(lambda: said(club.there("Lone"), path, "volunteers_enough"), "Lone to be known")
    story.hold(bool(fifth), "a fifth does not come by herself")
    hanne.post(path, {"volunteer": club.id("Lone")})


def said(client: Client, path: str, code: str) -> bool:
    return bool(client.call("POST", path, {}, expect=409)["code"] == code)


def still_needed(story: Journey, club: Club) -> int:
    return int(club.there("Hanne").get(f"{story.known['club']}/volunteers-needed")["still_needed"])


def nine_families_come_and_a_tenth_waits(story: Journey, club: Club) -> None:
    gathering.joins(story, STRANGER, child_of(STRANGER), by="Bente")
    path, asked = f"{story.known['club']}/sign-ups", gathering.party(story, STRANGER, child_of(STRANGER))
    no = club.there(STRANGER).post(path, asked, expect=409)
    story.hold(no["code"] == "family_not_taking_part", "the club hears of nobody who has not said so")
    for name in GUARDIANS:
        gathering.joins(story, name, child_of(name), by="Bente", also=[("family_club", CLUB)])
    rows = {name: signed_up(story, club, name) for name in GUARDIANS}
    story.hold([rows[name]["state"] for name in GUARDIANS] == [*["taken"] * 9, "waiting"], "nine have a place")
    last = rows[LAST]
    story.hold((last["number_in_line"], last["places_before"]) == (1, 0), f"first in line: {last}")
    asked = gathering.party(story, LAST, child_of(LAST))
    check = club.there(LAST).get(f"{story.known['club']}/sign-up-check", family=asked["family"], guardian=club.id(LAST))
    codes = {each["code"]: each["text"]["da"] for each in check["reasons"]}
    story.hold("already_signed_up" in codes and all(codes.values()), f"and is told why: {codes}")
    story.known["waiting"] = f"/sign-ups/{last['id']}"


def signed_up(story: Journey, club: Club, name: str) -> dict[str, Any]:
    path, wanted = f"{story.known['club']}/sign-ups", gathering.party(story, name, child_of(name))
    return dict(gathering.sent(story, club.there(name), path, wanted, f"the club to know {name}, who signs up").body)


def one_moves_away_and_the_tenth_is_asked(story: Journey, club: Club) -> None:
    story.path = story.known["paths"]["Esra"]
    story.by("Esra").post(f"{story.path}/leaving", {"reason": "moved_away"})
    jamal, path = club.there(LAST), story.known["waiting"]
    story.until(lambda: jamal.get(path)["state"] == "offered", "the place to be offered to who waited")
    offered = jamal.get(path)
    kept = gathering.at(offered["offered_until"]) - story.house.now()
    story.hold(timedelta(hours=46) < kept <= timedelta(hours=48), f"it is kept for two days: {kept}")
    story.hold(jamal.post(f"{path}/answer", {"answer": "yes"})["state"] == "taken", "and Jamal says yes")
    line = club.there("Hanne").get(f"{story.known['club']}/sign-ups")
    story.hold((line["held"], line["free"], line["waiting"]) == (9, 0, 0), f"the club is full: {line.body}")


def who_came_is_written_down_when_there_is_a_network(story: Journey, club: Club) -> None:
    """Three evenings on one phone; one family stays away three times, another has said so."""
    first = story.known["evenings"][:3]
    club.days_pass(gathering.until_day(club, gathering.at(first[-1]["ends_at"])))
    entries = [entry(club, each, away=("Birthe",), excused=("Cengiz",)) for each in first]
    hanne = club.there("Hanne")
    strange = {**entries[0], "key": str(uuid4()), "came": [str(uuid4())]}
    sent = hanne.post("/attendance", {"entries": [*entries, strange]})
    got = gathering.outcomes(sent)
    story.hold(got[:3] == ["recorded"] * 3 and got[3] not in ("recorded", "already"), f"one no stops no other: {got}")
    again = hanne.post("/attendance", {"entries": entries})
    story.hold(gathering.outcomes(again) == ["already"] * 3, "sent twice it counts once")
    [ask] = hanne.get("/follow-ups", open="true")["items"]
    birthe = gathering.family(story, "Birthe")
    story.hold((ask["family"], ask["times"], ask["reason"]) == (birthe, 3, "absences"), f"ask after Birthe: {ask}")
    hanne.post(f"/follow-ups/{ask['id']}/talk", {"on": club.house.now().astimezone(COPENHAGEN).date().isoformat()})
    story.hold(hanne.get("/follow-ups", open="true")["items"] == [], "and only after her: Cengiz had said so")


def entry(club: Club, evening: dict[str, Any], **not_there: tuple[str, ...]) -> dict[str, Any]:
    """What Hanne's phone has of an evening: who came, who did not, who had said so, and one whom nobody knows."""
    away, excused = not_there.get("away", ()), not_there.get("excused", ())
    there = [name for name in GUARDIANS if name not in (*away, *excused, "Esra")]
    both = lambda names: [club.id(each) for name in names for each in (name, child_of(name))]  # noqa: E731
    ended = gathering.at(evening["ends_at"])
    volunteers = [club.id(name) for name in VOLUNTEERS]
    lists = {"absent": both(away), "excused": both(excused), "unknown_walk_ins": 1}
    return gathering.came(evening["id"], ended, *both(there), *volunteers, **lists)


def the_food_is_paid(story: Journey, club: Club) -> None:
    evening, hanne, vibeke = story.known["evenings"][0], club.there("Hanne"), club.there("Vibeke")
    path = f"/meetings/{evening['id']}/expenses"
    food = {"allowance": "food", "amount": 48_000, "receipt": "117"}
    vibeke.post(path, {**food, "receipt": "4571 1234 5678 9012"}, expect=422)
    within = vibeke.post(path, food)
    beyond = vibeke.post(path, {"allowance": "activity", "amount": 23_550, "receipt": "118"})
    story.hold(hanne.post(f"/expenses/{within['id']}/approval", {})["state"] == "approved", "500 kroner for food")
    no = hanne.post(f"/expenses/{beyond['id']}/approval", {}, expect=409)
    story.hold((no["code"], no["rule"]) == ("over_allowance", "S4-07"), f"200 kroner for what they do: {no.body}")
    yes = hanne.post(f"/expenses/{beyond['id']}/approval", {"reason": "more_people"})
    story.hold(yes["over"] == 3_550, "with a word for why it is paid")
    on = club.house.now().astimezone(COPENHAGEN).date().isoformat()
    for each in (within, beyond):
        club.there("Kim").post(f"/expenses/{each['id']}/reimbursement", {"on": on, "voucher": "2027-14"})
    books = club.there("Kim").call("GET", "/expenses/export", query={"from": on, "until": on}).body
    story.hold("480,00" in books and "235,50" in books, f"it stands in the books: {books}")


def after_half_a_year_the_course_ends(story: Journey, club: Club) -> None:
    hanne, path = club.there("Hanne"), story.known["club"]
    early = hanne.post(f"{path}/ending", {"reason": "completed"}, version=hanne.get(path).version, expect=409)
    story.hold(early["code"] == "meetings_ahead", "not before the last evening")
    rest = story.known["evenings"][3:]
    club.days_pass(gathering.until_day(club, gathering.at(rest[-1]["ends_at"])))
    hanne = club.there("Hanne")
    sent = hanne.post("/attendance", {"entries": [entry(club, each) for each in rest]})
    story.hold(set(gathering.outcomes(sent)) == {"recorded"}, f"all evenings are written down: {sent.body}")
    ended = hanne.post(f"{path}/ending", {"reason": "completed"}, version=hanne.get(path).version)
    story.hold(ended["state"] == "ended", "the course is over")
    states = {each["state"] for each in hanne.get(f"{path}/sign-ups")["sign_ups"]}
    story.hold(states <= {"ended"}, f"and so is every place: {states}")
    food, activity = (sum_of(hanne, path, name) for name in ("food", "activity"))
    met = len(story.known["evenings"])
    story.hold((food["allowed"], activity["allowed"]) == (met * 50_000, met * 20_000), f"what it could cost: {food}")


def what_was_promised_is_kept(story: Journey, club: Club) -> None:
    """Every second week but in the breaks: what rested there counts against nobody."""
    found = club.there("Hanne").get("/promises", rhythm="family_club", limit="100")["items"]
    states = {each["first_on"]: each["state"] for each in found}
    story.hold("kept" in states.values() and "missed" not in states.values(), f"nothing was missed: {states}")


def sum_of(client: Client, path: str, name: str) -> dict[str, Any]:
    return next(each for each in client.get(f"{path}/expenses")["sums"] if each["allowance"] == name)


def evenings(venue: str, first: date) -> dict[str, Any]:
    return {
        "rule": f"FREQ=WEEKLY;INTERVAL=2;COUNT={EVENINGS}",
        "first_on": first.isoformat(),
        "starts": "16:30",
        "venue_id": venue,
        "arranged": ["meal"],
    }


def soon(story: Journey) -> date:
    return (story.house.now() + timedelta(days=14)).date()


def before_a_break(story: Journey, hanne: Client) -> date:
    """A first Tuesday from which every second one comes to lie in the next school break."""
    years = {soon(story).year, soon(story).year + 1}
    known = [hanne.get(f"/school-breaks/{story.municipality}/{year}")["breaks"] for year in sorted(years)]
    breaks = [
        (date.fromisoformat(each["first_on"]), date.fromisoformat(each["last_on"])) for one in known for each in one
    ]
    _, last = next(each for each in breaks if each[0] > soon(story) + timedelta(days=14))
    tuesday = last - timedelta(days=(last.weekday() - 1) % 7)
    while tuesday - timedelta(days=14) >= soon(story):
        tuesday -= timedelta(days=14)
    return tuesday
