"""How the page of a calendar looks: in both lights, on a phone and on paper; and that it fetches nothing."""

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.activities.calendar_pages import Page, drawn, each_page, entry, shown

EVIL = '<script>alert(1)</script>"><b onclick=x>&amp;'
CSS = files("activities.page").joinpath("calendar.css").read_text(encoding="utf-8")
COLOURS = re.findall(r":root \{[^}]*\}", CSS)


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", block))


def brightness(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 has it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, brighter = sorted((brightness(one), brightness(other)))
    return (brighter + 0.05) / (darker + 0.05)


def test_the_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("block", COLOURS, ids=["light", "dark", "paper"])
def test_every_letter_stands_out_from_what_it_stands_on(block: str) -> None:
    found = colours(block)
    assert set(found) == {"paper", "card", "ink", "soft", "line", "accent"}
    for ground in ("paper", "card"):
        for letters in ("ink", "soft", "accent"):
            assert contrast(found[letters], found[ground]) >= 4.5, (letters, ground)
        assert contrast(found["line"], found[ground]) >= 3
    assert len(COLOURS) == 3


def test_every_colour_is_one_of_those() -> None:
    rest = CSS
    for block in COLOURS:
        rest = rest.replace(block, "")
    assert not re.findall(r"#[0-9a-f]{3,8}\b|rgb|hsl|opacity", rest)
    letters = set(re.findall(r"(?<![-\w])color: ([^;]*);", rest))
    grounds = set(re.findall(r"(?<![-\w])background: ([^;]*);", rest))
    assert letters == {"var(--ink)", "var(--soft)", "var(--accent)", "inherit"}
    assert grounds == {"var(--paper)", "var(--card)", "none"}


def test_the_focus_can_be_seen_and_the_light_is_the_readers() -> None:
    assert re.search(r":focus-visible[^}]*outline: 3px solid var\(--accent\)", CSS)
    assert "outline: none" not in CSS
    assert "outline: 0" not in CSS
    assert "@media (prefers-color-scheme: dark)" in CSS
    assert "color-scheme: light dark" in CSS


def test_on_a_phone_a_month_is_a_list_and_nothing_is_wider_than_the_screen() -> None:
    assert "@media screen and (max-width: 48rem)" in CSS
    assert not re.findall(r"(?<![-\w])(?:min-)?width: (?:[2-9]\d\d+px|[2-9]\d(?:\.\d+)?rem)", CSS)
    page = drawn(entry())
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    assert "user-scalable" not in page


def test_on_paper_it_is_a_landscape_sheet_without_ways_to_go() -> None:
    printed = CSS[CSS.index("@media print") :]
    assert "size: A4 landscape" in printed
    assert "nav, .skip { display: none; }" in printed


# ── from nowhere else ──


@given(st.text(), st.text())
def test_words_that_people_wrote_stay_words(what: str, where: str) -> None:
    tidy = shown(entry(what="Familieklub", where="Her"))
    written = Page(drawn(entry(what=what + EVIL, where=where + EVIL), name=EVIL))
    assert [place for place, _, _ in written.elements] == [place for place, _, _ in tidy.elements]
    assert [set(found) for _, found, _ in written.elements] == [set(found) for _, found, _ in tidy.elements]


@each_page
def test_there_is_no_script_and_nothing_is_fetched(kind: str, language: str) -> None:
    page = shown(entry(), kind=kind, language=language)
    tags = {place[-1] for place, _, _ in page.elements}
    assert not tags & {"script", "img", "iframe", "form", "input", "button", "object", "svg"}
    assert not [
        name for _, found, _ in page.elements for name in found if name.startswith("on") or name in ("src", "style")
    ]
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert [found["href"] for _, found, _ in page.like("link")] == ["data:,"]
