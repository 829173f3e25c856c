"""The area plan: first a number in the street, then a young person with a code and a plan of her own.

Rows S3-05 (outreach), S3-06 and S3-08 (18 to 25), S3-09 and S3-16 (goals, sub-goals, small successes), S3-15 (family
guide), S3-17 (follow-up after a course).
"""

from datetime import date, timedelta
from typing import Any

from tests.journeys.ears import Ears
from tests.journeys.journey import OWN, PREPARING, Journey, born, today
from tests.journeys.people import Person

OURS = "netvaerkssekretariatet"


def people() -> list[Person]:
    return [
        Person("Sonny", "coordinator", organisation=OURS),
        Person("Gitte", "coordinator", organisation=OURS),
        Person("Kalle", "coordinator", organisation="kommunen"),
        Person("Zara", "family", organisation=OURS, born=born(19)),
        Person("Tove", "family", organisation=OURS, born=born(44)),
        Person("Villy", "family", organisation=OURS, born=born(11)),
    ]


def those_met_in_the_street_are_a_number(story: Journey, ears: Ears) -> None:
    round_ = {
        "programme": story.programme,
        "kind": "street",
        "area": story.area,
        "on": today().isoformat(),
        "part_of_day": "evening",
        "people": 4,
    }
    sonny = story.by("Sonny")
    named = sonny.post("/outreach", {**round_, "name": "Zara"}, expect=422)
    story.hold("Zara" not in str(named.body), "there is no place for who it was")
    sonny.post("/outreach", round_)
    story.until(lambda: "outreach.counted.v1" in types(story, ears), "the count to be told inside the house")


def types(story: Journey, ears: Ears) -> list[str]:
    return [type for type, _ in ears.listen(story.correlation_id)]


def a_young_person_comes_by_a_code_of_their_own(story: Journey) -> None:
    told = {"programme": story.programme, "area": story.area, "told": "family", "handed": "invitation"}
    invitation = story.by("Sonny").post("/informations", {**told, "contact_route": "outreach"})
    asked = story.asks("Zara", code=invitation["code"])
    story.hold(asked["contact_route"] == "outreach", "from now on, and by her own wish, she has a name here")
    story.enrols("Zara", {"Zara": "young_person"})
    story.joins(["Zara"])
    seen = story.by("Zara").get(f"{story.path}/eligibility", purpose=OWN)
    open_now = {each["track"] for each in seen["tracks"] if each["eligible"]}
    story.hold("coaching" in open_now, "at nineteen the coach can be hers")
    story.hold("family_guidance" not in open_now, "and the family guide is for families with children")


def the_goal_is_broken_into_small_successes(story: Journey) -> None:
    zara = story.by("Zara")
    goals = f"{story.path}/goals"
    goal = added(zara.post(goals, {"title": "En læreplads som elektriker"}), "goals")
    under = {"title": "Besøge tre firmaer", "under": goal["id"]}
    sub_goal = added(added(zara.post(goals, under), "goals"), "sub_goals")
    plan = zara.post(goals, {"title": "Jeg ringede selv", "under": sub_goal["id"]})
    success = added(added(added(plan, "goals"), "sub_goals"), "small_successes")
    plan = zara.post(f"/goals/{success['id']}/reaching")
    progress = added(added(plan, "goals"), "sub_goals")["progress"]
    story.hold(progress == {"reached": 1, "of": 1}, f"it counts on the way: {progress}")
    story.known["goal"] = goal["id"]


def added(thing: Any, part: str) -> Any:
    return thing[part][-1]


def she_decides_who_sees_it(story: Journey, ears: Ears) -> None:
    zara, kalle = story.by("Zara"), story.by("Kalle")
    kalle.get(f"{story.path}/plan", purpose=PREPARING, expect=404)
    story.consents("Zara", "family_plan", "kommunen")
    consent = story.consent("Zara", "family_plan", "kommunen")
    story.hold(kalle.get(f"{story.path}/plan", purpose=PREPARING)["goals"] == [], "a consent alone shows nothing")
    plan = zara.get(f"{story.path}/plan", purpose=OWN)
    zara.put(f"/goals/{story.known['goal']}/seen-by", {"seen_by": ["kommunen"]}, version=plan.version)
    shown = kalle.get(f"{story.path}/plan", purpose=PREPARING)["goals"]
    story.hold([each["id"] for each in shown] == [story.known["goal"]], "he sees the goal she shows him")
    story.hold(shown[0]["sub_goals"] == [], "and nothing under it")
    zara.post(f"/goals/{story.known['goal']}/reaching")
    story.until(lambda: "goal.reached.v1" in types(story, ears), "the municipality to hear that it is reached")
    zara.post(f"/consents/{consent}/withdrawal")
    kalle.get(f"{story.path}/plan", purpose=PREPARING, expect=404)


def a_family_guide_is_asked_not_given(story: Journey) -> None:
    gitte, tove = story.by("Gitte"), story.by("Tove")
    told = {"programme": story.programme, "area": story.area, "told": "family", "handed": "letter"}
    letter = gitte.post("/informations", {**told, "contact_route": "selected_after_dialogue"})
    story.asks("Tove", code=letter["code"])
    story.enrols("Gitte", {"Tove": "guardian", "Villy": "child"})
    story.joins(["Tove"], ["Villy"], heard_by="Gitte")
    early = gitte.post(f"{story.path}/goals", {"title": "Ro om aftenen"}, expect=409)
    story.hold(early["rule"] == "S3-15", "only the family's guide may propose")
    named = gitte.post(f"{story.path}/plan/guide", {"person": story.id("Gitte")})
    story.hold(named["guide"]["agreed_on"] is None, "she is named, and waits")
    tove.post(f"{story.path}/plan/guide/answer", {"accepted": True})
    gitte.post(f"{story.path}/goals", {"title": "Ro om aftenen"})
    plan = tove.get(f"{story.path}/plan", purpose=OWN)
    proposed = added(plan, "goals")
    story.hold(proposed["state"] == "proposed", "what she puts in is a proposal")
    plan = tove.post(f"/goals/{proposed['id']}/answer", {"accepted": True})
    story.hold(added(plan, "goals")["state"] == "open", "until the family takes it up")


def somebody_asks_how_it_goes_after_the_course(story: Journey) -> None:
    gitte = story.by("Gitte")
    days = story.terms.courses["family_course"].follow_up_days
    ended: date = today() - timedelta(days=min(days))
    family = gitte.post(f"{story.path}/courses", {"course": "family_course", "ended_on": ended.isoformat()})
    story.hold(len(family["follow_ups"]) == len(days), "every follow-up of the course has its day")
    due = [each for each in gitte.get("/follow-ups", purpose="follow_up")["items"] if each["course"]]
    story.hold([each["due_on"] for each in due] == [today().isoformat()], f"one of them is today: {due}")
    noted = gitte.post(f"/follow-ups/{due[0]['id']}/outcome", {"outcome": "done"})
    story.hold(noted["outcome"] == "done", "and is noted in a word")
