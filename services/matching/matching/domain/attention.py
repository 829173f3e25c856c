"""What needs somebody today: every kind of it, where its rule comes from, and what to do.

The id of a thing to do is its place in the list, so that a list of several kinds can be read page by page, and goes on
where it stopped although things were done in between. Deliberately not here: any name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.programmes import Programme

ABOUT = ("proposal", "match", "checkin", "ruling", "volunteer")


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of thing to do; `path` leads to the value of the programme that asks for it."""

    about: str
    path: str
    what: Mapping[str, str]
    to_do: Mapping[str, str]


KINDS: Mapping[str, Kind] = {
    "matcher_awaited": Kind(
        about="proposal",
        path="matching.matchers",
        what={"da": "Et forslag venter på en matcher.", "en": "A proposal waits for a matcher."},
        to_do={"da": "Læs grundene, og svar ja eller nej.", "en": "Read the reasons and say yes or no."},
    ),
    "proposal_expiring": Kind(
        about="proposal",
        path="matching.answer_days",
        what={
            "da": "Et forslag udløber snart; den, der er spurgt, har ikke svaret.",
            "en": "A proposal expires soon; who was asked has not answered.",
        },
        to_do={
            "da": "Ring, og spørg, om de har brug for at tale om det. Ingen skal svare ja.",
            "en": "Call and ask whether they would like to talk about it. Nobody has to say yes.",
        },
    ),
    "proposal_lapsed": Kind(
        about="proposal",
        path="matching.answer_days",
        what={
            "da": "Et forslag er faldet bort uden svar; begge kan foreslås igen.",
            "en": "A proposal has lapsed without an answer; both can be proposed again.",
        },
        to_do={
            "da": "Spørg, om de stadig ønsker det, og lad maskinen foreslå igen.",
            "en": "Ask whether they still wish it, and have the machine propose again.",
        },
    ),
    "first_meeting": Kind(
        about="match",
        path="wish.child_says_from",
        what={
            "da": "Det er ikke skrevet, at barnet og den frivillige har mødt hinanden.",
            "en": "It is not recorded that child and volunteer have met.",
        },
        to_do={
            "da": "Aftal det første møde, og skriv, hvad barnet siger.",
            "en": "Arrange the first meeting and record what the child says.",
        },
    ),
    "checkin_silent": Kind(
        about="checkin",
        path="matching.silence_days",
        what={"da": "Den ene side har ikke svaret på, hvordan det går.", "en": "One side has not said how it goes."},
        to_do={"da": "Ring, og skriv, at I har talt sammen.", "en": "Call, and record that you have talked."},
    ),
    "talk_wanted": Kind(
        about="checkin",
        path="matching.check_in_days",
        what={"da": "Den ene side vil gerne tale med dig.", "en": "One side would like to talk with you."},
        to_do={"da": "Ring, og skriv, at I har talt sammen.", "en": "Call, and record that you have talked."},
    ),
    "review_due": Kind(
        about="match",
        path="matching.review_every_days",
        what={"da": "Et forløb skal ses efter.", "en": "An accompaniment is due for a review."},
        to_do={
            "da": "Tal med begge sider, og skriv, om det går videre. Det har ingen slutdato.",
            "en": "Talk with both sides and record whether it goes on. It has no end date.",
        },
    ),
    "support_due": Kind(
        about="match",
        path="matching.support_every_days",
        what={"da": "En frivillig skal have støtte.", "en": "A volunteer is due for support."},
        to_do={"da": "Tal med den frivillige, og skriv dagen.", "en": "Talk with the volunteer and record the day."},
    ),
    "goodbye_due": Kind(
        about="match",
        path="goodbye.within_days",
        what={"da": "Et forløb er slut; der er ikke sagt farvel.", "en": "A match has ended; goodbye is not said."},
        to_do={
            "da": "Hjælp dem med at mødes eller sende et par ord; de må også sige nej tak.",
            "en": "Help them meet or pass on a few words; they may also say no, thank you.",
        },
    ),
    "pin_impossible": Kind(
        about="ruling",
        path="matching.matchers",
        what={
            "da": "To, som er holdt sammen, kunne ikke foreslås: en regel står i vejen.",
            "en": "Two who are pinned together could not be proposed: a rule is in the way.",
        },
        to_do={
            "da": "Læs i den seneste kørsel, hvad der står i vejen; ret det, eller tag beslutningen tilbage.",
            "en": "Read in the latest run what is in the way; put it right or lift the pin.",
        },
    ),
    "vetting_ahead": Kind(
        about="volunteer",
        path="vetting.warn_days",
        what={
            "da": "En frivilligs godkendelse udløber snart.",
            "en": "A volunteer's vetting runs out soon.",
        },
        to_do={
            "da": "Tal med den frivillige, og forny, hvad der udløber, inden dagen.",
            "en": "Talk with the volunteer and renew what runs out before the day.",
        },
    ),
}
PLACES = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a list goes on: behind a day, a kind on that day, and something it is about."""

    day: date
    kind: int
    subject: UUID

    @classmethod
    def of(cls, id: UUID) -> "Place":
        """The place that the id of a thing to do stands for."""
        day, kind = date.fromordinal(min(max(1, id.int >> 96), date.max.toordinal())), id.int >> 88 & 0xFF
        return cls(day=day, kind=kind, subject=UUID(int=(id.int & (1 << 88) - 1) << 40))


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One thing to do."""

    kind: str
    subject: UUID
    due_on: date
    programme: str

    @property
    def id(self) -> UUID:
        """Its place in the list: by the day it is due, then by kind, then by what it is about."""
        return UUID(int=self.due_on.toordinal() << 96 | PLACES[self.kind] << 88 | self.subject.int >> 40)

    def row(self, programme: Programme) -> str:
        """Where its rule comes from."""
        return programme.row_of(KINDS[self.kind].path)
