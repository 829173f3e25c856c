"""The club's fifth-graders are taken across to the youth centre: children, mothers and those who help, all together.

Rows S4-21 (a mother who is a volunteer, vetted like every other), S4-22 (the club until fifth grade, then the youth
centre), S4-23 (bridging concerns users and volunteers), S4-17, S4-18 (it is planned with those it is for).
"""

from datetime import timedelta
from typing import Any

from tests.client import Reply
from tests.journeys import gathering
from tests.journeys.journey import OWN, Journey, born, in_grade, today
from tests.journeys.people import Person

OURS, CENTRE = "boligsocialt-hus", "ungdomscenter-rosengaard"
TRANSITION, KIND = "club_to_youth_centre", "bridge_visit"
FAMILIES = {"Samira": "Elias", "Dorte": "Freja", "Fatma": "Ibrahim"}


def people() -> list[Person]:
    fatma = Person("Fatma", "family", organisation=OURS, born=born(38))
    return [
        Person("Bente", "coordinator", organisation=OURS),
        Person("Mads", "matcher", organisation=OURS),
        Person("Yasmin", "professional", organisation=CENTRE),
        fatma,
        # The same woman: a mother of the club, and one of those who run it.
        Person("Fatma of the club", "volunteer", OURS, fatma.born, "fatma@frivillig.example", fatma.id),
        *(Person(name, "family", organisation=OURS, born=born(36)) for name in FAMILIES if name != "Fatma"),
        *(Person(name, "family", organisation=OURS, born=in_grade(4)) for name in FAMILIES.values()),
    ]


def three_families_are_soon_too_old_for_the_club(story: Journey) -> None:
    story.known["bridges"] = {}
    for mother, child in FAMILIES.items():
        gathering.joins(story, mother, child, by="Bente", also=[("bridging",), ("bridging", CENTRE)])
        story.known["bridges"][mother] = a_bridge(story, mother, child)
    gathering.helps(story, "Mads", "Fatma of the club", "club_volunteer")


def a_bridge(story: Journey, mother: str, child: str) -> str:
    """Mother and child say yes to going across, and Fatma of the club is invited along. # S4-23"""
    guests = {story.id(child): "child", story.id(mother): "guardian", story.id("Fatma"): "parent_volunteer"}
    wanted = {
        "transition": TRANSITION,
        "person": story.id(child),
        "wanted_by": (today() + timedelta(days=200)).isoformat(),
        "invited": [{"person": person, "role": role} for person, role in guests.items()],
    }
    path = f"/bridges/{story.by('Bente').post(f'{story.path}/bridges', wanted)['id']}"
    story.by(mother).post(f"{path}/agreement", {"person": story.id(mother)})
    agreed = story.by("Bente").post(f"{path}/agreement", {"person": story.id(child)})
    story.hold(agreed["state"] == "agreed", f"{mother} and {child} would like to: {agreed.body}")
    return path


def the_visit_is_planned_with_them(story: Journey) -> None:
    bente = story.at("activities", "Bente")
    wanted = {"programme": story.programme, "course": "bridging", "kind": KIND, "area": story.area}
    no = bente.post("/activities", wanted, expect=409)
    story.hold(no["code"] == "not_planned_together", f"nobody plans it alone: {no.body}")
    planned = bente.post("/activities", {**wanted, "sign_up": False, "topics": ["leisure"]})
    path = f"/activities/{planned['id']}"
    said = {"area": story.area, "topics": ["leisure"], "planned_with": len(FAMILIES)}
    ready = bente.put(path, said, version=planned.version)
    opened = bente.post(f"{path}/opening", version=ready.version)
    story.hold(opened["state"] == "open", "planned with three families, it is open")
    starts = gathering.afternoon(story, days=9, hour=15)
    visit = gathering.meets(bente, planned["id"], KIND, starts, place="Ungdomscentret")
    story.hold("professional" in visit["missing"], f"somebody from there must come: {visit['missing']}")
    story.known |= {"visit": path, "meeting": visit["id"], "ends": starts + timedelta(hours=2)}


