"""What matching tells of matches. Each event sets its own column, so that every order of arrival ends the same."""

from chassis.work import Work
from contracts.envelope import Event
from enrollment.actions import facts, telling
from enrollment.domain.needs import RUNNING, State
from enrollment.tables import Match, Need


def note_match(work: Work, event: Event) -> None:
    """A volunteer has been found for a need."""
    row = _row(work, event)
    row.matched_at, row.volunteer = event.time, event.data["volunteer"]


def note_end_of_match(work: Work, event: Event) -> None:
    """The match is over: the need is open again, or met and thereby closed."""
    need = work.session.get(Need, event.data["need"])
    was = _state(work, need)
    row = _row(work, event)
    row.ended_at, row.ended_because = event.time, event.data["reason"]
    if need and was in RUNNING and _state(work, need) == State.MET:
        telling.tell_need_withdrawn(work, need, "met", telling.audience(work, need.family))


def _row(work: Work, event: Event) -> Match:
    row = work.session.get(Match, event.subject)
    if row is None:
        row = Match(id=event.subject, need=event.data["need"])
        work.session.add(row)
    return row


def _state(work: Work, need: Need | None) -> State | None:
    return facts.states(work.session, [need])[need.id] if need else None
