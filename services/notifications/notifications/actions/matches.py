"""Matches: made and ended."""

from chassis.work import Work
from contracts.envelope import Event
from notifications.actions import questions
from notifications.actions.memory import note_addressees, note_programme, row
from notifications.actions.reconciling import reconsider
from notifications.domain.words import GUARDIAN, VOLUNTEER
from notifications.queries import enquiries
from notifications.tables import Match


def begin(work: Work, event: Event) -> None:
    """Everybody who is asked has said yes."""
    match = _match(work, event)
    match.matched_at, match.matched_correlation = event.time, event.correlationid
    note_addressees(work, match.id, ((guardian, GUARDIAN) for guardian in event.data["guardians"]))
    reconsider(work, [match.id])
    questions.settle(work, event)


def end(work: Work, event: Event) -> None:
    """The match is over. Why is nobody's business here."""
    match = _match(work, event)
    match.ended_at, match.ended_correlation = event.time, event.correlationid
    reconsider(work, [match.id, *enquiries(work.session, match.id)])


def _match(work: Work, event: Event) -> Match:
    match = row(work, Match, event.subject)
    note_programme(match, event)
    match.family = event.data["family"]
    note_addressees(work, match.id, [(event.data["volunteer"], VOLUNTEER)])
    return match
