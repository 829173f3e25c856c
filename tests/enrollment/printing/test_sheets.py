"""Every sheet in every language, read back: its words, its code, its link, its fonts, and nothing besides."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from chassis.clock import Clock
from chassis.companions import Companions, NotInstalled
from chassis.logs import log_for
from chassis.metrics import Metrics
from enrollment.domain.sheets import LANGUAGES, SHEETS
from enrollment.doors.printing import ROOM, Printing
from enrollment.printing import words
from tests.enrollment.printing.conftest import CODE, ORDER, Print

MILLIMETRES = {"postcard": (148, 105), "letter": (210, 297)}
PAGES = {"postcard": 2, "letter": 1}
# Standing on both, since they say what a family may rely on. # S0-17, S0-27
RULES = ("voluntary", "no_reason", "nobody_told", "nothing_changes", "once", "last_day")
WAYS = ("invitation", "about", "choice", "scan", "or_type", "next", "coordinator", "ask")
ON_LETTERS = ("greeting", "how", "first_meeting", "joint_meeting", "home_visit", "from")
ON_POSTCARDS = ("your_code",)
HAMZA = set("ئؤأإآء")

each_sheet = pytest.mark.parametrize("sheet", SHEETS)
each_language = pytest.mark.parametrize("language", LANGUAGES)
left_to_right = pytest.mark.parametrize("language", [each for each in LANGUAGES if words.direction(each) == "ltr"])


def said(sheet: str, language: str) -> Mapping[str, str]:
    """The sentences that belong on a sheet."""
    own = ON_LETTERS if sheet == "letter" else ON_POSTCARDS
    everything = words.said(ORDER | {"sheet": sheet, "language": language})
    return {key: everything[key] for key in (*RULES, *WAYS, *own)}


def squeezed(text: str) -> str:
    """Without what lines and directions do to a text."""
    return "".join(each for each in text if not each.isspace() and unicodedata.category(each) != "Cf")


def skeleton(text: str) -> str:
    """The letters of an Arabic word that its font draws as one shape each."""
    bare = (each for each in text if each not in HAMZA and not unicodedata.combining(each))
    return "".join(each for each in bare if each.isalnum())


@each_sheet
@each_language
def test_a_sheet_has_its_size_and_its_pages(printed: Print, sheet: str, language: str) -> None:
    pages = printed(sheet=sheet, language=language).pdf.pages
    assert len(pages) == PAGES[sheet]
    for page in pages:
        assert tuple(round(float(points) / 72 * 25.4) for points in page.mediabox[2:]) == MILLIMETRES[sheet]


@each_sheet
@each_language
def test_a_screen_reader_is_told_language_title_structure_and_what_the_picture_is(
    printed: Print, sheet: str, language: str
) -> None:
    pdf = printed(sheet=sheet, language=language).pdf
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert 'pdfuaid:part="1"' in root["/Metadata"].get_data().decode()
    assert pdf.metadata is not None
    assert pdf.metadata.title == words.title(ORDER | {"sheet": sheet, "language": language})
    elements = list(structure(root["/StructTreeRoot"]))
    kinds = {element.get("/S") for element in elements}
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Figure"} <= kinds
    assert [element["/Alt"] for element in elements if element.get("/S") == "/Figure"] == [
        words.said(ORDER | {"sheet": sheet, "language": language})["qr"]
    ]


@each_sheet
@each_language
def test_every_font_comes_along(printed: Print, sheet: str, language: str) -> None:
    fonts = list(fonts_of(printed(sheet=sheet, language=language)))
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


@each_sheet
@left_to_right
def test_a_sheet_says_all_of_its_words_and_nothing_besides(printed: Print, sheet: str, language: str) -> None:
    left = squeezed(printed(sheet=sheet, language=language).text)
    for sentence in sorted([*said(sheet, language).values(), CODE], key=len, reverse=True):
        assert squeezed(sentence) in left, sentence
        left = left.replace(squeezed(sentence), "", 1)
    assert left == squeezed(ORDER["programme"] + ORDER["area"] + ORDER["organisation"])


@each_sheet
def test_arabic_is_all_there_joined_and_from_the_right(printed: Print, sheet: str) -> None:
    paper = printed(sheet=sheet, language="ar")
    read = skeleton(paper.text)
    for sentence in said(sheet, "ar").values():
        arabic = [
            word for word in map(skeleton, sentence.split()) if word and unicodedata.bidirectional(word[0]) == "AL"
        ]
        assert [word for word in arabic if word not in read] == [], sentence
    assert CODE in paper.text
    assert max(shapes(font, "ل") for font in fonts_of(paper)) > 1  # alone, and joined to its neighbours
    assert placed_from_the_right(paper)


@each_sheet
@each_language
def test_the_qr_code_leads_to_the_page_with_the_code_behind_the_hash(printed: Print, sheet: str, language: str) -> None:
    drawn = pypdfium2.PdfDocument(printed(sheet=sheet, language=language).content)
    try:
        picture = drawn[len(drawn) - 1].render(scale=3).to_pil()
    finally:
        drawn.close()
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == f"https://{ORDER['address']}#{CODE}"


@each_sheet
def test_markup_in_a_name_is_text(printed: Print, sheet: str) -> None:
    name = '<img src="file:///etc/passwd"><b>Fælles & "fri"</b>'
    text = printed(sheet=sheet, programme=name, area="</style><script>x</script>").text
    assert squeezed(name) in squeezed(text)
    assert "</style><script>x</script>" in text


@each_sheet
@each_language
def test_long_names_make_the_text_smaller_and_not_the_sheet_longer(printed: Print, sheet: str, language: str) -> None:
    names = {
        "programme": "Samarbejdet om familier i Kommunen ved Fjorden",
        "area": "Kvarteret ved Havnen og Fabrikken",
    }
    paper = printed(sheet=sheet, language=language, **names)
    assert len(paper.pdf.pages) == PAGES[sheet]
    assert CODE in paper.text


def test_a_first_meeting_of_one_kind_leaves_no_choice_to_make(printed: Print) -> None:
    sentences = words.said(ORDER | {"sheet": "letter"})
    only = printed(sheet="letter", meetings=["home_visit"]).text
    assert sentences["first_meeting"] not in only


def test_a_letter_that_no_font_has_is_not_printed_as_a_box(press: Companions) -> None:
    with pytest.raises(NotInstalled):
        press("printing", ORDER | {"programme": "\U0010fffd"})


def test_the_same_order_is_the_same_sheet_and_no_day_of_printing_stands_on_it(press: Companions) -> None:
    first, second = press("printing", ORDER), press("printing", ORDER)
    assert b"/CreationDate" not in first
    assert len(first) == len(second)


def test_without_pango_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = 'raise OSError("cannot load library")\n'
    (tmp_path / "weasyprint.py").write_text(missing, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    press = Companions(Clock(), Metrics("enrollment"), log_for("enrollment", "kfum"))
    press.declare(Printing.asides)
    with pytest.raises(NotInstalled) as lacking:
        press("printing", ORDER)
    press.stop()
    assert set(lacking.value.because["packages"].split()) == set(ROOM.packages)


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


def fonts_of(paper: Any) -> Iterator[Any]:
    for page in paper.pdf.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            yield font.get_object()


def shapes(font: Any, letter: str) -> int:
    """How many drawings of a letter a font brings along."""
    table = font["/ToUnicode"].get_data().decode()
    return len(re.findall(rf"^<[0-9a-f]+> <{ord(letter):04x}>$", table, re.MULTILINE | re.IGNORECASE))


def placed_from_the_right(paper: Any) -> bool:
    """Whether the words are on the right of the last page, and the code on the left of it, or as wide as the page."""
    page = pypdfium2.PdfDocument(paper.content)[len(paper.pdf.pages) - 1]
    text = page.get_textpage()
    first = text.search("القرار").get_next()
    assert first is not None
    left, _, right, _ = text.get_charbox(first[0])
    return bool(page.get_width() - right < left)
