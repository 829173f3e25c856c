"""Why a match ends, in coarse words. Anybody in it may end it at any time; nobody in it has to say a word.

The words are those of the agreement between the services. Deliberately not here: why somebody declined a proposal
(`answers`), which is never told to the other side.
"""

from collections.abc import Collection, Mapping

from contracts.refusals import Refused
from matching.domain.answers import Side

#: What each side may say when it ends a match.
MAY_SAY: Mapping[Side, tuple[str, ...]] = {
    Side.MATCHER: ("family_wish", "volunteer_wish", "need_met", "other"),
    Side.GUARDIAN: ("family_wish", "need_met"),
    Side.VOLUNTEER: ("volunteer_wish",),
}
SAID = tuple(dict.fromkeys(word for words in MAY_SAY.values() for word in words))
#: What it means that somebody in a match stops without a word. Staff are in no match.
WITHOUT_A_WORD: Mapping[Side, str] = {Side.GUARDIAN: "family_wish", Side.VOLUNTEER: "volunteer_wish"}
#: How two people say goodbye: they meet, something kind is passed on, or they would rather not.
GOODBYES = ("meeting", "words", "declined")
#: What it means for a match that its need was withdrawn.
AFTER_NEED: Mapping[str, str] = {
    "met": "need_met",
    "family_wish": "family_wish",
    "consent_withdrawn": "consent_withdrawn",
    "family_left": "family_left",
}
#: Why a volunteer says goodbye, and what follows from vetting; a renewed vetting brings the latter back.
LEAVING = ("volunteer_wish", "completed", "other")
BY_VETTING = ("vetting_failed", "vetting_expired")


def after_leaving(reason: str) -> str:
    """What it means for a match that its volunteer has left."""
    return "vetting_expired" if reason in BY_VETTING else "volunteer_wish"


def after_family(*, withdrawn: str | None, family_left: bool, consent_live: bool) -> str | None:
    """What it means for a proposal or match that the family has changed its mind; None if it has not."""
    if withdrawn:
        return AFTER_NEED.get(withdrawn, "other")
    if family_left:
        return "family_left"
    return None if consent_live else "consent_withdrawn"


def said(reason: str | None, sides: Collection[Side]) -> str:
    """The word a match ends with, when somebody on these sides ends it with a reason or without.

    Raises:
        Refused: `staff_say_why`, if staff give no reason, or `not_your_reason`.
    """
    word = reason or next((WITHOUT_A_WORD[side] for side in sides if side in WITHOUT_A_WORD), None)
    if word is None:
        raise Refused("staff_say_why", field="reason", words=", ".join(MAY_SAY[Side.MATCHER]))
    check_may_say(word, sides)
    return word


def check_may_say(reason: str, sides: Collection[Side]) -> None:
    """Nobody ends a match in another's name.

    Raises:
        Refused: `not_your_reason`, if the reason is for somebody else to give.
    """
    if not any(reason in MAY_SAY[side] for side in sides):
        raise Refused("not_your_reason", field="reason")
