"""Whether there are volunteers enough: looked at from time to time, so that asking costs nothing."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from chassis.work import Work
from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.actions import programmes
from enrollment.actions.terms import all_terms
from enrollment.domain import supply
from enrollment.domain.supply import Queue, State
from enrollment.queries import needs as asked
from enrollment.tables import TrackSupply


def look_at_supply(work: Work) -> None:
    """Work out anew how every one-to-one track stands."""
    for programme in all_terms(work.session).values():
        for track in programme.supply:
            _look(work, programme, track)


def supplies(work: Work, code: str) -> Mapping[str, Any]:
    """How the one-to-one tracks of a programme stand, as everybody may know it."""
    programme = programmes.known(work.session, code)
    return {"items": [standing(work, programme, track) for track in programme.supply]}


def standing(work: Work, programme: Programme, track: str) -> dict[str, Any]:
    """How one track stands; a track that nobody looks at is open."""
    row = work.session.get(TrackSupply, (programme.code, track))
    return {
        "track": track,
        "names": programme.tracks[track].name,
        "state": row.state if row else State.OPEN,
        "expected_weeks": supply.weeks(_queue(row)) if row else None,
        "seen_at": row.seen_at if row else None,
    }


def admit(work: Work, programme: Programme, track: str, others: list[str]) -> None:
    """Let a new need in, unless the track is paused; `others` are the tracks that the family could take part in."""
    row = work.session.get(TrackSupply, (programme.code, track))
    if row is None or row.state != State.PAUSED:
        return
    open = [each for each in others if each != track and standing(work, programme, each)["state"] != State.PAUSED]
    rule = programme.row_of(f"supply.{track}.pause_over_days")
    weeks = supply.weeks_at_least(_queue(row), programme.supply[track])
    raise Refused("track_paused", rule=rule, field="kind", weeks=weeks, open=", ".join(open) or "–")


def _look(work: Work, programme: Programme, track: str) -> None:
    queue, row = _waiting(work, programme, track), work.session.get(TrackSupply, (programme.code, track))
    if row is None:
        row = TrackSupply(programme=programme.code, track=track, state=State.OPEN)
        work.session.add(row)
    row.waiting, row.longest_days, row.matched = queue.waiting, queue.longest_days, queue.matched
    row.expected_days = supply.expected_days(queue)
    row.state = supply.state(State(row.state), row.expected_days, programme.supply[track])
    row.seen_at = work.now


def _waiting(work: Work, programme: Programme, track: str) -> Queue:
    kinds = [kind for kind, need in programme.needs.items() if need.track == track]
    since = work.now - timedelta(days=supply.WINDOW_DAYS)
    waiting, matched = asked.queue(work.session, programme.code, kinds, since)
    oldest = asked.waiting_since(work.session, programme.code, kinds)
    return Queue(waiting=waiting, matched=matched, longest_days=(work.today - oldest).days if oldest else None)


def _queue(row: TrackSupply) -> Queue:
    return Queue(waiting=row.waiting, longest_days=row.longest_days, matched=row.matched)
