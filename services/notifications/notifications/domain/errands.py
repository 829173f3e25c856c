"""An errand: one message taken out to be delivered, with all it takes to write and send it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from notifications.domain.letters import Matter
from notifications.domain.texts import LANGUAGES
from notifications.domain.words import (
    ANSWER_ASKED,
    CALLED_OFF,
    CHECKIN_ASKED,
    COVER_ASKED,
    GOODBYE,
    GUARDIAN,
    INVITATION,
    MATCH_MADE,
    MOVED,
    PLACE_OFFERED,
    REMINDER,
    SERIES,
    SERIES_CALLED_OFF,
    SERIES_MOVED,
    VETTING_EXPIRING,
    VOLUNTEER,
    YOUNG_PERSON,
)

# Who owns the address, and where it is asked for.
OWNERS = {
    GUARDIAN: ("enrollment", "/people/{person}/address"),
    YOUNG_PERSON: ("enrollment", "/people/{person}/address"),
    VOLUNTEER: ("matching", "/volunteers/{person}/address"),
}
# What the owner is told the address is for; people can see it in the log of who looked.
PURPOSES = {
    INVITATION: "invitation",
    MATCH_MADE: "invitation",
    MOVED: "change",
    CALLED_OFF: "change",
    REMINDER: "reminder",
    GOODBYE: "goodbye",
    ANSWER_ASKED: "invitation",
    COVER_ASKED: "invitation",
    CHECKIN_ASKED: "reminder",
    VETTING_EXPIRING: "reminder",
    PLACE_OFFERED: "invitation",
    SERIES: "invitation",
    SERIES_MOVED: "change",
    SERIES_CALLED_OFF: "change",
}
# Whose letter carries a link of the reader's own: which service makes it, where, and what it is told it is for.
LINKS = {CHECKIN_ASKED: ("matching", "/checkins/{about}/link?person={person}", "checkin")}
# Which letters tell the reader's calendar as well, and what: that there is a meeting now, or no longer.
CALENDARS = {INVITATION: "request", MOVED: "request", CALLED_OFF: "cancel"}
CALENDAR_OWNER = "activities"


@dataclass(frozen=True, kw_only=True)
class Errand:
    """`attempts` counts this one."""

    id: UUID
    about: UUID
    person: UUID
    role: str
    attempts: int
    useless_after: datetime | None
    correlation_id: UUID
    matter: Matter

    @property
    def owner(self) -> str:
        """The service that has the person's address."""
        return OWNERS[self.role][0]

    @property
    def path(self) -> str:
        """Where the owner is asked for it."""
        return OWNERS[self.role][1].format(person=self.person)

    @property
    def purpose(self) -> str:
        """What the address is asked for."""
        return PURPOSES[self.matter.template]

    @property
    def link(self) -> tuple[str, str, str] | None:
        """The service, path and purpose by which the letter's link is asked for; None for a letter without."""
        if self.matter.template not in LINKS:
            return None
        service, path, purpose = LINKS[self.matter.template]
        return service, path.format(about=self.about, person=self.person), purpose

    @property
    def calendar_method(self) -> str | None:
        """What the letter tells the reader's calendar; None for one that does not."""
        return CALENDARS.get(self.matter.template)

    def calendar_path(self, language: str) -> str:
        """Where `CALENDAR_OWNER` is asked for what the letter tells a calendar, in a language we write."""
        said = language if language in LANGUAGES else LANGUAGES[0]
        return f"/meetings/{self.about}/itip?method={self.calendar_method}&language={said}"

    def is_useless(self, now: datetime) -> bool:
        """Whether it is too late to send it."""
        return self.useless_after is not None and now >= self.useless_after


def message_id(id: UUID, sender: str) -> str:
    """The same for every attempt, so that a mail system can recognise a second copy."""
    return f"{id}@{sender.rpartition('@')[2]}"


def channel(mail: str) -> str:
    """The way a letter goes, by the setting `mail`."""
    return "print" if mail.startswith("print:") else "email"
