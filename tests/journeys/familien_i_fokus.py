"""Familien i fokus: a partner invites, the family network comes first, and a volunteer helps with e-Boks.

Rows S2-20 (partners invite), S2-11 (the other tracks are reached through the networks), S2-12 (topics).
"""

from datetime import timedelta

from tests.journeys.journey import ADMIN, SURNAME, Journey, born, today
from tests.journeys.people import Person

SLOTS = ["tue_day", "thu_evening"]
NEED = {"kind": "network_person", "topics": ["digital_platforms"], "slots": SLOTS}


def people() -> list[Person]:
    return [
        Person("Hanne", "professional", organisation="haderslev"),
        Person("Birthe", "coordinator", organisation="roede-kors"),
        Person("Malte", "matcher", organisation="roede-kors"),
        Person("Mette", "matcher", organisation="roede-kors"),
        Person("Vera", "volunteer", organisation="roede-kors", born=born(46), email="vera@frivillig.example"),
        Person("Leyla", "family", organisation="roede-kors", born=born(37)),
        Person("Omar", "family", organisation="roede-kors", born=born(39)),
        Person("Noor", "family", organisation="roede-kors", born=born(9)),
    ]


def a_partner_invites(story: Journey) -> None:
    told = {"programme": story.programme, "area": story.area, "told": "family", "handed": "invitation"}
    invitation = story.by("Hanne").post("/informations", told)
    asked = story.asks("Leyla", code=invitation["code"])
    story.hold(asked["contact_route"] == "partner_invites", "the family comes on the partner's invitation")


def a_network_person_is_not_the_first_thing(story: Journey) -> None:
    """Asked without saying who it is about, and again by the family that has not joined yet."""
    ages = [{"kind": "guardian", "age": 37}, {"kind": "child", "age": 9}]
    home = {"area": story.area, "municipality": story.municipality}
    asked = story.by("Hanne").post("/eligibility", {"programme": story.programme, "ages": ages, "fits": True, **home})
    tracks = {each["track"]: [no["row"] for no in each["objections"]] for each in asked["tracks"]}
    story.hold(tracks == {"family_networks": [], "network_persons": ["S2-11"], "mentors": ["S2-11"]}, f"{tracks}")


def everybody_says_yes(story: Journey) -> None:
    story.enrols("Birthe", {"Leyla": "guardian", "Omar": "guardian", "Noor": "child"})
    early = story.by("Leyla").post(f"{story.path}/needs", NEED, expect=409)
    story.hold(early["code"] == "not_taking_part", "before they take part there is nothing to help with")
    family = story.joins(["Leyla", "Omar"], ["Noor"], heard_by="Birthe")
    story.hold([each["track"] for each in family["tracks"]] == ["family_networks"], "they begin in the network")
    by_name = story.by("Leyla").post(f"{story.path}/tracks", {"track": "network_persons"}, expect=409)
    story.hold(by_name["code"] == "track_by_need", "a network person comes with a need")
    for name in ("Leyla", "Omar"):
        story.consents(name, "one_to_one")


def a_need_with_e_boks_finds_a_volunteer(story: Journey) -> None:
    leyla, vera, malte = story.by("Leyla"), story.at("matching", "Vera"), story.at("matching", "Malte")
    volunteer = {
        "programme": story.programme,
        "kinds": ["network_person"],
        "name": f"Vera {SURNAME}",
        "email": story["Vera"].email,
        "born": story["Vera"].born.isoformat(),  # type: ignore[union-attr]
        "languages": ["da"],
        "area": story.area,
        "municipality": story.municipality,
        "slots": SLOTS,
        "topics": ["digital_platforms", "economy"],
        "contributions": ["overview"],
        "capacity": 1,
    }
    done = (today() - timedelta(days=2)).isoformat()
    for step in vera.post("/volunteers", volunteer)["missing"]:
        passed = {"step": step["step"], "outcome": "passed", "on": done}
        malte.post(f"/volunteers/{story.id('Vera')}/vettings", passed)
    need = leyla.post(f"{story.path}/needs", NEED)
    proposal = story.until(lambda: proposed(story, need["id"]), "a proposal for the need")
    for name in ("Malte", "Mette", "Leyla", "Omar", "Vera"):
        answered = story.at("matching", name).post(f"/proposals/{proposal['id']}/answers", {"answer": "yes"})
    story.hold(bool(answered["match"]), "five yeses make a match")
    matched = lambda: [each["state"] for each in story.sees("Leyla")["needs"]] == ["matched"]  # noqa: E731
    story.until(matched, "the family to see it")
    story.until(lambda: story.figure("matches_running") == 1, "reporting to count it")


def proposed(story: Journey, need: str) -> object:
    run = story.at("matching", "Malte").post("/runs", {"programme": story.programme})
    return next((each for each in run["proposals"] if each["need"] == need), None)


def units_stay_apart(story: Journey) -> None:
    """S2-24: persons, families, family members and networks are counted each by themselves."""
    figures = story.at("reporting", ADMIN).get("/figures", programme=story.programme)["figures"]
    units = {name: figures[name]["unit"] for name in ("families_taking_part", "matches_running")}
    story.hold(
        units == {"families_taking_part": "families", "matches_running": "matches"}, f"units stay apart: {units}"
    )
