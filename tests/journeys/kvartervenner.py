"""The first story: a family in Kolding hears of KvarterVenner, joins of its own wish and meets its network person.

Chapters in the order they are told; each speaks only through the public HTTP APIs. Rows S0-17 … S0-29.
"""

from datetime import timedelta

from tests.journeys import steps
from tests.journeys.steps import AREA, PROGRAMME
from tests.journeys.telling import Telling, afternoon, attempt, soon

MEETING_STARTS_IN_SECONDS = 2.5
SLOTS = ["tue_day", "thu_evening"]
TOPICS = ["everyday_life", "neighbourhood"]


def play(story: Telling) -> None:
    """The whole story; raises when something in it does not hold."""
    for chapter in (
        the_programme_is_put_in_force,
        a_professional_informs,
        the_family_asks_for_contact,
        a_joint_meeting_is_arranged,
        the_professional_cannot_enrol_them,
        the_family_says_what_it_wishes,
        a_need_is_registered,
        a_volunteer_is_vetted,
        a_match_is_proposed_and_everybody_says_yes,
        the_first_meeting,
        they_eat_together,
        the_figures,
        a_consent_is_withdrawn,
        the_trail,
    ):
        chapter(story)


def the_programme_is_put_in_force(story: Telling) -> None:
    story.chapter("1. The programme is put in force")
    admin = story.at("enrollment", "Karin")
    programme = admin.get(f"/programmes/{PROGRAMME}")
    admin.put(f"/programmes/{PROGRAMME}/in-force", {"version": programme["version"]})
    story.tell(f"Karin puts {programme['names']['en']} {programme['version']} in force for KFUM.")


def a_professional_informs(story: Telling) -> None:
    story.chapter("2. The information phase: nothing about the family is kept (S0-14, S0-27)")
    pia = story.at("enrollment", "Pia")
    told = {"programme": PROGRAMME, "area": AREA, "told": "family", "handed": "postcard"}
    reply = pia.post("/informations", {**told, "name": "Amal"}, expect=422)
    story.refused("Pia from the municipality tells a family about it and tries to note its name:", reply)
    card = pia.post("/informations", told)
    story.known["code"] = card["code"]
    story.tell(f"She notes only that a family was told, and gives it a postcard with the code {card['code']}.")


def the_family_asks_for_contact(story: Telling) -> None:
    story.chapter("3. The family itself asks for contact (S0-17, S0-28)")
    asked = {
        "code": story.known["code"],
        "programme": PROGRAMME,
        "area": AREA,
        "wanted": "joint_meeting",
        "professional_present": True,
        "name": story["Amal"].name,
        "email": story["Amal"].email,
        "language": "en",
    }
    amal = story.at("enrollment", "Amal")
    story.known["contact"] = amal.post("/contacts", asked)["id"]
    story.tell("Amal types the code and asks for a meeting together with Pia.")
    again = amal.post("/contacts", asked, expect=409)
    story.refused("The card works once:", again)


def a_joint_meeting_is_arranged(story: Telling) -> None:
    story.chapter("4. The coordinator arranges a joint meeting (S0-28, S0-29)")
    birgit = story.at("activities", "Birgit")
    story.until(lambda: steps.item(birgit.get("/intakes")["items"], story.known["contact"]), "the intake at activities")
    story.tell("The event intake.requested has reached activities; Birgit sees that somebody waits.")
    starts = afternoon(days=3)
    meeting = birgit.post(
        "/meetings",
        {
            "kind": "joint_meeting",
            "intake_id": story.known["contact"],
            "participants": [
                {"person": str(story["Amal"].id), "role": "guardian"},
                {"person": str(story["Pia"].id), "role": "professional"},
                {"person": str(story["Birgit"].id), "role": "coordinator"},
            ],
            "starts_at": starts.isoformat(),
            "ends_at": (starts + timedelta(hours=1)).isoformat(),
            "place": "Common house, room 2",
        },
    )
    story.tell("She invites Amal and Pia to the common house; meeting.scheduled goes out.")
    steps.delivered(story, meeting["id"], 1)
    story.tell("Amal has the invitation in her mailbox:")
    story.show_last_mail()


