"""What the languages people speak are called in Danish and in English, by ISO 639-1 code; the words are Unicode CLDR's.

Deliberately not here: which languages the product itself is written in.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def names() -> Mapping[str, Mapping[str, str]]:
    """What each language is called, by code and then by `da` or `en`."""
    text = files("contracts").joinpath("data/language_names.csv").read_text(encoding="utf-8")
    lines = csv.DictReader(text.splitlines())
    return MappingProxyType({line["code"]: MappingProxyType({"da": line["da"], "en": line["en"]}) for line in lines})


def called(code: str, language: str) -> str:
    """What a language is called in `da` or `en`; its code where nobody has a word for it."""
    return names().get(code, {}).get(language, code)
