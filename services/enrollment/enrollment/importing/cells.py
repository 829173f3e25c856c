"""From what stands in a cell to what the schemas take: text, days in ISO, yes and no, codes of municipalities.

What cannot be understood is handed on as it stands, so that the schema refuses it with its own words.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache
from typing import Any

from contracts.fields import municipalities

Given = Any
# Cells that a spreadsheet would take for a formula; we put the apostrophe there when we give a file back.
FORMULA_SIGNS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
DANISH_DAY = re.compile(r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{4})")
WHOLE = re.compile(r"-?[0-9]{1,9}", re.ASCII)
SEPARATORS = re.compile(r"[\s,;/]+")
YES = frozenset({"ja", "yes", "x", "true", "sand", "sandt", "1"})
NO = frozenset({"nej", "no", "false", "falsk", "0"})
CPR_DIGITS = 10


def text(cell: Any) -> str:
    """What a cell says. A whole number has no decimals, and a day is written as the schemas want it."""
    if isinstance(cell, str):
        shown = cell.strip()
        return shown[1:] if shown[:1] == "'" and shown[1:2] and shown[1] in FORMULA_SIGNS else shown
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return _number(int(cell))
    return _number(cell) if isinstance(cell, int) else str(cell)


def day(said: str) -> str:
    """A Danish day, 31-12-2015, as the schemas want it; the day always stands before the month."""
    found = DANISH_DAY.fullmatch(said)
    return f"{found[4]}-{found[3]:0>2}-{found[1]:0>2}" if found else said


def yes_no(said: str) -> bool | str:
    """Ja or nej, a cross or nothing."""
    word = said.casefold()
    return True if word in YES else False if word in NO else said


def several(said: str) -> list[str]:
    """Values that share a cell: `ar, da`."""
    return [each for each in SEPARATORS.split(said.casefold()) if each]


def municipality(said: str) -> str:
    """A municipality by its code, which spreadsheets rob of its first zeros, or by its name."""
    return said.zfill(4) if said.isascii() and said.isdigit() else _codes().get(said.casefold(), said)


def municipalities_in(said: str) -> list[str]:
    """Several of them in a cell."""
    return [municipality(each) for each in SEPARATORS.split(said) if each]


def postcode(said: str) -> str:
    """A postcode, which spreadsheets rob of its first zero."""
    return said.zfill(4) if said.isascii() and said.isdigit() else said


def number(said: str) -> int | str:
    """A whole number."""
    return int(said) if WHOLE.fullmatch(said) else said


def places(said: str) -> list[int | str]:
    """Rows of the same family, counted from 1 as people count; the schemas count from 0."""
    return [each - 1 if isinstance(each, int) else each for each in map(number, several(said))]


def plain(said: str) -> str:
    """A text as it stands."""
    return said


def lower(said: str) -> str:
    """A code that somebody has written with capitals."""
    return said.casefold()


def words(spellings: dict[str, str]) -> Callable[[str], str]:
    """A reader of closed words in Danish and English."""
    return lambda said: spellings.get(spelling(said), spelling(said))


def spelling(said: str) -> str:
    """A word or a heading without regard to capitals, spaces and hyphens: `E-mail` is `e_mail`."""
    return "_".join(re.split(r"[\s_-]+", said.strip().casefold()))


def _number(value: int) -> str:
    """A spreadsheet that took a CPR number for a number has lost its first zero; it must still look like one."""
    digits = str(value)
    return digits.zfill(CPR_DIGITS) if len(digits) == CPR_DIGITS - 1 else digits


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): code for code, name in municipalities().items()}
