"""Kerteminde: a school employee thinks of a child, the family asks itself, the child says yes, an association comes.

Rows S1-02 (any association may join), S1-05 (handguides), S1-04 and S1-17 (nobody without their own wish), S1-23
(handing over strengths), S1-24 (sparring).
"""

from datetime import timedelta
from typing import Any

from tests.journeys.ears import Ears
from tests.journeys.journey import ADMIN, OWN, PREPARING, Journey, born, in_grade, missing, today
from tests.journeys.people import Person

RED_BARNET, SCOUTS = "red-barnet", "spejderne"
GUIDE = "/programmes/kerteminde/handguides/child"
OFFER: dict[str, Any] = {
    "names": {"da": "Legekammeraten", "en": "A playmate"},
    "descriptions": {"da": "Leg hver torsdag efter skole.", "en": "Play every Thursday after school."},
    "kind": "activity",
    "topics": ["friendship"],
    "languages": ["da"],
    "ages_from": 6,
    "ages_to": 9,
    "municipalities": ["0440"],
    "price": "free",
}


def people() -> list[Person]:
    return [
        Person("Sigrid", "professional", organisation="kerteminde"),
        Person("Bo", "coordinator", organisation="kerteminde"),
        Person("Rita", "organisation_admin", organisation=RED_BARNET),
        Person("Rasmus", "coordinator", organisation=RED_BARNET),
        Person("Lise", "organisation_admin", organisation=SCOUTS),
        Person("Mona", "family", organisation="kerteminde", born=born(34)),
        Person("Ask", "family", organisation="kerteminde", born=born(8)),
        Person("Ida", "family", organisation="kerteminde", born=in_grade(-1)),
    ]


def an_association_joins_and_offers(story: Journey) -> None:
    rita = story.by("Rita")
    named = {"da": "Red Barnet Kerteminde", "en": "Red Barnet Kerteminde"}
    rita.post("/organisations", {"names": named, "about": named, "kind": "association"})
    story.known["offer"] = rita.post("/offers", OFFER)["id"]


def a_school_employee_follows_the_handguide(story: Journey) -> None:
    sigrid = story.by("Sigrid")
    yes = {"family_wishes": True, "worried": True, "lives_elsewhere": False}
    answers = [{"question": "age", "number": 8}, *({"question": each, "yes": said} for each, said in yes.items())]
    case = {"answers": answers, "area": story.area}
    what_to_do = sigrid.post(GUIDE, case)
    steps = story.terms.handguides["child"].steps
    expected = [steps[name].text.en for name in ("notice", "ask_the_team", "tell_of_offers", "hand_over_card")]
    story.hold(
        [step["en"] for step in what_to_do["steps"]] == expected, "the guide leads from the answers to its steps"
    )
    story.hold(
        [each["id"] for each in what_to_do["offers"]] == [story.known["offer"]], "it knows what there is at eight"
    )
    named = {**case, "child": "Ask"}
    story.hold("Ask" not in str(sigrid.post(GUIDE, named, expect=422).body), "there is no place for a name")


def she_cannot_refer_the_child(story: Journey) -> None:
    tried = story.by("Sigrid").post("/referrals", {"programme": "kerteminde", "about": "child"}, expect=409)
    story.hold(tried["code"] == "no_referrals", "nobody can be referred")
    said = tried["detail"] + tried["remedy"]
    story.hold(story.terms.handguides["child"].name.en in said, f"and she is shown the guide instead: {said}")


def the_family_asks_itself(story: Journey) -> None:
    told = {"programme": "kerteminde", "area": story.area, "told": "family", "handed": "postcard"}
    card = story.by("Sigrid").post("/informations", told)
    asked = story.asks("Mona", code=card["code"])
    story.hold(asked["contact_route"] == "postcard", "she comes by the postcard")


def the_child_says_yes_too(story: Journey) -> None:
    story.enrols("Bo", {"Mona": "guardian", "Ask": "child", "Ida": "child"})
    story.fits("Mona")
    story.wishes("Mona")
    story.consents("Mona", "participation")
    waits = missing(story.sees("Mona"))
    story.hold(waits == [("wish_missing", story.id("Ask"))], f"only Ask, who is eight, has yet to say: {waits}")
    family = story.wishes("Ask", heard_by="Bo")
    story.hold(bool(family["joined_on"]), "Ida, who is not old enough, is not waited for")


def red_barnet_hears_only_what_the_family_lets_it(story: Journey, ears: Ears) -> None:
    story.until(lambda: story.figure("families_taking_part") >= 1, "reporting to hear that the family has joined")
    story.hold(ears.listen(story.correlation_id) == [], "and Red Barnet has heard nothing")
    story.consents("Mona", "one_to_one")
    story.consents("Mona", "one_to_one", RED_BARNET)
    consent = story.consent("Mona", "one_to_one", RED_BARNET)
    need = {"kind": "adult_friend", "topics": ["friendship"], "slots": ["thu_evening"], "for_person": story.id("Ask")}
    mona = story.by("Mona")
    wanted = mona.post(f"{story.path}/needs", need)
    mona.post(f"/consents/{consent}/withdrawal")
    told = ["consent.changed.v1", "need.registered.v1", "consent.changed.v1"]
    story.until(lambda: len(ears.listen(story.correlation_id)) >= len(told), "Red Barnet to hear")
    mona.post(f"/needs/{wanted['id']}/withdrawal")
    story.until(lambda: story.figure("needs_open") == 0, "reporting to hear that the need is withdrawn")
    heard = ears.listen(story.correlation_id)
    story.hold([type for type, _ in heard] == told, f"what is covered, that it has ended, and nothing after: {heard}")
    story.hold({str(each) for _, each in heard} == {consent}, "each under the one consent that names it")


