"""The letters as they lie in `texts/`: a file a template and language, first line the subject, then the text."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from notifications.domain.words import TEMPLATES

LANGUAGES = ("da", "en")


@dataclass(frozen=True, kw_only=True)
class Text:
    """A subject and a text, with `{placeholders}` until they are filled."""

    subject: str
    text: str


@cache
def texts() -> Mapping[tuple[str, str], Text]:
    """Every text by template and language."""
    return MappingProxyType({(template, lang): _read(template, lang) for template in TEMPLATES for lang in LANGUAGES})


def _read(template: str, language: str) -> Text:
    file = files("notifications").joinpath("texts", language, f"{template}.txt")
    subject, _, text = file.read_text(encoding="utf-8").partition("\n")
    return Text(subject=subject.strip(), text=text.strip())
