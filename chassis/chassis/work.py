"""One unit of work: what an action gets in its hand, and nothing else. Commit and publishing happen around it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.clock import COPENHAGEN, Clock
from contracts.envelope import Event
from contracts.events import REGISTER

RELATIONS = frozenset({"any", "organisation", "own", "shared"})


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who asks: organisation, roles and pseudonymous subject from the token, relations from the route's `allow`."""

    organisation: str
    roles: frozenset[str]
    subject: UUID
    relations: frozenset[str] = frozenset()

    def reaches(
        self, *, organisation: str | None = None, subjects: Iterable[UUID] = (), shared: Iterable[str] = ()
    ) -> bool:
        """Whether this caller stands in an allowed relation to something owned by these."""
        return (
            "any" in self.relations
            or ("organisation" in self.relations and organisation == self.organisation)
            or ("own" in self.relations and self.subject in set(subjects))
            or ("shared" in self.relations and self.organisation in set(shared))
        )


@dataclass(frozen=True, kw_only=True)
class Copy:
    """One event for one receiving organisation; its place in the subject's order is given when it is stored."""

    receiver: str
    event: Event


@dataclass(kw_only=True)
class Work:
    """A transaction in progress, at one moment, for one caller."""

    session: Session
    now: datetime
    caller: Caller
    settings: Mapping[str, Any]
    organisation: str
    service: str
    clock: Clock
    correlation_id: UUID
    causation_id: UUID | None = None
    outgoing: list[Copy] = field(default_factory=list)
    #: Whether something of what was told is stored already and no longer `outgoing`.
    has_told: bool = False
    on_pause: Callable[["Work"], None] = lambda _work: None

    @property
    def today(self) -> date:
        """The date in Denmark at this moment."""
        return self.now.astimezone(COPENHAGEN).date()

    def new_id(self) -> UUID:
        """A pseudonymous id."""
        return self.clock.new_id()

    def new_code(self, letters: int = 8) -> str:
        """A code for a card: easy to type, impossible to guess."""
        return self.clock.new_code(letters)

    def pause(self) -> None:
        """Let others have their turn in the middle of a long transaction, which stays open; all or nothing holds."""
        self.on_pause(self)

    def emit(
        self,
        type: str,
        subject: UUID,
        data: Mapping[str, Any],
        *,
        programme: str | None = None,
        programmeversion: str | None = None,
        to: Mapping[str, UUID] | None = None,
    ) -> None:
        """Tell others a fact, if and when this work commits.

        `to` names the other organisations that may hear it, each with the live consent that allows it; those with whom
        the setting `exports` says it is agreed get a copy. Our own organisation always gets one.
        """
        event = self._event(type, subject, data, programme=programme, programmeversion=programmeversion)
        self._send(event, {self.organisation: None, **self._agreed(type, to or {})})

    def pass_on(
        self,
        type: str,
        subject: UUID,
        data: Mapping[str, Any],
        *,
        to: Mapping[str, UUID],
        programme: str | None = None,
        programmeversion: str | None = None,
    ) -> None:
        """Tell a fact to others who may hear it only now. Our own organisation heard it when it came true."""
        event = self._event(type, subject, data, programme=programme, programmeversion=programmeversion)
        self._send(event, self._agreed(type, to))

    def _event(
        self, type: str, subject: UUID, data: Mapping[str, Any], *, programme: str | None, programmeversion: str | None
    ) -> Event:
        return Event(
            id=self.new_id(),
            source=f"/{self.organisation}/{self.service}",
            type=type,
            subject=subject,
            time=self.now,
            data=data,
            correlationid=self.correlation_id,
            causationid=self.causation_id,
            sequence=0,
            programme=programme,
            programmeversion=programmeversion,
            consentref=None,
            dataclassification=REGISTER[type].classification,
            traceparent=None,
        )

    def _send(self, event: Event, to: Mapping[str, UUID | None]) -> None:
        for receiver, consent in to.items():
            self.outgoing.append(Copy(receiver=receiver, event=replace(event, consentref=consent)))

    def _agreed(self, type: str, named: Mapping[str, UUID]) -> Mapping[str, UUID]:
        # The broker refuses a copy for anybody else and ends the channel, so that everything after it would wait too.
        agreed = self.settings["exports"].get(type, ())
        return {receiver: consent for receiver, consent in named.items() if receiver in agreed}
