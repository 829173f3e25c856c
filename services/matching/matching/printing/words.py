"""What stands on a certificate, in Danish and in English; both say the same."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from babel.dates import format_date

LOCALES = {"en": "en_GB"}
DAYS = ("since", "until", "on")


def said(order: Mapping[str, Any]) -> Mapping[str, Any]:
    """Every sentence, filled in from the order."""
    told = dict(order) | {name: _day(order, order[name]) for name in DAYS if order[name]}
    sentences = {name: text for name, text in texts(order["language"]).items() if isinstance(text, str)}
    return {name: text.format_map(told | {"until": told.get("until") or ""}) for name, text in sentences.items()}


def courses(order: Mapping[str, Any]) -> list[str]:
    """Each course with its hours and its day, under the programme's name for it or ours."""
    text, known = texts(order["language"]), texts(order["language"])["courses"]
    return [
        text["course"].format(
            name=each["name"] or known[each["course"]], hours=each["hours"], on=_day(order, each["on"])
        )
        for each in order["courses"]
    ]


@cache
def texts(language: str) -> Mapping[str, Any]:
    """The words of a language as they are written, with places to fill in."""
    file = files("matching.printing").joinpath(f"words/{language}.yaml")
    return dict(yaml.safe_load(file.read_text(encoding="utf-8")))


def _day(order: Mapping[str, Any], day: str) -> str:
    return format_date(date.fromisoformat(day), "long", locale=LOCALES.get(order["language"], order["language"]))
