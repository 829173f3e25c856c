"""What a volunteer changes may stand in the way of a proposal that is still being answered; then it lapses at once.

What was in the way before, because a coordinator has set it aside, stays set aside. A match that runs goes on: both
have said yes to each other, and either may end it. Deliberately not here: what the family changes (`settling`).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

from chassis.work import Work
from matching.actions.knowing import needs_known, volunteers_known
from matching.actions.pairing import proposed
from matching.actions.settling import let_go
from matching.domain.rules import objections
from matching.queries import proposals
from matching.tables import Need, Proposal, Volunteer


@contextmanager
def reconsidered(work: Work, row: Volunteer) -> Iterator[None]:
    """Change a volunteer, who is held, inside; afterwards nothing is open that the change has made impossible."""
    with work.session.no_autoflush:
        before = _in_the_way(work, row)
    yield
    work.session.flush()
    for proposal in _open(work, row):
        if _objections(work, row, proposal) - before[proposal.id]:
            let_go(work, proposal, "other")


def _in_the_way(work: Work, row: Volunteer) -> Mapping[UUID, frozenset[str]]:
    return {proposal.id: _objections(work, row, proposal) for proposal in _open(work, row)}


def _open(work: Work, row: Volunteer) -> list[Proposal]:
    return [each for each in proposals.of_volunteer(work.session, row.id) if each.state == "open"]


def _objections(work: Work, row: Volunteer, proposal: Proposal) -> frozenset[str]:
    [asks] = needs_known(work, [work.session.get_one(Need, proposal.need_id)])
    [offers] = volunteers_known(work, [row], apart_from=proposal.id)
    pair = proposed(work, row.programme, asks, offers)
    return frozenset(blocked.code for blocked in objections(pair))
