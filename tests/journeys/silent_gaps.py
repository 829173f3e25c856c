"""What no programme description says: parents who disagree, a child who says no, a move, a sibling who turns nineteen.

The README of enrollment says how each is decided; here families live through it.
"""

from datetime import timedelta

from tests.journeys.ears import Ears
from tests.journeys.journey import Journey, born, missing, today
from tests.journeys.people import Person


def two_parents(organisation: str) -> list[Person]:
    return [
        Person("Bo", "coordinator", organisation=organisation),
        Person("Anna", "family", organisation=organisation, born=born(36)),
        Person("Jens", "family", organisation=organisation, born=born(41)),
        Person("Klara", "family", organisation=organisation, born=born(8)),
        Person("Storm", "family", organisation=organisation, born=born(18)),
    ]


def two_guardians_disagree(story: Journey, ears: Ears, partner: str) -> None:
    story.asks("Anna")
    story.enrols("Bo", {"Anna": "guardian", "Jens": "guardian", "Klara": "child"})
    story.fits("Anna")
    for name in ("Anna", "Jens"):
        story.consents(name, "participation")
    story.wishes("Anna")
    story.wishes("Klara", heard_by="Bo")
    family = story.wishes("Jens", "no")
    story.hold(not family["joined_on"], "where both are asked, one no is a no")
    story.hold(missing(family) == [("wish_is_no", story.id("Jens"))], f"and it says whose: {missing(family)}")
    instead = story.by("Anna").post(f"{story.path}/wishes", {"person": story.id("Jens"), "wish": "yes"}, expect=409)
    story.hold(instead["code"] == "not_your_wish", "she cannot say it for him")
    family = story.wishes("Jens")
    story.hold(bool(family["joined_on"]), "he changes his mind")

    story.consents("Anna", "association", partner)
    story.until(lambda: len(ears.listen(story.correlation_id)) == 1, "the partner to hear that Anna has consented")
    family = story.wishes("Jens", "no")
    story.hold(family["left_because"] == "wish_withdrawn", "when he wishes no more, the family takes part no more")
    story.until(lambda: story.figure("families_left") >= 1, "reporting to hear of it")
    heard = {type for type, _ in ears.listen(story.correlation_id)}
    story.hold(heard == {"consent.changed.v1"}, f"one guardian alone lets nothing out: {heard}")


def the_child_says_no(story: Journey) -> None:
    story.asks("Anna")
    story.enrols("Bo", {"Anna": "guardian", "Jens": "guardian", "Klara": "child"})
    story.fits("Anna")
    for name in ("Anna", "Jens"):
        story.wishes(name)
        story.consents(name, "participation")
    family = story.wishes("Klara", "no", heard_by="Bo")
    story.hold(missing(family) == [("wish_is_no", story.id("Klara"))], "she is eight, and her no counts")
    story.hold(not family["joined_on"], "both parents' yes does not change it")
    instead = story.by("Anna").post(f"{story.path}/wishes", {"person": story.id("Klara"), "wish": "yes"}, expect=409)
    story.hold(instead["code"] == "not_your_wish", "her mother cannot say it for her")
    family = story.wishes("Klara", heard_by="Bo")
    story.hold(bool(family["joined_on"]), "when she wants to, they join")
    family = story.wishes("Klara", "no", heard_by="Bo")
    story.hold(family["left_because"] == "wish_withdrawn", "and when she no longer wants to, it ends")


def the_family_moves_out_of_the_area(story: Journey, elsewhere: str) -> None:
    story.asks("Anna")
    story.enrols("Bo", {"Anna": "guardian", "Jens": "guardian", "Klara": "child"})
    family = story.joins(["Anna", "Jens"], ["Klara"], heard_by="Bo")
    anna = story.by("Anna")
    home = {"area": None, "municipality": elsewhere, "languages": ["da"]}
    moved = anna.put(f"{story.path}/home", home, version=family.version)
    last = today() + timedelta(days=story.terms.goodbye.moved_days)
    story.hold(moved["left_on"] is None, "nobody is put out for moving")
    story.hold(moved["must_end_by"] == last.isoformat(), "there is time for a good goodbye, and its last day is said")
    told = [each["text"]["en"] for each in moved["notices"] if each["code"] == "moved_out"]
    story.hold(len(told) == 1, "the family is told so in words")
    left = anna.post(f"{story.path}/leaving", {"reason": "moved_away"})
    story.hold(left["left_because"] == "moved_away", "they say themselves when it is over")
    due = story.by("Bo").get("/goodbyes", purpose="follow_up")["items"]
    story.hold(any(each["id"] in story.path for each in due), "and somebody is to say goodbye")


def a_sibling_turns_nineteen(story: Journey) -> None:
    """Storm is eighteen and speaks for himself; on his birthday nothing is taken from the family or from him."""
    story.asks("Anna")
    story.enrols("Bo", {"Anna": "guardian", "Jens": "guardian", "Klara": "child", "Storm": "young_person"})
    story.fits("Anna")
    for name in ("Anna", "Jens"):
        story.wishes(name)
        story.consents(name, "participation")
    family = story.wishes("Klara", heard_by="Bo")
    story.hold(missing(family) == [("wish_missing", story.id("Storm"))], "a grown-up sibling is asked himself")
    for_him = story.consents("Anna", "messages", of="Storm", expect=409)
    story.hold(for_him["code"] == "not_your_consent", "and nobody consents for him")
    family = story.wishes("Storm")
    story.hold(bool(family["joined_on"]), "with his own yes the family joins")
    born_on = story["Storm"].born
    nineteen = born_on.replace(year=born_on.year + 19)  # type: ignore[union-attr]
    before, after = (open_tracks(story, on) for on in (nineteen - timedelta(days=1), nineteen + timedelta(days=1)))
    story.hold("coaching" in before and before == after, f"turning nineteen closes nothing: {before ^ after}")
    too_old = open_tracks(story, born_on.replace(year=born_on.year + 26) + timedelta(days=1))  # type: ignore[union-attr]
    story.hold("coaching" not in too_old, "at twenty-six the coach's time is over")
    story.hold("family_guidance" in after, "and Klara's part of the family goes on as before")


def open_tracks(story: Journey, on: object) -> set[str]:
    seen = story.by("Anna").get(f"{story.path}/eligibility", purpose="own_overview", on=str(on))
    return {each["track"] for each in seen["tracks"] if each["eligible"]}
