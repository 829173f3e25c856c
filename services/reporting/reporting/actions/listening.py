"""Listening: every event leaves a step on the trail, and some a fact to be counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from chassis.work import Work
from contracts.envelope import Event
from reporting.actions.remembering import remember, remember_once
from reporting.tables import Consent, Family, Match, Meeting, Message, Need, ProgrammeInForce, Step, Tables


@dataclass(frozen=True)
class Fact:
    """Which row an event is about, which pair of columns it sets there, and what else of its data is kept."""

    table: type[Tables]
    name: str
    kept: tuple[str, ...] = ()


FACTS = {
    "programme.published.v1": Fact(ProgrammeInForce, "published"),
    "family.joined.v1": Fact(Family, "joined"),
    "family.left.v1": Fact(Family, "left"),
    "need.registered.v1": Fact(Need, "registered", ("family", "supplement_question")),
    "need.withdrawn.v1": Fact(Need, "withdrawn", ("family",)),
    "volunteer.matched.v1": Fact(Match, "matched", ("need", "family")),
    "match.ended.v1": Fact(Match, "ended", ("need", "family")),
    "meeting.scheduled.v1": Fact(Meeting, "scheduled", ("family", "match")),
    "meeting.called_off.v1": Fact(Meeting, "called_off"),
    "meeting.held.v1": Fact(Meeting, "held", ("family", "match")),
    "message.delivered.v1": Fact(Message, "delivered", ("about",)),
    "message.failed.v1": Fact(Message, "failed", ("about",)),
}


def hear(work: Work, event: Event) -> None:
    """Write down what happened and, if it is counted, the fact."""
    remember_once(work.session, Step, _step(event))
    if event.type == "consent.changed.v1":
        family = {"family": event.subject, "programme": event.programme}
        remember(work.session, Consent, event.data["consent"], fact=event.data["state"], event=event, kept=family)
    elif fact := FACTS.get(event.type):
        remember(work.session, fact.table, event.subject, fact=fact.name, event=event, kept=_kept(fact, event))


def _kept(fact: Fact, event: Event) -> Mapping[str, UUID | str | bool | None]:
    programme = event.data["code"] if fact.table is ProgrammeInForce else event.programme
    return {"programme": programme, **{name: event.data[name] for name in fact.kept}}


def _step(event: Event) -> Mapping[str, object]:
    return {
        "id": event.id,
        "type": event.type,
        "source": event.source,
        "subject": event.subject,
        "time": event.time,
        "sequence": event.sequence,
        "correlation_id": event.correlationid,
        "causation_id": event.causationid,
        "programme": event.programme,
    }
