"""What a piece of text may hold: one spelling per letter, nothing unseen, no CPR number.

The same rules hold for every text, whether it comes through HTTP or over the bus. Deliberately not here: what the
text means, and how long it may be.
"""

import re
import unicodedata

BIDI_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Arabic, Persian and Indic spelling, emoji and pasted Danish need these six; any other hides something.
WELCOME = frozenset("\u00ad\u061c\u200c\u200d\u200e\u200f")
UNSEEN = frozenset({"Cc", "Cf", "Co", "Zl", "Zp"})
MOST_MARKS = 30  # Unicode's own stream-safe limit; a longer run makes normalising take quadratic time

# Days 61 to 91 are the replacement numbers of people without a CPR number of their own.
_DAY = "(?:[06][1-9]|[1278][0-9]|[39][01])"
_MONTH = "(?:0[1-9]|1[0-2])"
_DASH = "[-\u2010-\u2015\u2212\u00b7/.]"
# Inside the birthday a separator counts only if a dash follows: "03.04.25 1830" is a date and an hour.
CPR_SHAPED = re.compile(
    rf"(?<![0-9]){_DAY}(?:{_MONTH}[0-9]{{2}}\s{{0,2}}{_DASH}?\s{{0,2}}"
    rf"|[\s./-]{_MONTH}[\s./-][0-9]{{2}}\s?{_DASH}\s?)[0-9]{{4}}(?![0-9])"
)
# An id is no CPR number, whichever digits it happens to hold.
AN_ID = re.compile(r"(?<![0-9A-Za-z-])[0-9A-Fa-f]{8}(-?)(?:[0-9A-Fa-f]{4}\1){3}[0-9A-Fa-f]{12}(?![0-9A-Za-z-])")


def clean(value: str, *, lines: bool = False) -> str:
    """The text as it is kept: NFC, trimmed, and with `lines` one kind of line break."""
    if lines:
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", value).strip()


def overloaded(value: str) -> bool:
    """Whether a letter carries more marks than any script puts on one; ask this before cleaning."""
    marks = 0
    for character in "" if value.isascii() else value:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MOST_MARKS:
            return True
    return False


def objection(value: str, *, lines: bool = False) -> str | None:
    """The code of what this cleaned text may not hold, or None."""
    if not value.isprintable() and (code := _hidden(value, allowed="\n\t" if lines else "")):
        return code
    return "cpr_not_stored" if cpr_shaped(value) else None


def cpr_shaped(value: str) -> bool:
    """Whether something in the text looks like a CPR number, whatever script its digits are written in."""
    plain = value if value.isascii() else "".join(map(_plain, value))
    return CPR_SHAPED.search(plain) is not None and CPR_SHAPED.search(AN_ID.sub("id", plain)) is not None


def _hidden(value: str, *, allowed: str) -> str | None:
    for character in value:
        if character in BIDI_OVERRIDES:
            return "bidi_override"
        if "\ud800" <= character <= "\udfff":
            return "not_unicode"
        if _unseen(character) and character not in allowed:
            return "control_character"
    return None


def _unseen(character: str) -> bool:
    noncharacter = ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"
    return noncharacter or (unicodedata.category(character) in UNSEEN and character not in WELCOME)


def _plain(character: str) -> str:
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    return "" if unicodedata.category(character) == "Cf" else character
