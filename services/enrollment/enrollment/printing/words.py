"""What stands on a sheet, in the language of who reads it; every language says the same. # S0-17, S0-27"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from babel.dates import format_date

# Where the same language writes its dates in more than one way.
LOCALES = {"en": "en_GB"}
# Around what comes from elsewhere, so that a Danish name does not turn an Arabic sentence around.
ISOLATED = "\u2068{}\u2069"


def said(order: Mapping[str, Any]) -> Mapping[str, Any]:
    """Every sentence, filled in from the order."""
    language = order["language"]
    told = {
        "programme": order["programme"],
        "area": order["area"],
        "address": order["address"],
        "last_day": format_date(date.fromisoformat(order["last_day"]), "long", locale=LOCALES.get(language, language)),
    }
    if direction(language) == "rtl":
        told = {name: ISOLATED.format(text) for name, text in told.items()}
    return {name: text.format_map(told) for name, text in texts(language).items()}


def title(order: Mapping[str, Any]) -> str:
    """What the document is called in windows and lists, which turn no sentence around."""
    return texts(order["language"])[order["sheet"]].format(programme=order["programme"])


def direction(language: str) -> str:
    """`ltr` or `rtl`: where a line begins."""
    return texts(language)["direction"]


@cache
def texts(language: str) -> Mapping[str, str]:
    """The words of a language as they are written, with places to fill in."""
    file = files("enrollment.printing").joinpath(f"words/{language}.yaml")
    return dict(yaml.safe_load(file.read_text(encoding="utf-8")))
