"""Young people of the area plan: a coach with a caseload, and a small group that tries a trade with a role model.

Rows S3-07, S3-08 (the coach), S3-10, S3-11 (role models, small groups).
"""

from tests.client import Reply
from tests.journeys import volunteering
from tests.journeys.journey import Journey, born
from tests.journeys.people import Person

OURS = "netvaerkssekretariatet"
YOUNG = ("Zara", "Yusuf", "Mia", "Elias")
SLOT = "tue_evening"
TRADE = {"kind": "role_model", "topics": ["job"], "languages": ["da"], "slots": [SLOT]}
COACHING = {"kind": "coaching", "topics": ["job"], "languages": ["da"], "slots": [SLOT]}


def people() -> list[Person]:
    return [
        Person("Mads", "matcher", organisation=OURS),
        Person("Malene", "matcher", organisation=OURS),
        Person("Karl", "volunteer", organisation=OURS, born=born(41), email="karl@frivillig.example"),
        Person("Rikke", "volunteer", organisation=OURS, born=born(35), email="rikke@frivillig.example"),
        *(Person(name, "family", organisation=OURS, born=born(19 + place)) for place, name in enumerate(YOUNG)),
    ]


def a_coach_and_a_role_model_come_in(story: Journey) -> None:
    free = {"slots": [SLOT], "topics": ["job"]}
    many = story.at("matching", "Karl")
    story.hold(story.terms.volunteer_kinds["coach"].employed, "a coach is an employee")
    coach = volunteering.offers(story, "Karl", ["coach"], capacity=1, **free)
    model = volunteering.offers(story, "Rikke", ["role_model"], capacity=3, **free)
    for name, offer in (("Karl", coach), ("Rikke", model)):
        story.hold("children_certificate" not in volunteering.steps(offer), "who meets no children needs none")
        shown = volunteering.passes(story, "Mads", name, *volunteering.steps(offer))
        story.hold(not shown["missing"], f"{name} may be matched")
    story.hold(many.get(f"/volunteers/{story.id('Karl')}", purpose="own_overview")["capacity"] == 1, "one at a time")


def four_young_people_join(story: Journey) -> None:
    story.known["coaching"], story.known["trade"], story.known["paths"] = {}, {}, {}
    for name in YOUNG:
        story.asks(name)
        story.enrols(name, {name: "young_person"})
        story.joins([name])
        for purpose in ("coaching", "one_to_one"):
            story.consents(name, purpose)
        story.known["paths"][name] = story.path
    for name in YOUNG[:2]:
        story.path = story.known["paths"][name]
        story.known["coaching"][name] = volunteering.wants(story, name, COACHING)


def a_coach_has_room_for_one_and_it_is_seen(story: Journey) -> None:
    mads = story.at("matching", "Mads")
    seen = mads.get("/caseloads", programme=story.programme)
    [coach] = seen["coaches"]
    story.hold((coach["at_most"], coach["free"], seen["number"]) == (1, 1, 2), f"one place, and two wait: {seen}")
    story.hold(all(each["realistic"] for each in seen["waiting"]), "for both the match would be realistic")
    run = mads.post("/runs", {"programme": story.programme})
    [proposal], [alone] = run["proposals"], run["unmatched"]
    story.hold([each["code"] for each in alone["blocked_by"]] == ["others_waited_longer"], f"and it says why: {alone}")
    first = next(name for name, need in story.known["coaching"].items() if need == proposal["need"])
    matched = volunteering.answers(story, proposal["id"], "Mads", "Malene", first, "Karl")
    story.hold(bool(matched["match"]), "four yeses make it a match")
    [coach] = mads.get("/caseloads", programme=story.programme)["coaches"]
    story.hold((coach["followed"], coach["free"]) == (1, 0), f"his caseload is full: {coach}")


def a_small_group_tries_a_trade(story: Journey) -> None:
    mads, wanted = story.at("matching", "Mads"), {"programme": story.programme, "kind": "role_model"}
    for name in YOUNG:
        story.path = story.known["paths"][name]
        story.known["trade"][story.by(name).post(f"{story.path}/needs", TRADE)["id"]] = name
    waits = lambda: len(members(mads.post("/trials", {**wanted, "dry": True}))) == 4  # noqa: E731
    story.until(waits, "matching to hear of all four")
    found = mads.post("/trials", wanted)
    [group], [left] = found["groups"], found["left"]
    story.hold((len(group["members"]), group["topic"], group["slot"]) == (3, "job", SLOT), f"three together: {group}")
    story.hold((left["change"], bool(left["would_change"]["da"])) == ("place", True), f"and what would help: {left}")
    for member in group["members"]:
        name = story.known["trade"][member["need"]]
        volunteering.answers(story, member["proposal"], "Mads", "Malene", name, "Rikke")
    seen = story.at("matching", "Rikke").get(f"/trials/{group['id']}")
    story.hold(seen["state"] == "started", "when all three have said yes it begins")


def members(found: Reply) -> list[object]:
    return [*found["left"], *(each for group in found["groups"] for each in group["members"])]
