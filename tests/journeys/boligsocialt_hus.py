"""BoligSocialt Hus: a child in fourth grade is soon too old for the club; it is taken across with its mother.

Rows S4-22 (the club until fifth grade), S4-23 (bridging concerns users and volunteers), S4-21 (mother and volunteer).
"""

from datetime import date, timedelta

from tests.journeys.ears import Ears
from tests.journeys.journey import OWN, PREPARING, Journey, born, in_grade, today
from tests.journeys.people import Person

OURS = "boligsocialt-hus"
CENTRE = "ungdomscenter-rosengaard"
TRANSITION = "club_to_youth_centre"


def people() -> list[Person]:
    return [
        Person("Bente", "coordinator", organisation=OURS),
        Person("Yusuf", "coordinator", organisation=CENTRE),
        Person("Samira", "family", organisation=OURS, born=born(33)),
        Person("Elias", "family", organisation=OURS, born=in_grade(4)),
    ]


def a_family_of_the_club_joins(story: Journey) -> None:
    story.asks("Samira")
    story.enrols("Bente", {"Samira": "guardian", "Elias": "child"})
    family = story.joins(["Samira"], ["Elias"], heard_by="Bente")
    tracks = {each["track"] for each in family["tracks"]}
    story.hold("club" in tracks, f"Elias may come to the club: {tracks}")


def fifth_grade_is_announced(story: Journey) -> None:
    ahead = story.by("Bente").get("/bridges/upcoming", purpose=PREPARING, months="12")["items"]
    coming = [each for family in ahead if family["id"] in story.path for each in family["coming"]]
    found = [(each["person"], each["due_on"]) for each in coming if each["transition"] == TRANSITION]
    first_of_august = date(story["Elias"].born.year + 6 + 5, 8, 1).isoformat()  # type: ignore[union-attr]
    story.hold(found == [(story.id("Elias"), first_of_august)], f"fifth grade is seen coming: {coming}")
    then = story.by("Samira").get(f"{story.path}/eligibility", purpose=OWN, on=first_of_august)
    (club,) = (each for each in then["tracks"] if each["track"] == "club")
    story.hold([no["row"] for no in club["objections"]] == ["S4-22"], f"and then the club is over: {club}")


def the_bridge_is_agreed_by_all_who_are_asked(story: Journey, ears: Ears) -> None:
    bente, samira = story.by("Bente"), story.by("Samira")
    story.consents("Samira", "bridging")
    story.consents("Samira", "bridging", CENTRE)
    fatma = Person("Fatma", "volunteer", organisation=OURS)  # another child's mother, who helps at the club
    guests = {story.id("Elias"): "child", story.id("Samira"): "guardian", str(fatma.id): "parent_volunteer"}
    wanted = {
        "transition": TRANSITION,
        "person": story.id("Elias"),
        "wanted_by": (today() + timedelta(days=200)).isoformat(),
        "invited": [{"person": person, "role": role} for person, role in guests.items()],
    }
    bridge = bente.post(f"{story.path}/bridges", wanted)
    path = f"/bridges/{bridge['id']}"
    story.hold(set(bridge["waiting_for"]) == {story.id("Samira"), story.id("Elias")}, "both have yet to say yes")
    samira.post(f"{path}/agreement", {"person": story.id("Samira")})
    story.hold(ears.listen(story.correlation_id)[-1][0] != "bridge.agreed.v1", "not before Elias has said it")
    agreed = bente.post(f"{path}/agreement", {"person": story.id("Elias")})
    story.hold(agreed["state"] == "agreed", "he says yes to Bente")
    story.until(lambda: told(story, ears), "the youth centre to hear of it")
    story.known["bridge"] = path


def told(story: Journey, ears: Ears) -> bool:
    return "bridge.agreed.v1" in [type for type, _ in ears.listen(story.correlation_id)]


def they_go_across_and_he_lands(story: Journey) -> None:
    bente, samira = story.by("Bente"), story.by("Samira")
    path = story.known["bridge"]
    days = story.terms.transitions[TRANSITION].landed_after_days
    crossed = bente.post(f"{path}/crossing", {"on": (today() - timedelta(days=days)).isoformat()})
    story.hold(crossed["ask_on"] == today().isoformat(), "three months later somebody asks")
    due = bente.get("/bridges/due", purpose="follow_up")["items"]
    story.hold([each["id"] for each in due] == [crossed["id"]], "it stands on the list of today")
    landed = samira.post(f"{path}/landing", {"landed": True})
    story.hold(landed["state"] == "landed", "he has landed")
    seen = samira.get(f"{story.path}/bridges", purpose=OWN)["items"]
    story.hold([each["landed"] for each in seen] == [True], "and the family sees it")
