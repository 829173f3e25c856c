"""Volunteers nobody has heard of for a while, noticed gently. Nobody is removed for it, nothing is held against them.

Where nobody has asked the volunteer anything, it is we who have been quiet, and that is what is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

SUGGESTIONS: Mapping[str, Mapping[str, str]] = {
    "we": {
        "da": "Ingen har spurgt den frivillige om noget siden {since}. Det er os, der har været stille: "
        "sig hej, og fortæl, hvordan det ser ud.",
        "en": "Nobody has asked the volunteer anything since {since}. It is we who have been quiet: "
        "say hello, and tell how things stand.",
    },
    "they": {
        "da": "Den frivillige har ikke været med siden {since}. Sig hej, og spørg, hvordan det går.",
        "en": "The volunteer has not taken part since {since}. Say hello, and ask how it is going.",
    },
}


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What is known of a volunteer's taking part. `asked_on` is the last day anybody asked the volunteer anything."""

    volunteer: UUID
    active_on: date
    asked_on: date | None
    is_busy: bool
    is_away: bool


@dataclass(frozen=True, kw_only=True)
class Quiet:
    """Nothing has been heard since a day; `who` has been quiet, `we` or `they`."""

    volunteer: UUID
    since: date
    days: int
    who: str

    def suggestion(self, language: str) -> str:
        """What to do about it, in `da` or `en`."""
        since = f"{self.since.day}.{self.since.month}.{self.since.year}" if language == "da" else self.since.isoformat()
        return SUGGESTIONS[self.who][language].format(since=since)


def quiet(seen: Seen, *, today: date, after_days: int) -> Quiet | None:
    """Whether somebody should say hello. Whoever is on a pause, or has something before them, is left in peace."""
    days = (today - seen.active_on).days
    if seen.is_busy or seen.is_away or days < after_days:
        return None
    was_asked = seen.asked_on is not None and seen.asked_on >= seen.active_on
    return Quiet(volunteer=seen.volunteer, since=seen.active_on, days=days, who="they" if was_asked else "we")