def users_and_volunteers_sign_up_and_a_professional_says_yes(story: Journey) -> None:
    for mother, child in FAMILIES.items():
        signs_up(story, mother, child)
    path = f"{story.known['visit']}/volunteers"
    fatma = story.at("activities", "Fatma of the club")
    helps = gathering.sent(story, fatma, path, {}, "Fatma to be known as vetted, and to help")
    story.hold(helps["role"] == "volunteer", "and once more as one who helps")
    asked = story.at("activities", "Bente").post(
        f"{story.known['visit']}/invitations", {"professional": story.id("Yasmin")}
    )
    yasmin = story.at("activities", "Yasmin")
    story.hold(asked["state"] == "offered", "a chair is kept for Yasmin")
    yasmin.post(f"/sign-ups/{asked['id']}/answer", {"answer": "yes"})
    seen = story.at("activities", "Bente").get(f"/meetings/{story.known['meeting']}")
    roles = sorted(each["role"] for each in seen["participants"])
    expected = [*["child"] * 3, "coordinator", *["guardian"] * 2, "professional", "volunteer"]
    story.hold(roles == expected, f"users, volunteers and the centre go together: {roles}")
    story.hold(seen["missing"] == ["transport"], f"only the bus is missing: {seen['missing']}")
    bus = {"arranged": ["transport"]}
    arranged = story.at("activities", "Bente").put(f"/meetings/{seen['id']}/arrangements", bus, version=seen.version)
    story.hold(arranged["missing"] == [], "and now there is one")


def signs_up(story: Journey, mother: str, child: str) -> None:
    """Fatma comes as a volunteer; her son comes as one of the fifth-graders. # S4-21"""
    mine, path = story.at("activities", mother), f"{story.known['visit']}/sign-ups"
    wanted = gathering.party(story, mother, child, alone=mother == "Fatma")
    row = gathering.sent(story, mine, path, wanted, f"{mother} to be known, and to sign up")
    story.hold(row["state"] == "taken", f"{child} goes along: {row.body}")


def they_go_across_and_it_is_noted(story: Journey) -> None:
    story.days_pass(gathering.until_day(story, story.known["ends"]))
    bente = story.at("activities", "Bente")
    expected = [each["person"] for each in bente.get(f"/meetings/{story.known['meeting']}")["participants"]]
    away = story.id("Freja")
    there = [person for person in expected if person != away]
    entry = gathering.came(story.known["meeting"], story.known["ends"], *there, excused=[away])
    got = gathering.outcomes(bente.post("/attendance", {"entries": [entry]}))
    story.hold(got == ["recorded"], f"it is written down once they are back: {got}")
    success = {"family": gathering.family(story, "Samira"), "word": "tried_something_new"}
    bente.post(f"/meetings/{story.known['meeting']}/successes", success)
    story.path = story.known["paths"]["Samira"]
    noted = lambda: "tried_something_new" in str(plan(story).body)  # noqa: E731
    story.until(noted, "the small success to be in the family's own plan")


def plan(story: Journey) -> Reply:
    return story.by("Samira").get(f"{story.path}/plan", purpose=OWN)


def each_crosses_by_their_own_bridge(story: Journey) -> None:
    """Elias and Ibrahim have been across; Freja goes another day, and nobody counts it against her."""
    bente, on = story.by("Bente"), story.known["ends"].date().isoformat()
    for mother in ("Samira", "Fatma"):
        crossed = bente.post(f"{story.known['bridges'][mother]}/crossing", {"on": on})
        story.hold(bool(crossed["ask_on"]), "three months later somebody asks how it went")
    story.hold(open_follow_ups(story) == [], "Freja had said that she would not come")


def open_follow_ups(story: Journey) -> list[dict[str, Any]]:
    freja = gathering.family(story, "Dorte")
    found = story.at("activities", "Bente").get("/follow-ups", open="true")["items"]
    return [each for each in found if each["family"] == freja]
