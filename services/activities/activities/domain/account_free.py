"""Texts in which nobody has written the number of an account or a card. They are not kept here, not even by mistake.

A CPR number is refused wherever a text comes in; this looks for what else leads to somebody's money. A receipt or
voucher has a short number; one that looks like an account's is refused even if it is none. Deliberately not here: what
such a text means.
"""

import re
import unicodedata
from collections.abc import Iterator

from contracts.refusals import Refused

# A date of its own at the beginning of a number is how bookkeepers number vouchers: 2026-03-09-0042.
_DATED = re.compile(r"(?<!\d)20\d\d([-./ ]?)(0[1-9]|1[0-2])\1(0[1-9]|[12]\d|3[01])(?!\d)")
_NUMBER = re.compile(r"\d(?:[ \-./_]{0,3}\d)*")
_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ \-]?[A-Z0-9]){11,30}")
# A registration number of four digits, then an account of six to ten; in one word that is ten digits and more.
_REGISTRATION, _ACCOUNT, _IN_ONE = 4, range(6, 11), 10
_CARD = range(13, 20)


def objections(text: str, *, field: str) -> Iterator[Refused]:
    """Why a text is not kept."""
    if looks_like_account(text):
        yield Refused("account_number_not_kept", field=field)


def looks_like_account(text: str) -> bool:
    """Whether something in the text looks like the number of an account, in Denmark or elsewhere, or of a card."""
    plain = "".join(map(_plain, unicodedata.normalize("NFKC", text))).upper()
    if _IBAN.search(plain):
        return True
    return any(_is_account(found.group()) for found in _NUMBER.finditer(_DATED.sub("#", plain)))


def _is_account(number: str) -> bool:
    groups = re.findall(r"\d+", number)
    joined = "".join(groups)
    if any(len(group) >= _IN_ONE for group in groups):
        return True
    if len(joined) in _CARD:
        return True
    return any(
        len(group) == _REGISTRATION and len("".join(groups[place + 1 :])) in _ACCOUNT
        for place, group in enumerate(groups)
    )


def _plain(character: str) -> str:
    """A digit as 0 to 9, whatever script it is written in, every dash as one, and nothing for what is not seen."""
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    if unicodedata.category(character) == "Cf":
        return ""
    return "-" if unicodedata.category(character) == "Pd" or character in "\u2212\u00b7" else character
