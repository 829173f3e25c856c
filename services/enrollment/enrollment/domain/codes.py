"""The code on a card or an invitation: it lets a family make contact, says nothing about it, works once. # S0-27

Only its digest is kept, so that nobody who reads the database can use it.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

# About 59 bits: also too many to try against a copy of the digests.
LETTERS = 12
GROUP = 4
# Uses are told to who handed the codes out in steps of so many, so that no step points at one family.
STEP = 5


@dataclass(frozen=True, kw_only=True)
class Code:
    """What is known of a code that was handed out."""

    expires_on: date
    used: bool
    revoked: bool


def usable(code: Code, on: date) -> bool:
    """Whether it still opens the door; its last day is `expires_on`."""
    return on <= code.expires_on and not code.used and not code.revoked


def printed(code: str) -> str:
    """The letters of a code as they stand on the card: `ABCD-EFGH-JKLM`."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def printable(code: Code, on: date) -> bool:
    """Whether it may be put on paper. A used one may: that the family has used it is the family's to tell."""
    return on <= code.expires_on and not code.revoked


def letters(typed: str) -> str:
    """The letters of a code, however it was typed from the card."""
    return "".join(character for character in typed.upper() if character.isalnum())


def standing(code: Code | None, on: date) -> str:
    """How it stands to who handed it out: never whether the family has used it, which is the family's to tell."""
    if code is None:
        return "none"
    if code.revoked:
        return "revoked"
    return "over" if code.expires_on < on else "handed_out"


def at_least(used: int) -> int:
    """How many uses may be told."""
    return used - used % STEP


def digest(typed: str) -> str:
    """What is kept of a code."""
    return sha256(letters(typed).encode()).hexdigest()