def the_professional_cannot_enrol_them(story: Telling) -> None:
    story.chapter("5. A professional cannot enrol a family (S0-18)")
    reply = story.at("enrollment", "Pia").post("/families", steps.the_family(story), expect=409)
    story.refused("Pia means well and tries to sign the family up:", reply)


def the_family_says_what_it_wishes(story: Telling) -> None:
    story.chapter("6. Everybody who must say yes says it themselves (S0-17, S0-31)")
    birgit, amal, jonas = (story.at("enrollment", name) for name in ("Birgit", "Amal", "Jonas"))
    family = birgit.post("/families", steps.the_family(story))
    story.known["family"] = family["id"]
    path = f"/families/{family['id']}"
    story.tell(f"Birgit notes the family at the meeting; {len(family['missing'])} yeses are still missing.")
    amal.post(f"{path}/wishes", {"person": str(story["Amal"].id), "wish": "yes"})
    jonas.post(f"{path}/wishes", {"person": str(story["Jonas"].id), "wish": "yes"})
    birgit.post(f"{path}/wishes", {"person": str(story["Sara"].id), "wish": "yes"})
    story.tell("Amal and Jonas each say yes; Sara, who is old enough to be asked, says yes to Birgit.")
    for name, guardian in (("Amal", amal), ("Jonas", jonas)):
        for purpose in ("participation", "messages", "evaluation"):
            steps.consented(story, guardian, name, purpose)
    consent = steps.consented(story, amal, "Amal", "one_to_one")
    story.known["one_to_one"] = consent
    family = amal.get(path, purpose="own_overview")
    story.hold(not family["missing"] and bool(family["joined_on"]), "the family has joined")
    story.tell("They consent, each purpose by itself. Nothing is missing any more: family.joined.")


def a_need_is_registered(story: Telling) -> None:
    story.chapter("7. The family asks for a network person, and nobody is there yet")
    need = story.at("enrollment", "Amal").post(
        f"/families/{story.known['family']}/needs",
        {"kind": "network_person", "topics": TOPICS, "languages": ["ar", "da"], "slots": SLOTS},
    )
    story.known["need"] = need["id"]
    story.tell("Amal would like company in everyday life and in the neighbourhood, in Arabic or Danish.")
    gap = story.until(lambda: steps.gap(story), "matching to know whom to look for")
    story.tell("Nobody can be proposed, and the machine says whom to look for:")
    story.tell(f"  {gap['text']['en']}")


def a_volunteer_is_vetted(story: Telling) -> None:
    story.chapter("8. A volunteer registers and is vetted before meeting any child (S0-21, S0-22)")
    vibeke, mads = story.at("matching", "Vibeke"), story.at("matching", "Mads")
    volunteer = vibeke.post(
        "/volunteers",
        {
            "programme": PROGRAMME,
            "kinds": ["network_person"],
            "name": story["Vibeke"].name,
            "email": story["Vibeke"].email,
            "born": story["Vibeke"].born.isoformat(),  # type: ignore[union-attr]
            "languages": ["da", "ar"],
            "area": AREA,
            "municipality": "0621",
            "slots": SLOTS,
            "topics": TOPICS,
            "contributions": ["listening_ears", "extra_hands"],
            "capacity": 1,
        },
    )
    story.tell("Vibeke offers listening ears and extra hands, Tuesdays and Thursday evenings.")
    missing = volunteer["missing"]
    for step in missing:
        body = {"step": step["step"], "outcome": "passed", "on": soon(-86400).date().isoformat()}
        volunteer = mads.post(f"/volunteers/{story['Vibeke'].id}/vettings", body)
    story.hold(not volunteer["missing"], "the volunteer is approved")
    steps = ", ".join(step["step"] for step in missing)
    story.tell(f"Mads notes the outcome of {steps} – never a certificate. Then: volunteer.approved.")


