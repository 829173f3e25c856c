"""What needs a coordinator today: every kind of it, where its rule comes from, what to do, and by which door.

The id of a thing to do is its place in the list, so that a list of several kinds is read page by page and goes on where
it stopped although things were done in between. Deliberately not here: any name; who follows a thing finds there what
they may see.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.programmes import Programme

ABOUT = ("meeting", "approval", "follow_up", "intake", "sign_up", "promise", "expense")


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of thing to do; `path` leads to the value of the programme that asks for it, `door` settles it."""

    about: str
    what: Mapping[str, str]
    to_do: Mapping[str, str]
    door: str
    path: str | None = None


KINDS: Mapping[str, Kind] = {
    "meeting_today": Kind(
        about="meeting",
        what={"da": "Et møde er i dag.", "en": "A meeting is today."},
        to_do={"da": "Registrér bagefter, hvem der kom.", "en": "Record afterwards who came."},
        door="PUT /meetings/{subject}/attendance",
        path="activities.register_within_days",
    ),
    "attendance_missing": Kind(
        about="meeting",
        what={
            "da": "Det er ikke registreret, hvem der kom til et møde.",
            "en": "Nobody has recorded who came to a meeting.",
        },
        to_do={
            "da": "Registrér, hvem der kom, eller aflys mødet, hvis det ikke blev holdt.",
            "en": "Record who came, or call the meeting off if it was not held.",
        },
        door="PUT /meetings/{subject}/attendance",
        path="activities.register_within_days",
    ),
    "not_arranged": Kind(
        about="meeting",
        what={
            "da": "Et møde er snart, og nogen, der skal være med, eller noget, der skal være klar, mangler.",
            "en": "A meeting is soon, and somebody who must come or something to be arranged is missing.",
        },
        to_do={
            "da": "Find dem, der mangler, og skriv, hvad der er aftalt.",
            "en": "Find who is missing, and write down what is arranged.",
        },
        door="PUT /meetings/{subject}/arrangements",
        path="activities.warn_unstaffed_days",
    ),
    "volunteers_needed": Kind(
        about="meeting",
        what={"da": "Et møde er snart og mangler frivillige.", "en": "A meeting is soon and short of volunteers."},
        to_do={
            "da": "Spørg frivillige, eller aflys i god tid.",
            "en": "Ask volunteers, or call it off in good time.",
        },
        door="POST /activities/{activity_id}/volunteers",
        path="activities.warn_unstaffed_days",
    ),
    "approval_awaited": Kind(
        about="approval",
        what={
            "da": "En bestyrelse har ikke svaret om sit hus.",
            "en": "A housing board has not answered about its house.",
        },
        to_do={"da": "Spørg bestyrelsen, og skriv svaret.", "en": "Ask the board, and write down its answer."},
        door="POST /approvals/{subject}/answer",
    ),
    "absences": Kind(
        about="follow_up",
        what={
            "da": "Nogen er blevet væk flere gange i træk uden at sige til.",
            "en": "Somebody has stayed away several times in a row without a word.",
        },
        to_do={
            "da": "Ring, og spørg venligt, hvordan de har det.",
            "en": "Call, and ask kindly how they are.",
        },
        door="POST /follow-ups/{subject}/talk",
        path="activities.absences_in_a_row",
    ),
    "unvetted_walk_in": Kind(
        about="follow_up",
        what={
            "da": "En frivillig uden gyldig godkendelse var med, hvor der var børn.",
            "en": "A volunteer whose vetting did not hold was there where children were.",
        },
        to_do={"da": "Tal med den frivillige.", "en": "Talk with the volunteer."},
        door="POST /follow-ups/{subject}/talk",
    ),
    "intake_waiting": Kind(
        about="intake",
        what={"da": "En familie venter på sit første møde.", "en": "A family waits for its first meeting."},
        to_do={"da": "Aftal mødet med familien.", "en": "Arrange the meeting with the family."},
        door="POST /meetings",
    ),
    "offer_lapsing": Kind(
        about="sign_up",
        what={
            "da": "En plads, der er tilbudt, falder snart bort uden svar.",
            "en": "A place that was offered lapses soon without an answer.",
        },
        to_do={
            "da": "Ring, og spørg. Ingen skal sige ja.",
            "en": "Call and ask. Nobody has to say yes.",
        },
        door="POST /sign-ups/{subject}/answer",
        path="activities.offer_hours",
    ),
    "promise_due": Kind(
        about="promise",
        what={"da": "Noget, programmet har lovet, skal ske i denne uge.", "en": "A promise falls due this week."},
        to_do={"da": "Hold mødet, eller aftal det nu.", "en": "Hold the meeting, or arrange it now."},
        door="POST /meetings",
    ),
    "course_follow_up_due": Kind(
        about="promise",
        what={
            "da": "Et kursus er slut, og opfølgningen skal ske i denne uge.",
            "en": "A course is over, and its follow-up falls due this week.",
        },
        to_do={"da": "Spørg familierne, hvordan det går.", "en": "Ask the families how it is going."},
        door="POST /meetings",
    ),
    "promise_missed": Kind(
        about="promise",
        what={
            "da": "Noget, programmet har lovet, er ikke sket.",
            "en": "Something the programme has promised has not happened.",
        },
        to_do={
            "da": "Blev det holdt, så registrér det; ellers hold det næste.",
            "en": "If it was held, record it; else hold the next.",
        },
        door="POST /meetings",
    ),
    "expense_waiting": Kind(
        about="expense",
        what={"da": "Et udlæg venter på godkendelse.", "en": "An expense waits to be approved."},
        to_do={"da": "Godkend det, eller sig nej.", "en": "Approve it or turn it down."},
        door="POST /expenses/{subject}/approval",
    ),
}
PLACES = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One thing to do: its day is the one it is due on, or since which it waits."""

    kind: str
    subject: UUID
    on: date
    programme: str | None
    activity_id: UUID | None = None

    @property
    def id(self) -> UUID:
        """Its place in the list: by its day, then by kind, then by what it is about."""
        return UUID(int=self.on.toordinal() << 96 | PLACES[self.kind] << 88 | self.subject.int >> 40)

    @property
    def door(self) -> str:
        """The request that settles it."""
        return KINDS[self.kind].door.format(subject=self.subject, activity_id=self.activity_id)

    def row(self, programme: Programme | None) -> str | None:
        """Where its rule comes from, if the programme says it."""
        path = KINDS[self.kind].path
        return programme.row_of(path) if programme and path else None


def missing(needed: Collection[str], roles: Collection[str], arranged: Collection[str]) -> bool:
    """Whether somebody who must come or something to be arranged is missing."""
    return bool(set(needed) - set(roles) - set(arranged))
