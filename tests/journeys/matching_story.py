"""Matching's own story: who may meet a family, why these two, whose yes is asked when, and how it goes afterwards.

Told on KvarterVenner. Rows S0-21, S0-22 (volunteers), S1-17 (the child's word), S2-14 (no end set beforehand). A month
passes in the middle: every service is started again with its clock a month ahead.
"""

import re
from datetime import date, timedelta
from email.message import EmailMessage
from functools import partial
from typing import Any

import requests

from tests.journeys import volunteering
from tests.journeys.journey import Journey, born, today
from tests.journeys.people import Person
from tests.journeys.telling import attempt
from tests.servers import MailSink

DAYS = 31
EVENING, OTHER_DAY = "thu_evening", "sat_day"
STEPS = {"references", "interview", "approval_course", "confidentiality", "children_certificate"}
NEED = {"kind": "network_person", "topics": ["everyday_life", "leisure"], "languages": ["da"], "slots": [EVENING]}
LINK = re.compile(r"https?://\S+(/answer/\S+)")


def people() -> list[Person]:
    return [
        Person("Birgit", "coordinator"),
        Person("Mads", "matcher"),
        Person("Malene", "matcher"),
        Person("Amal", "family", born=born(38), email="amal@familie.example"),
        Person("Sara", "family", born=born(9)),
        Person("Hodan", "family", born=born(33), email="hodan@familie.example"),
        Person("Ali", "family", born=born(5)),
        Person("Vibeke", "volunteer", born=born(46), email="vibeke@frivillig.example"),
        Person("Ulla", "volunteer", born=born(61), email="ulla@frivillig.example"),
        Person("Nora", "volunteer", born=born(29), email="nora@frivillig.example"),
    ]


def volunteers_of_several_kinds_are_vetted(story: Journey) -> None:
    """A certificate has its clock and no exemption; a course that is not yet held has one."""
    story.hold(
        set(volunteering.steps(volunteering.offers(story, "Vibeke", ["network_person", "helper"], topics=["leisure"])))
        == STEPS,
        "before meeting children every step is asked for",
    )
    volunteering.offers(story, "Ulla", ["network_person"], slots=[OTHER_DAY], topics=["everyday_life"])
    volunteering.offers(story, "Nora", ["helper"])
    mads, path = story.at("matching", "Mads"), f"/volunteers/{story.id('Vibeke')}"
    on = today() - timedelta(days=3)
    ordered = mads.post(f"{path}/certificate-requests", {"on": on.isoformat()})["certificate_request"]
    answer_by = (on + timedelta(days=story.terms.vetting.consent_days)).isoformat()
    story.hold((ordered["state"], ordered["answer_by"]) == ("waiting", answer_by), f"the clock runs: {ordered}")
    own = story.at("matching", "Vibeke").post(
        f"{path}/vettings", {"step": "interview", "outcome": "passed", "on": today().isoformat()}, expect=403
    )
    story.hold(own.status == 403, "nobody vets herself")
    for name in ("Vibeke", "Nora"):
        shown = volunteering.passes(story, "Mads", name, *sorted(STEPS))
        story.hold(not shown["missing"] and bool(shown["approved_until"]), f"{name} may be matched")
        state = shown["certificate_request"] and shown["certificate_request"]["state"]
        story.hold(state == ("answered" if name == "Vibeke" else None), f"the clock of {name} stands: {state}")


def one_is_excused_from_a_course_and_nobody_from_the_certificate(story: Journey) -> None:
    mads, path = story.at("matching", "Mads"), f"/volunteers/{story.id('Ulla')}/exemptions"
    excused = {"reason": "course_not_yet_held", "until": (today() + timedelta(days=DAYS + 50)).isoformat()}
    never = mads.post(path, {"step": "children_certificate", **excused}, expect=409)
    story.hold(bool(never["rule"]), "the certificate has no exemption, and the row that says so is named")
    mads.post(path, {"step": "approval_course", **excused})
    shown = volunteering.passes(story, "Mads", "Ulla", *sorted(STEPS - {"approval_course"}))
    story.hold(not shown["missing"], f"Ulla may be matched while the exemption holds: {shown['missing']}")
    ahead = mads.get("/vettings/ahead", days="90", limit="200")["items"]
    story.hold(
        [one["step"] for each in ahead if each["id"] == story.id("Ulla") for one in each["runs_out"]]
        == ["approval_course"],
        "and it is said ahead that it runs out",
    )


