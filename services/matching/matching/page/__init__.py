"""The page on which somebody says how it goes: from words to HTML, and nothing else.

It names nobody and nothing, needs no script and nothing from anywhere else. Deliberately not here: who may answer.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from matching.domain.page_words import FROM_RIGHT_TO_LEFT, LANGUAGES

PAGES = Environment(
    loader=PackageLoader("matching.page", ""),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def question(language: str) -> str:
    """How does it go? Three buttons."""
    return _render(language, title="question", buttons=("well", "talk", "stop"))


def ask_whether_sure(language: str) -> str:
    """What it means to stop, and a second button for it."""
    return _render(language, title="sure", lead="sure_lead", buttons=("talk", "stop_now"))


def thanks(language: str, answer: str) -> str:
    """What happens now that somebody has answered."""
    return _render(language, title="thanks", lead=f"after_{answer}")


def over(language: str) -> str:
    """The one page for every link that cannot be used, whatever the reason."""
    return _render(language, title="over", lead="over_lead")


@cache
def words(language: str) -> Mapping[str, str]:
    """Every sentence of the page in one language: a line each, name and text."""
    text = files("matching.page").joinpath(f"words/{language}.txt").read_text(encoding="utf-8")
    lines = (line.partition(":") for line in text.splitlines() if line)
    return {name: said.strip() for name, _, said in lines}


def _render(language: str, *, title: str, lead: str = "", buttons: tuple[str, ...] = ()) -> str:
    said = words(language)
    context: dict[str, Any] = {
        "language": language,
        "direction": "rtl" if language in FROM_RIGHT_TO_LEFT else "ltr",
        "languages": LANGUAGES if buttons else {},
        "words": said,
        "title": said[title],
        "lead": said[lead] if lead else "",
        "buttons": buttons,
    }
    return PAGES.get_template("answer.html").render(context)
