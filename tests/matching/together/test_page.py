"""One click answers how it goes: on a page with no name on it, by a link that works once and says nothing else."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from chassis.testing import Reply, Stage
from matching.domain import links
from matching.domain.page_words import LANGUAGES
from matching.page import PAGES, ask_whether_sure, over, question, thanks, words
from matching.service import Matching
from matching.tables import AnswerLink, Match, metadata
from tests.matching import make
from tests.matching.make import AMAL, CODE, JONAS, MADS, MALENE, VIBEKE

FRIVILLIG = ("volunteer", "kfum", VIBEKE)
EVERYBODY = (
    ("matcher", "kfum", MADS),
    ("matcher", "kfum", MALENE),
    ("family", "kfum", AMAL),
    ("family", "kfum", JONAS),
    FRIVILLIG,
)
COORDINATOR = ("coordinator", "kfum", make.BIRGIT)


@pytest.fixture
def stage() -> Stage:
    """A match whose sides are asked how it goes."""
    stage = Stage(Matching, metadata)
    stage.call("POST", "/volunteers", make.offer(), as_=FRIVILLIG)
    for step in make.STEPS:
        outcome = {"step": step, "outcome": "passed", "on": make.TODAY}
        stage.call("POST", f"/volunteers/{VIBEKE}/vettings", outcome, as_=EVERYBODY[0])
    stage.hear(make.consent_changed(), make.need_registered())
    [proposal] = stage.call("POST", "/runs", {"programme": CODE}, as_=EVERYBODY[0]).json["proposals"]
    for yes in EVERYBODY:
        stage.call("POST", f"/proposals/{proposal['id']}/answers", {"answer": "yes"}, as_=yes)
    stage.rehearsal.later(days=30)
    stage.desk.transact(stage.service.let_time_pass)
    return stage


def link(stage: Stage, side: str = "volunteer", person=VIBEKE, purpose: str = "checkin") -> str:
    """The path of a new link."""
    asked = {event.data["side"]: event.subject for event in stage.rehearsal.emitted if event.type == "checkin.asked.v1"}
    path = f"/checkins/{asked[side]}/link?person={person}"
    made = stage.call("GET", path, as_=("service",), headers={"Purpose": purpose})
    assert made.status == 200, made.text
    return str(made.json["url"]).removeprefix("https://matching.samspil.example")


def presses(stage: Stage, path: str, form: bytes = b"answer=well") -> Reply:
    return stage.call("POST", path, form)


def told(stage: Stage, type: str) -> list[object]:
    return [dict(event.data) for event in stage.rehearsal.emitted if event.type == type]


def test_one_press_answers_once(stage: Stage) -> None:
    path = link(stage)
    assert stage.call("GET", path).status == 200
    pressed = presses(stage, path)
    assert (pressed.status, words("en")["after_well"] in pressed.text) == (200, True)
    assert told(stage, "checkin.answered.v1") == [{"by": "volunteer", "answer": "well"}]
    assert presses(stage, path, b"answer=talk").status == 404
    assert len(told(stage, "checkin.answered.v1")) == 1


def test_json_answers_as_well(stage: Stage) -> None:
    assert stage.call("POST", link(stage, "family", JONAS), {"answer": "talk"}).status == 200
    assert told(stage, "checkin.answered.v1") == [{"by": "family", "answer": "talk"}]


def test_looking_answers_nothing_however_often_a_scanner_looks(stage: Stage) -> None:
    path = link(stage)
    for method in ("GET", "HEAD", "GET", "OPTIONS", "GET"):
        stage.call(method, path)
        stage.call(method, f"{path}?language=ar")
    assert told(stage, "checkin.answered.v1") == []
    assert presses(stage, path).status == 200


def test_to_stop_takes_a_second_press_and_then_ends_the_match_at_once(stage: Stage) -> None:
    path = link(stage)
    first = presses(stage, path, b"answer=stop")
    assert (first.status, words("en")["sure"] in first.text) == (200, True)
    assert told(stage, "match.ended.v1") == told(stage, "checkin.answered.v1") == []
    second = presses(stage, path, b"sure=yes&answer=stop")
    assert words("en")["after_stop"] in second.text
    [ended] = told(stage, "match.ended.v1")
    assert ended["reason"] == "volunteer_wish"  # type: ignore[index]
    assert told(stage, "checkin.answered.v1") == [{"by": "volunteer", "answer": "stop"}]


def test_every_link_that_cannot_be_used_leads_to_the_same_answer(stage: Stage) -> None:
    used, revoked, expired, other = (link(stage, "family", AMAL) for _ in range(4))
    volunteers = link(stage)
    presses(stage, volunteers)
    asked = {e.data["side"]: e.subject for e in stage.rehearsal.emitted if e.type == "checkin.asked.v1"}
    stage.call("POST", f"/checkins/{asked['family']}/revocation", as_=COORDINATOR)
    late = link(stage, "family", AMAL)
    stage.rehearsal.later(days=15)
    paths = [used, revoked, expired, other, volunteers, late, "/answer/neverhandedout", "/answer/x"]
    replies = [stage.call("GET", path) for path in paths]
    replies += [presses(stage, path, form) for path in paths for form in (b"answer=well", b"sure=yes&answer=stop")]
    assert {(reply.status, reply.text) for reply in replies} == {(404, over("en"))}
    assert len(told(stage, "checkin.answered.v1")) == 1


def test_one_answer_uses_up_the_links_of_everybody_on_that_side(stage: Stage) -> None:
    amal, jonas = link(stage, "family", AMAL), link(stage, "family", JONAS)
    assert presses(stage, amal).status == 200
    assert presses(stage, jonas).status == 404


def test_a_match_that_has_ended_asks_no_more(stage: Stage) -> None:
    path = link(stage, "family", AMAL)
    presses(stage, link(stage), b"sure=yes&answer=stop")
    assert presses(stage, path, b"answer=well").status == 404


@pytest.mark.parametrize("form", [b"", b"answer=maybe", b"answer=well&answer=stop", b"answer=well&name=x", b"%ff"])
def test_a_bad_form_answers_nothing(stage: Stage, form: bytes) -> None:
    path = link(stage)
    assert presses(stage, path, form).status in (400, 422)
    assert told(stage, "checkin.answered.v1") == []


def test_only_a_digest_of_a_link_is_kept_and_none_that_has_expired(stage: Stage) -> None:
    code = link(stage).rpartition("/")[2]
    with stage.rehearsal.store.session() as session:
        [kept] = session.query(AnswerLink).all()
        assert kept.digest == links.digest(code)
        assert code not in repr(vars(kept))
        assert kept.expires_on == make.TODAY + timedelta(days=44)
    stage.rehearsal.later(days=20)
    stage.desk.transact(stage.service.let_time_pass)
    with stage.rehearsal.store.session() as session:
        assert session.query(AnswerLink).count() == 0


def test_a_code_cannot_be_tried_out_and_is_another_each_time(stage: Stage) -> None:
    codes = {link(stage).rpartition("/")[2] for _ in range(5)}
    assert len(codes) == 5
    assert all(re.fullmatch(r"[a-z2-9]{26}", code) for code in codes)


def test_whoever_makes_a_link_says_why_and_it_is_noted(stage: Stage) -> None:
    asked = {e.data["side"]: e.subject for e in stage.rehearsal.emitted if e.type == "checkin.asked.v1"}
    path = f"/checkins/{asked['volunteer']}/link?person={VIBEKE}"
    assert stage.call("GET", path, as_=("service",)).json["code"] == "purpose_missing"
    elsewhere = ("service", "rode-kors")
    assert stage.call("GET", path, as_=elsewhere, headers={"Purpose": "checkin"}).status == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_the_same_in_every_language_and_names_nobody(stage: Stage, language: str) -> None:
    assert words(language).keys() == words("da").keys()
    assert all(words(language).values())
    page = stage.call("GET", f"{link(stage)}?language={language}").text
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    assert all(words(language)[each] in page for each in ("question", "well", "talk", "stop"))
    with stage.rehearsal.store.session() as session:
        match = str(session.query(Match).one().id)
    for word in ("Vibeke", "Amal", CODE, "KvarterVenner", str(VIBEKE), str(make.FAMILY), match, "kfum"):
        assert word not in page


def test_the_page_needs_no_script_and_nothing_from_anywhere(stage: Stage) -> None:
    reply = stage.call("GET", link(stage))
    assert "script" not in reply.text
    assert not re.search(r"(?:src|href)=\"(?!\?|data:)", reply.text)
    policy = reply.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "form-action 'self'" in policy
    assert (reply.headers["Cache-Control"], reply.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "Access-Control-Allow-Origin" not in reply.headers


class Outline(HTMLParser):
    """What a screen reader finds: language, headings, buttons with their names, the main part."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)


@pytest.mark.parametrize(
    ("page", "buttons"),
    [(question("da"), 3), (ask_whether_sure("uk"), 2), (thanks("so", "talk"), 0), (over("tr"), 0)],
)
def test_the_page_can_be_read_aloud_and_used_with_a_keyboard(page: str, buttons: int) -> None:
    outline = Outline(page)
    assert (outline.count("h1"), outline.count("main"), outline.count("title")) == (1, 1, 1)
    assert outline.count("button") == buttons
    assert all(attributes.get("name") == "answer" for tag, attributes in outline.tags if tag == "button")
    assert any("lang" in attributes for tag, attributes in outline.tags if tag == "html")
    assert not any("tabindex" in attributes or "onclick" in attributes for _, attributes in outline.tags)


def test_words_are_escaped() -> None:
    assert "&lt;" in PAGES.from_string("{{ word }}").render(word="<")