def a_family_waits_and_a_dry_run_explains(story: Journey) -> None:
    story.asks("Amal")
    story.enrols("Birgit", {"Amal": "guardian", "Sara": "child"})
    story.joins(["Amal"], ["Sara"], heard_by="Birgit")
    for purpose in ("one_to_one", "messages"):
        story.consents("Amal", purpose)
    story.known["need"] = volunteering.wants(story, "Amal", NEED)
    run = volunteering.dry(story)
    [pair] = run["would_propose"]
    story.hold((run["id"], pair["volunteer"]) == (None, story.id("Vibeke")), "it would be Vibeke, and is not kept")
    story.hold(all(reason["text"]["da"] and reason["text"]["en"] for reason in pair["reasons"]), "it says why")
    story.hold(story.at("matching", "Mads").get("/proposals")["items"] == [], "nothing is proposed by looking")


def a_coordinator_pins_and_sets_one_rule_aside(story: Journey) -> None:
    birgit = story.at("matching", "Birgit")
    pair = {"need": story.known["need"], "volunteer": story.id("Ulla")}
    birgit.post("/rulings", {**pair, "word": "pin", "reason": "asked_for_each_other"})
    [pin] = volunteering.dry(story)["impossible_pins"]
    story.hold([each["code"] for each in pin["blocked_by"]] == ["no_common_slot"], f"a pin breaks no rule: {pin}")
    override = {**pair, "word": "override", "reason": "time_agreed"}
    never = birgit.post("/rulings", {**override, "rule": "vetting_missing"}, expect=422)
    story.hold("vetting_missing" not in str(never["errors"][0].get("known")), "vetting is never set aside")
    birgit.post("/rulings", {**override, "rule": "no_common_slot"})
    run = story.at("matching", "Mads").post("/runs", {"programme": story.programme})
    [proposal] = run["proposals"]
    story.hold(proposal["volunteer"] == story.id("Ulla"), "the two who asked for each other are proposed")
    replay = story.at("matching", "Mads").post(f"/runs/{run['id']}/replay")
    story.hold(replay["same_hash"] and replay["same_pairs"], "and the run can be told again")
    story.known["proposal"] = proposal["id"]


def each_is_asked_when_it_is_their_turn(story: Journey, mail: MailSink) -> None:
    proposal, subject = story.known["proposal"], "Et spørgsmål til dig"
    volunteering.answers(story, proposal, "Mads")
    twice = story.at("matching", "Mads").post(f"/proposals/{proposal}/answers", {"answer": "yes"}, expect=409)
    story.hold(bool(twice["code"]), f"the second matcher is somebody else: {twice['code']}")
    story.hold(told(mail, "ulla") == told(mail, "amal") == [], "nobody else has been asked yet")
    volunteering.answers(story, proposal, "Malene")
    story.until(lambda: told(mail, "amal") == [subject], "the guardian to be asked by letter")
    early = story.at("matching", "Ulla").post(f"/proposals/{proposal}/answers", {"answer": "yes"}, expect=409)
    story.hold(told(mail, "ulla") == [] and early["code"] == "not_your_turn", "the volunteer comes after the family")
    volunteering.answers(story, proposal, "Amal")
    story.until(lambda: told(mail, "ulla") == [subject], "the volunteer to be asked by letter")
    story.known["match"] = volunteering.answers(story, proposal, "Ulla")["match"]
    story.hold(bool(story.known["match"]), "the last yes makes the match")