def a_match_is_proposed_and_everybody_says_yes(story: Telling) -> None:
    story.chapter("9. The machine proposes, people decide")
    mads = story.at("matching", "Mads")
    proposal = story.until(lambda: steps.proposed(story, mads), "a proposal for the need")
    story.known["proposal"] = proposal["id"]
    for reason in proposal["reasons"]:
        story.tell(f"Proposed because: {reason['text']['en']}")
    path = f"/proposals/{proposal['id']}/answers"
    early = story.at("matching", "Vibeke").post(path, {"answer": "yes"}, expect=409)
    story.refused("Vibeke would say yes at once, but it is not her turn:", early)
    first = story.at("matching", "Mads").post(path, {"answer": "yes"})
    story.tell("Mads, a matcher, says yes.")
    again = story.at("matching", "Mads").post(path, {"answer": "yes"}, expect=409)
    story.refused("Two matchers weigh a match, and he cannot be both:", again)
    story.hold(first["awaits"] == "second_matcher", "another matcher is asked")
    for name in ("Malene", "Amal", "Jonas", "Vibeke"):
        answered = story.at("matching", name).post(path, {"answer": "yes"})
        story.tell(f"{name} says yes.")
    story.known["match"] = answered["match"]
    story.hold(bool(answered["match"]), "the five yeses make a match")
    story.tell("volunteer.matched goes out.")


def the_first_meeting(story: Telling) -> None:
    story.chapter("10. The first meeting")
    birgit = story.at("activities", "Birgit")
    meeting = steps.arranged(story, soon(MEETING_STARTS_IN_SECONDS))
    story.known["meeting"] = meeting["id"]
    story.tell("Birgit arranges the first meeting – in a moment, so that you need not wait for it.")
    came = [participant["person"] for participant in meeting["participants"]]
    path, attendance = f"/meetings/{meeting['id']}/attendance", {"came": came, "absent": []}
    early = birgit.put(path, attendance, version=meeting.version, expect=409)
    story.refused("She cannot note who came before it has begun:", early)
    steps.delivered(story, meeting["id"], 2 * len(came))
    story.tell("Invitations and reminders are delivered to the guardians and to Vibeke.")
    held = lambda: attempt(lambda: birgit.put(path, attendance, version=meeting.version))  # noqa: E731
    story.until(held, "the meeting to begin and attendance to be noted")
    story.tell("They meet, and Birgit notes who came: meeting.held.")
    met = {"met_on": soon(0).date().isoformat(), "child_says": "yes"}
    match = story.at("matching", "Birgit").post(f"/matches/{story.known['match']}/first-meeting", met)
    story.hold((match["state"], match["child_says"]) == ("running", "yes"), "the child has said yes too")
    story.tell(
        "Sara is asked what she thinks of it, and says yes. A no would end it, and nobody would ask why (S1-17)."
    )


def they_eat_together(story: Telling) -> None:
    story.chapter("11. Every second week the families of the area eat together (S0-20)")
    birgit, amal = story.at("activities", "Birgit"), story.at("activities", "Amal")
    meals = birgit.post("/activities", {"programme": PROGRAMME, "kind": "shared_meal", "area": AREA})
    path = f"/activities/{meals['id']}"
    first_on = afternoon(days=10).date().isoformat()
    series = {
        "rule": "FREQ=WEEKLY;INTERVAL=2;COUNT=6",
        "first_on": first_on,
        "starts": "17:30",
        "place": "Common house",
    }
    made = birgit.post(f"{path}/series", series)
    passed = ", ".join(f"{each['on']} ({each['name']['en']})" for each in made["skipped"]) or "none this time"
    story.tell(f"Birgit writes out {len(made['meetings'])} meals at once. Days off that are passed over: {passed}.")
    signed_up = amal.post(f"{path}/sign-ups", steps.the_table(story))
    story.hold(signed_up["state"] == "taken", "there is room for the family")
    story.tell("Amal signs the family up; from now on their evenings are taken, and nobody can book them twice.")
    feed = amal.post("/feeds", {"of": "person", "language": "en"})
    calendar = amal.get(f"/calendars/{feed['ics'].rpartition('/')[2]}").body
    story.hold(calendar.count("SUMMARY:Shared meal") == len(made["meetings"]), "every meal is in her calendar")
    story.hold("Amal" not in calendar, "and nobody is named there")
    story.tell("Her phone follows a link of her own, which she can stop at any time. It names nobody:")
    first = calendar[calendar.index("SUMMARY:Shared meal") :].splitlines()[0]
    story.tell("  " + first.removeprefix("SUMMARY:").replace("\\,", ","))