def the_family_asks_for_sparring(story: Journey) -> None:
    team = "child_and_youth_counselling"
    asked = {"programme": "kerteminde", "team": team, "topic": "friendship", "about_age": "6_to_9", "wanted": "call"}
    request = story.by("Mona").post("/sparring", asked)
    bo = story.by("Bo")
    story.hold(
        request["id"] in [each["id"] for each in bo.get("/sparring", purpose="preparation")["items"]],
        "the team sees that she asks",
    )
    bo.post(f"/sparring/{request['id']}/taking")
    closed = bo.post(f"/sparring/{request['id']}/closing")
    story.hold(closed["state"] == "closed", "and has answered")


def strengths_are_handed_over(story: Journey) -> None:
    mona, bo, school = story.by("Mona"), story.by("Bo"), story.by("Rasmus")
    wanted = {
        "transition": "daycare_to_school",
        "person": story.id("Ida"),
        "wanted_by": (today() + timedelta(days=300)).isoformat(),
        "invited": [{"person": story.id("Ida"), "role": "child"}, {"person": story.id("Mona"), "role": "guardian"}],
    }
    bridge = mona.post(f"{story.path}/bridges", wanted)
    story.hold(bridge["state"] == "agreed", "nobody but Mona is asked, for Ida is five")
    path = f"/bridges/{bridge['id']}/handover"
    words = {"strengths": "Ida finder på lege, og de andre vil med.", "what_helps": "At vide, hvad der skal ske."}
    version = bo.get(f"{story.path}/bridges", purpose=PREPARING)["items"][0]["version"]
    note = bo.put(path, words, version=f'"{version}"')
    story.hold(note["waiting_for"] == [story.id("Mona")], "the words wait for Mona")
    story.consents("Mona", "handover", RED_BARNET)
    school.get(path, purpose=PREPARING, expect=404)
    mona.post(f"{path}/approvals", {"person": story.id("Mona"), "edition": note["edition"]})
    story.hold(
        school.get(path, purpose=PREPARING)["strengths"] == words["strengths"], "now the next place may read them"
    )
    mona.post(f"/consents/{story.consent('Mona', 'handover', RED_BARNET)}/withdrawal")
    school.get(path, purpose=PREPARING, expect=404)


def she_sees_who_knows_what(story: Journey) -> None:
    overview = story.by("Mona").get(f"{story.path}/overview")
    live = {(each["purpose"], each["receiver"]) for each in overview["consents"] if each["state"] == "granted"}
    story.hold(live == {("participation", "kerteminde"), ("one_to_one", "kerteminde")}, f"only these stand: {live}")
    looked = {each["purpose"] for each in overview["look_ups"]}
    story.hold({OWN, PREPARING} <= looked, "and every look is there")


def an_association_that_joins_later_hears_nothing_by_default(story: Journey, ears: Ears) -> None:
    """S1-02: any association may join. What it then hears is up to each family, and ends with its going."""
    partner = f"/programmes/kerteminde/partners/{SCOUTS}"
    lise, admin = story.by("Lise"), story.by(ADMIN)
    named = {"da": "Spejderne", "en": "The Scouts"}
    unknown = admin.put(partner, {}, expect=409)
    story.hold(unknown["code"] == "not_joined", "first the scouts join the directory themselves")
    lise.post("/organisations", {"names": named, "about": named, "kind": "association"})
    lise.put(partner, {}, expect=403)
    admin.put(partner, {})

    story.asks("Mona")
    story.enrols("Bo", {"Mona": "guardian", "Ask": "child"})
    story.joins(["Mona"], ["Ask"], heard_by="Bo")
    story.until(lambda: story.figure("families_taking_part") >= 1, "reporting to hear that the family has joined")
    story.hold(ears.listen() == [], "a partner that is admitted hears nothing by that")

    story.consents("Mona", "association", SCOUTS)
    consent = story.consent("Mona", "association", SCOUTS)
    told = ["consent.changed.v1", "family.joined.v1"]
    story.until(lambda: _types(ears) == told, "the scouts to hear that they may know, and that the family takes part")
    gone = admin.post(f"{partner}/removal")
    ended = [(each["id"], each["family"] in story.path) for each in gone["consents"]]
    story.hold(ended == [(consent, True)], f"removing them says what ends: {ended}")
    story.until(lambda: _types(ears) == ["consent.changed.v1", *told], "the scouts to hear that it has ended")
    story.hold({str(each) for _, each in ears.listen()} == {consent}, "under the consent that named them")
    again = story.consents("Mona", "association", SCOUTS, expect=409)
    story.hold(again["code"] == "unknown_receiver", "nobody can name them any more")
    story.hold(story.sees("Mona")["left_on"] is None, "and the family goes on")


def _types(ears: Ears) -> list[str]:
    return sorted(type for type, _ in ears.listen())
