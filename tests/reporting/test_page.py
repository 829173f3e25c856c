"""The public page: what it says, in which language, and what it never shows."""

import re
from html.parser import HTMLParser

import pytest

from chassis.testing import AT
from reporting.domain.figures import FIGURES
from reporting.page import render

NOUGHT = dict.fromkeys(FIGURES, 0)
VOID = {"meta", "link"}


def page(language: str = "en", below: int = 5, **figures: int) -> str:
    return render({"kvartervenner": NOUGHT | figures}, language=language, below=below, now=AT)


class Outline(HTMLParser):
    """Tags and attributes of a page; refuses one that is not closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def shown(html: str) -> dict[str, str]:
    return dict(re.findall(r"<dt>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", html))


def test_each_figure_stands_beside_its_name() -> None:
    figures = shown(page(families_taking_part=23, meetings_held=1284))
    assert len(figures) == len(FIGURES)
    assert figures["Families taking part"] == "23"
    assert figures["Meetings held"] == "1,284"


def test_a_small_count_is_nowhere_on_the_page() -> None:
    html = page(families_left=3)
    assert shown(html)["Families that have left"] == "under 5"
    assert "Counts from 1 to 4 are shown as" in html


def test_needs_beside_a_public_offer_are_on_the_page_and_few_of_them_are_not_told() -> None:
    label = FIGURES["needs_beside_public_offer"]
    assert shown(page("da", needs_beside_public_offer=12))[label.da] == "12"
    assert shown(page(needs_beside_public_offer=4))[label.en] == "under 5"


def test_where_nothing_is_hidden_nothing_is_said_of_hiding() -> None:
    html = page(below=1, families_left=1)
    assert shown(html)["Families that have left"] == "1"
    assert "are shown as" not in html


def test_the_page_is_written_in_danish_and_in_english() -> None:
    danish, english = page("da", families_taking_part=23), page("en")
    assert '<html lang="da">' in danish
    assert shown(danish)["Familier, der deltager"] == "23"
    assert "Talt 02.03.2026 kl. 10.00" in danish
    assert '<html lang="en">' in english
    assert "Counted 02/03/2026 at 10:00, Danish time" in english


@pytest.mark.parametrize("language", ["da", "en"])
def test_each_language_leads_to_the_other(language: str) -> None:
    links = [attributes for tag, attributes in Outline(page(language)).tags if tag == "a"]
    other = {"da": "en", "en": "da"}[language]
    assert {"href": f"?language={other}", "lang": other, "hreflang": other} in links
    assert any(link["href"] == "/docs" for link in links)


def test_the_page_is_whole_and_takes_nothing_from_elsewhere() -> None:
    outline = Outline(page())
    assert outline.open == []
    assert not {"script", "img", "iframe", "form"} & {tag for tag, _ in outline.tags}
    assert [attributes["href"] for tag, attributes in outline.tags if tag == "link"] == ["data:,"]
    assert "http" not in page()


def test_it_can_be_read_by_ear_and_on_a_small_screen() -> None:
    tags = Outline(page()).tags
    assert [tag for tag, _ in tags].count("h1") == [tag for tag, _ in tags].count("main") == 1
    assert ("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}) in tags
    (section,) = [attributes for tag, attributes in tags if tag == "section"]
    assert ("h2", {"id": section["aria-labelledby"]}) in tags


def test_before_any_programme_is_in_force_the_page_says_so() -> None:
    assert "No programme is in force yet." in render({}, language="en", below=5, now=AT)


def test_what_belongs_to_no_known_programme_is_not_shown() -> None:
    html = render({"unknown": NOUGHT, "<script>": NOUGHT}, language="en", below=5, now=AT)
    assert "unknown" not in html
    assert "<script>" not in html
