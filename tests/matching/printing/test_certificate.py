"""The certificate, read back: what the volunteer has given, and nothing about anybody else."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from pypdf import PdfReader

from chassis.companions import Companions, NotInstalled
from chassis.testing import Stage
from contracts.programmes import load
from matching.domain.proof import LANGUAGES
from matching.domain.trainings import APPROVAL, KNOWN
from matching.doors.printing import ROOM
from matching.printing import words
from matching.service import Matching
from matching.tables import metadata
from tests.matching import make
from tests.matching.giving.make import held, scheduled
from tests.matching.make import CODE, MADS, TODAY, VIBEKE
from tests.matching.printing.conftest import ORDER

A4 = (210, 297)
FRIVILLIG = ("volunteer", "kfum", VIBEKE)
MATCHER = ("matcher", "kfum", MADS)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def read(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def squeezed(text: str) -> str:
    return "".join(text.split())


@each_language
def test_it_says_all_of_its_words_and_nothing_besides(press: Companions, language: str) -> None:
    order = ORDER | {"language": language}
    left = squeezed(read(press("printing", order)))
    said = words.said(order)
    absent = {"was", "course"}
    sentences = [text for name, text in said.items() if name not in absent] + words.courses(order)
    named = [order["name"], order["programme"], order["organisation"], *order["kinds"]]
    for sentence in sorted([*sentences, *named], key=len, reverse=True):
        assert squeezed(sentence) in left, sentence
        left = left.replace(squeezed(sentence), "", 1)
    assert left == ""


@each_language
def test_a_screen_reader_is_told_language_title_and_structure(press: Companions, language: str) -> None:
    pdf = PdfReader(BytesIO(press("printing", ORDER | {"language": language})))
    root: Any = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (language, True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert 'pdfuaid:part="1"' in root["/Metadata"].get_data().decode()
    assert pdf.metadata is not None
    assert pdf.metadata.title == words.texts(language)["title"]
    assert {"/H1", "/H2", "/P", "/L", "/LI"} <= {element.get("/S") for element in structure(root["/StructTreeRoot"])}


def test_it_is_one_page_of_a4_with_its_fonts_inside(press: Companions) -> None:
    [page] = PdfReader(BytesIO(press("printing", ORDER))).pages
    assert tuple(round(float(points) / 72 * 25.4) for points in page.mediabox[2:]) == A4
    fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]
    for font in fonts.values():
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_many_courses_go_on_and_none_is_left_out(press: Companions) -> None:
    many = [
        {"course": "evening", "name": f"Aften nummer {number}", "hours": 3, "on": "2025-09-04"} for number in range(60)
    ]
    content = press("printing", ORDER | {"courses": many})
    assert len(PdfReader(BytesIO(content)).pages) > 1
    assert all(f"Aften nummer {number}," in read(content) for number in range(60))


def test_who_has_stopped_was_a_volunteer_until_a_day(press: Companions) -> None:
    text = read(press("printing", ORDER | {"until": "2025-12-24", "language": "en"}))
    assert "was a volunteer in KvarterVenner from 2 March 2024 to 24 December 2025." in text


def test_what_there_is_none_of_is_not_mentioned(press: Companions) -> None:
    text = read(press("printing", ORDER | {"courses": [], "meetings": 0, "hours": 0}))
    assert "kurser" not in text
    assert "Timer" not in text


def test_markup_in_a_name_is_text(press: Companions) -> None:
    name = '<img src="file:///etc/passwd"><b>Bo & "co"</b>'
    assert squeezed(name) in squeezed(read(press("printing", ORDER | {"name": name})))


def test_a_letter_that_no_font_has_is_not_printed_as_a_box(press: Companions) -> None:
    with pytest.raises(NotInstalled):
        press("printing", ORDER | {"name": "\U0010fffd"})


def test_the_service_says_what_the_room_needs() -> None:
    from chassis import doors

    assert "fonts-noto-core" in ROOM.packages
    assert doors.asides_of(Matching)["printing"] == ROOM


def test_every_language_says_the_same_and_names_every_course_that_is_printed() -> None:
    danish, english = map(words.texts, LANGUAGES)
    assert list(danish) == list(english)
    assert set(danish["courses"]) == set(english["courses"]) == set(KNOWN) - {APPROVAL}
    assert sorted(file.stem for file in Path(words.__file__).with_name("words").glob("*.yaml")) == sorted(LANGUAGES)
    for language in LANGUAGES:
        text = Path(words.__file__).with_name("words").joinpath(f"{language}.yaml").read_text(encoding="utf-8")
        assert yaml.safe_load(text) == words.texts(language)


@pytest.fixture
def stage(press: Companions) -> Stage:
    stage = Stage(Matching, metadata)
    stage.desk.aside = press
    offer = make.offer(born=make.offer()["born"])
    assert stage.call("POST", "/volunteers", offer, as_=FRIVILLIG).status == 201
    for step in make.STEPS:
        outcome = {"step": step, "outcome": "passed", "on": TODAY}
        assert stage.call("POST", f"/volunteers/{VIBEKE}/vettings", outcome, as_=MATCHER).status == 201
    return stage


def prints(stage: Stage, as_: Any = FRIVILLIG, language: str = "da") -> Any:
    return stage.call("POST", f"/volunteers/{VIBEKE}/certificate", {"language": language}, as_=as_)


def test_a_volunteer_gets_the_own_certificate_and_no_family_and_no_vetting_stands_on_it(stage: Stage) -> None:
    path = f"/volunteers/{VIBEKE}/trainings"
    for course in ("first_aid", APPROVAL):
        taken = {"course": course, "on": TODAY, "hours": 6}
        assert stage.call("POST", path, taken, as_=MATCHER).status == 201
    stage.hear(scheduled(), held())
    stage.rehearsal.later(days=2)
    printed = prints(stage)
    assert (printed.status, printed.headers["Content-Type"]) == (200, "application/pdf")
    assert printed.headers["Cache-Control"] == "no-store"
    text = read(printed.content)
    organisation = load()[CODE].organisations["kfum"].name.da
    for said in (
        "Vibeke Frivillig",
        organisation,
        "Førstehjælp, 6 timer",
        "Møder, der blev holdt: 1",
        "Timer i alt: 1",
    ):
        assert said in text
    for unsaid in ("odkend", "attest", "vetting", make.AMAL.hex, make.FAMILY.hex):
        assert unsaid not in text.replace("-", "")


@pytest.mark.parametrize("who", [("matcher", "kfum", MADS), ("coordinator", "kfum", MADS), ("service", "kfum", MADS)])
def test_nobody_else_has_it_printed(stage: Stage, who: Any) -> None:
    assert prints(stage, who).json["code"] == "role_not_allowed"
    assert prints(stage, ("volunteer", "kfum", MADS)).status == 404


def test_there_is_none_of_whom_we_have_forgotten(stage: Stage) -> None:
    leaving = {"reason": "volunteer_wish"}
    assert stage.call("POST", f"/volunteers/{VIBEKE}/leaving", leaving, as_=FRIVILLIG).status == 200
    assert prints(stage).status == 200
    stage.rehearsal.later(days=400)
    stage.desk.transact(stage.service.let_time_pass)
    assert prints(stage).json["code"] == "volunteer_has_left"


def structure(element: Any) -> Iterator[Any]:
    """An element of the structure and all within it."""
    found = element.get_object()
    if isinstance(found, list):
        for each in found:
            yield from structure(each)
    elif hasattr(found, "get"):
        yield found
        if "/K" in found:
            yield from structure(found["/K"])