def the_figures(story: Telling) -> None:
    story.chapter("12. The figures")
    expected = {"families_taking_part": 1, "matches_running": 1, "meetings_held": 1}
    story.until(lambda: steps.figures_are(story, expected), f"reporting to show {expected}")
    story.tell("Reporting shows one family, one match and one meeting held.")
    reporting = story.at("reporting", "Karin")
    page = reporting.get("/").body
    story.hold("<html" in page and "KvarterVenner" in page, "the dashboard page shows the programme")
    metrics = reporting.get("/metrics").body
    for name in ("samspil_families_taking_part", "samspil_matches_running", "samspil_meetings_held"):
        story.hold(f'{name}{{programme="{PROGRAMME}",service="reporting"}} 1.0' in metrics, f"{name} is 1 in /metrics")
    story.tell("So do the dashboard page and /metrics.")


def a_consent_is_withdrawn(story: Telling) -> None:
    story.chapter("13. The family changes its mind about one thing")
    birgit, amal = story.at("activities", "Birgit"), story.at("enrollment", "Amal")
    next_meeting = steps.arranged(story, afternoon(days=7))
    amal.post(f"/consents/{story.known['one_to_one']}/withdrawal")
    story.tell("A next meeting is planned, but Amal withdraws her consent to one-to-one support. No reason is asked.")
    overview = amal.get(f"/families/{story.known['family']}/overview")
    states = {consent["purpose"]: consent["state"] for consent in overview["consents"]}
    story.hold(states["one_to_one"] == "withdrawn" and states["participation"] == "granted", "only that one is gone")
    story.tell("Enrollment: the consent and the need are withdrawn; the family still takes part.")
    match = story.at("matching", "Mads")
    story.until(lambda: match.get(f"/matches/{story.known['match']}")["state"] == "ended", "the match to end")
    story.tell("Matching: the match has ended.")
    needs_her = story.at("matching", "Birgit").get("/attention")["items"]
    goodbye = [each for each in needs_her if each["subject"] == story.known["match"]]
    story.hold([each["kind"] for each in goodbye] == ["goodbye_due"], "a good goodbye is due")
    story.tell(f"What needs Birgit today: {goodbye[0]['what']['en']} {goodbye[0]['to_do']['en']}")
    path = f"/meetings/{next_meeting['id']}"
    story.until(lambda: birgit.get(path)["state"] == "called_off", "the next meeting to be called off")
    story.tell("Activities: the next meeting is called off.")
    messages = story.at("notifications", "Birgit")
    story.until(lambda: steps.nothing_waits(messages, next_meeting["id"]), "its reminders to be cancelled")
    story.tell("Notifications: its reminders are cancelled, and both sides are told.")
    expected = {"families_taking_part": 1, "matches_running": 0, "matches_ended": 1, "consents_withdrawn": 1}
    story.until(lambda: steps.figures_are(story, expected), f"reporting to show {expected}")
    story.tell("Reporting: still one family, no running match, one consent withdrawn.")


def the_trail(story: Telling) -> None:
    story.chapter(f"14. The trail of events under correlation id {story.correlation_id}")
    reporting = story.at("reporting", "Karin")
    path = f"/trail/{story.correlation_id}"
    must = {"family.joined.v1", "volunteer.matched.v1", "meeting.scheduled.v1", "consent.changed.v1", "match.ended.v1"}
    trail = story.until(lambda: steps.complete(reporting.get(path)["items"], must), "the trail to be complete")
    for step in trail:
        story.tell(f"{step['time'][11:23]}  {step['type']:<26} {step['source']:<22} {step['subject'][:8]}")