def the_child_has_a_word(story: Journey) -> None:
    path, met = f"/matches/{story.known['match']}", {"met_on": today().isoformat()}
    birgit = story.at("matching", "Birgit")
    unasked = birgit.post(f"{path}/first-meeting", met, expect=409)
    story.hold(unasked["rule"] == story.terms.row_of("wish.child_says_from"), "Sara is nine, and is asked")
    birgit.post(f"{path}/first-meeting", {**met, "child_says": "yes"})
    seen = story.at("matching", "Ulla").get(path)
    story.hold((seen["state"], seen["child_says"]) == ("running", None), "what she said is hers")
    story.hold(bool(seen["review_on"]), "there is a day to look at it, and no end")


def they_arrange_to_meet(story: Journey) -> None:
    begins = story.house.now().replace(hour=15, minute=0, second=0, microsecond=0) + timedelta(days=3)
    wanted = {
        "kind": "one_to_one",
        "match_id": story.known["match"],
        "starts_at": begins.isoformat(),
        "ends_at": (begins + timedelta(minutes=90)).isoformat(),
        "place": "På biblioteket",
    }
    birgit = story.at("activities", "Birgit")
    story.known["meeting"] = story.until(lambda: attempt(lambda: birgit.post("/meetings", wanted)), "a meeting")


def a_month_later_one_click_says_how_it_goes(story: Journey, mail: MailSink) -> None:
    story.days_pass(DAYS)
    subject = "Hvordan går det?"
    for name in ("amal", "ulla"):
        asked = partial(lambda each: subject in told(mail, each), name)
        story.until(asked, f"the question to be in the mailbox of {name}")
    [letter] = [each for each in letters(mail, "ulla") if each["Subject"] == subject]
    page = story.house.url("matching") + LINK.search(letter.get_content())[1]  # type: ignore[index]
    for _ in range(2):
        story.hold(requests.get(page, timeout=10).status_code == 200, "the page can be looked at")
    story.hold({each["state"] for each in checkins(story)} == {"asked"}, "and looking answers nothing")
    requests.post(page, data={"answer": "talk"}, timeout=10).raise_for_status()
    story.hold(requests.post(page, data={"answer": "well"}, timeout=10).status_code == 404, "a link works once")
    said = {each["side"]: each["answer"] for each in checkins(story)}
    story.hold(said == {"family": None, "volunteer": "talk"}, f"one click is the whole answer: {said}")


def the_coordinator_sees_it_and_calls(story: Journey) -> None:
    birgit = story.at("matching", "Birgit")
    [wanted] = [each for each in birgit.get("/attention")["items"] if each["kind"] == "talk_wanted"]
    birgit.post(f"/checkins/{wanted['subject']}/talk", {"on": now(story).isoformat()})
    left = {each["kind"] for each in birgit.get("/attention")["items"]}
    story.hold("talk_wanted" not in left, f"once they have talked it is off the list: {left}")


def hours_come_from_attendance(story: Journey) -> None:
    birgit, meeting = story.at("activities", "Birgit"), story.known["meeting"]
    path = f"/meetings/{meeting['id']}"
    came = [each["person"] for each in meeting["participants"]]
    birgit.put(f"{path}/attendance", {"came": came, "absent": []}, version=birgit.get(path).version)
    ulla, hours = story.at("matching", "Ulla"), f"/volunteers/{story.id('Ulla')}/hours"
    story.until(lambda: ulla.get(hours)["minutes"] == 90, "the hours to be counted")
    [entry] = ulla.get(hours)["entries"]
    ulla.post(f"{hours}/{entry['id']}/correction", {"minutes": 120})
    told_staff = story.at("matching", "Mads").get(hours)
    story.hold((told_staff["minutes"], told_staff["entries"]) == (120, []), "her word counts; staff see the sum")


