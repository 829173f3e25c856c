"""Proposals for one programme at one date: the best set of possible pairs, and for every other need what is in the way.

Whoever has waited longest comes first; then the better fit decides; then the id, so that the same facts always give
the same proposals. Deliberately not here: what makes a pair possible (`rules`) or good (`fit`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.programmes import Programme
from matching.domain.facts import Need, Volunteer
from matching.domain.fit import fit
from matching.domain.reasons import Reason, reasons
from matching.domain.rules import Blocked, Pair, objections
from matching.domain.seating import seat


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
    offered = sorted(volunteers, key=lambda volunteer: volunteer.id)
    judged = {need.id: _judged(programme, need, offered, at) for need in waiting}
    by_id = {volunteer.id: volunteer for volunteer in offered}
    seated = seat(
        {need.id: _possible(need, by_id, judged[need.id]) for need in waiting},
        {volunteer.id: volunteer.room for volunteer in offered},
    )
    return Proposals(
        tuple(_proposed(need, by_id[seated[need.id]], at) for need in waiting if need.id in seated),
        tuple(_unmatched(need, by_id, judged[need.id]) for need in waiting if need.id not in seated),
    )


Judged = Mapping[UUID, tuple[Blocked, ...]]


def _judged(programme: Programme, need: Need, volunteers: Iterable[Volunteer], at: date) -> Judged:
    """What is in the way of each volunteer for one need."""
    return {
        volunteer.id: objections(Pair(need=need, volunteer=volunteer, programme=programme, at=at))
        for volunteer in volunteers
    }


def _possible(need: Need, volunteers: Mapping[UUID, Volunteer], judged: Judged) -> list[UUID]:
    """The volunteers nothing speaks against, the best fit first; ids in order where the fit is the same."""
    possible = [id for id, blocked in judged.items() if not blocked]
    return sorted(possible, key=lambda id: fit(need, volunteers[id]), reverse=True)


def _proposed(need: Need, volunteer: Volunteer, at: date) -> Proposed:
    return Proposed(need=need, volunteer=volunteer, reasons=reasons(need, volunteer, at))


def _unmatched(need: Need, volunteers: Mapping[UUID, Volunteer], judged: Judged) -> Unmatched:
    if not judged:
        return Unmatched(need=need, nearest=None, blocked_by=(Blocked(code="no_volunteers"),))
    best_first = sorted(judged, key=lambda id: fit(need, volunteers[id]), reverse=True)
    nearest = min(best_first, key=lambda id: len(judged[id]))
    # Nothing in the way and still no proposal: every volunteer it could be is proposed to families who waited longer.
    blocked = judged[nearest] or (Blocked(code="others_waited_longer"),)
    return Unmatched(need=need, nearest=nearest, blocked_by=blocked)
