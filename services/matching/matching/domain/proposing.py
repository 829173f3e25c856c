"""Proposals for one programme at one date: the best set of possible pairs, and for every other need what is in the way.

Whoever has waited longest comes first; then the better fit decides; then the id, so that the same facts always give
the same proposals. Deliberately not here: what makes a pair possible (`rules`) or good (`worth`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.programmes import Programme
from matching.domain.facts import Need, Volunteer
from matching.domain.reasons import Reason, reasons
from matching.domain.rules import Blocked, Pair, is_possible, metres_apart, objections
from matching.domain.seating import seat
from matching.domain.worth import fit


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A need and a volunteer who may meet each other, and why."""

    need: Need
    volunteer: Volunteer
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Unmatched:
    """A need without a proposal, and what is in the way of the volunteer who comes nearest, if there is one."""

    need: Need
    nearest: UUID | None
    blocked_by: tuple[Blocked, ...]


@dataclass(frozen=True)
class Proposals:
    """What one run comes to."""

    proposed: tuple[Proposed, ...]
    unmatched: tuple[Unmatched, ...]


def propose(programme: Programme, needs: Iterable[Need], volunteers: Iterable[Volunteer], at: date) -> Proposals:
    """The best proposals for these needs."""
    waiting = sorted(needs, key=lambda need: (need.wanted_on, need.id))
    offered = {volunteer.id: volunteer for volunteer in sorted(volunteers, key=lambda volunteer: volunteer.id)}
    pairs = {need.id: _pairs(programme, need, offered.values(), at) for need in waiting}
    possible = {id: [pair.volunteer.id for pair in _best_first(filter(is_possible, pairs[id]))] for id in pairs}
    seated = seat(possible, {volunteer.id: volunteer.room for volunteer in offered.values()})
    return Proposals(
        tuple(_proposed(programme, need, offered[seated[need.id]], at) for need in waiting if need.id in seated),
        tuple(_unmatched(need, _best_first(pairs[need.id])) for need in waiting if need.id not in seated),
    )


def _pairs(programme: Programme, need: Need, volunteers: Iterable[Volunteer], at: date) -> list[Pair]:
    return [Pair(need=need, volunteer=volunteer, programme=programme, at=at) for volunteer in volunteers]


def _best_first(pairs: Iterable[Pair]) -> list[Pair]:
    """The best fit first, then the nearest; in the order given where both are the same."""
    return sorted(pairs, key=lambda pair: (-fit(pair.need, pair.volunteer), metres_apart(pair)))


def _proposed(programme: Programme, need: Need, volunteer: Volunteer, at: date) -> Proposed:
    pair = Pair(need=need, volunteer=volunteer, programme=programme, at=at)
    return Proposed(need=need, volunteer=volunteer, reasons=reasons(pair))


def _unmatched(need: Need, pairs: Sequence[Pair]) -> Unmatched:
    if not pairs:
        return Unmatched(need=need, nearest=None, blocked_by=(Blocked(code="no_volunteers"),))
    nearest, blocked = min(((pair, objections(pair)) for pair in pairs), key=lambda judged: len(judged[1]))
    # Nothing in the way and still no proposal: every volunteer it could be is proposed to families who waited longer.
    return Unmatched(
        need=need, nearest=nearest.volunteer.id, blocked_by=blocked or (Blocked(code="others_waited_longer"),)
    )