def somebody_else_comes_for_a_day(story: Journey, mail: MailSink) -> None:
    on = now(story) + timedelta(days=(3 - now(story).weekday()) % 7 + 7)
    wanted = {"on": on.isoformat(), "slot": EVENING, "family_wishes": True}
    path = f"/matches/{story.known['match']}/covers"
    unwished = story.at("matching", "Ulla").post(path, {**wanted, "family_wishes": False}, expect=409)
    story.hold(unwished["code"] == "family_does_not_wish", "only if the family would like it")
    cover = story.at("matching", "Ulla").post(path, wanted)
    story.hold((cover["state"], cover["asked"]) == ("open", 1), f"somebody is asked: {cover.body}")
    story.until(lambda: any("hjælpe" in each for each in told(mail, "vibeke")), "Vibeke to be asked by letter")
    story.hold(told(mail, "nora") == [], "one at a time, and only who may meet the family")
    shown = story.at("matching", "Vibeke").post(f"/covers/{cover['id']}/answers", {"answer": "yes"})
    story.hold((shown["state"], shown["volunteer"]) == ("found", story.id("Vibeke")), f"somebody comes: {shown}")


def she_takes_a_certificate_home(story: Journey) -> None:
    path = f"/volunteers/{story.id('Ulla')}/certificate"
    printed = story.at("matching", "Ulla").post(path, {"language": "da"})
    story.hold(printed.headers["Content-Type"] == "application/pdf", "a PDF")
    story.hold(printed.body.startswith("%PDF-") and len(printed.body) > 1000, "that is one")
    story.at("matching", "Mads").post(path, {"language": "da"}, expect=403)


def she_says_goodbye_and_both_are_free(story: Journey) -> None:
    match, ulla = f"/matches/{story.known['match']}", story.at("matching", "Ulla")
    ulla.post(f"{match}/ending", {})
    birgit = story.at("matching", "Birgit")
    due = [each["subject"] for each in birgit.get("/attention")["items"] if each["kind"] == "goodbye_due"]
    story.hold(due == [story.known["match"]], "a good goodbye is due")
    birgit.post(f"{match}/goodbye", {"how": "words", "on": now(story).isoformat()})
    listed = {each["id"]: each["taken"] for each in birgit.get("/volunteers")["items"]}
    story.hold(listed[story.id("Ulla")] == 0, "Ulla has her place free again")
    story.until(lambda: [each["state"] for each in story.sees("Amal")["needs"]] == ["open"], "the family to wait again")
    run = volunteering.dry(story)
    [pair] = run["would_propose"]
    story.hold(pair["volunteer"] == story.id("Vibeke"), "somebody else is proposed to the family")
    [pin] = run["impossible_pins"]
    story.hold("tried_before" in {each["code"] for each in pin["blocked_by"]}, "not the two to each other")


def recruiters_hear_whom_to_look_for(story: Journey) -> None:
    """A family that speaks Somali waits, and nobody does."""
    story.asks("Hodan", language="da")
    story.enrols("Birgit", {"Hodan": "guardian", "Ali": "child"}, languages=["so"])
    story.joins(["Hodan"])
    story.consents("Hodan", "one_to_one")
    need = volunteering.wants(story, "Hodan", {**NEED, "languages": ["so"]})
    [alone] = volunteering.dry(story)["unmatched"]
    story.hold(alone["need"] == need, "there is nobody for her family")
    changes = {each["code"]: each["would_change"]["en"] for each in alone["blocked_by"]}
    story.hold("Somali" in changes["no_common_language"], f"what is in the way is said, and would change it: {changes}")
    gap = story.at("matching", "Birgit").get("/gaps", programme=story.programme)["gaps"][0]
    profile = {name: gap["profile"][name] for name in ("kind", "area", "language", "slot")}
    wanted = {"kind": "network_person", "area": story.area, "language": "so", "slot": EVENING}
    story.hold((profile, gap["families"]) == (wanted, 1), f"the profile to look for: {gap}")
    story.hold("omali" in gap["text"]["da"] and "omali" in gap["text"]["en"], f"in a sentence: {gap['text']}")


def letters(mail: MailSink, name: str) -> list[EmailMessage]:
    return [each for each in mail.messages() if each["To"].startswith(f"{name}@")]


def told(mail: MailSink, name: str) -> list[str]:
    return [str(each["Subject"]) for each in letters(mail, name)]


def checkins(story: Journey) -> list[dict[str, Any]]:
    return list(story.at("matching", "Birgit").get("/checkins", match=story.known["match"])["items"])


def now(story: Journey) -> date:
    """The day it is in the story."""
    return story.house.now().date()
