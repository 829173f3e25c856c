"""A run: what is asked of the process that computes it, and what becomes of its answer.

Runs come one after the other, so that each sees what the one before has put forward. Nothing is open while one is
computed; what has changed meanwhile is found when its proposals are put forward. Deliberately not here: which pairs are
best (`matching.solving`).
"""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions import showing_runs
from matching.actions.keeping import days_kept
from matching.actions.ours import OfOthers, check_ours, of_others
from matching.actions.putting_forward import put_forward
from matching.actions.showing import Shown
from matching.domain import parcels, programmes
from matching.queries import runs as queries
from matching.tables import Run

SOLVING = "solving"
Order = Mapping[str, Any]


def run(errand: Any, *, dry: bool, **wanted: Any) -> Any:
    """Find the best proposals there are, and put them forward; dry, only show them."""
    with errand.alone(SOLVING):
        order = errand(lambda work: prepare(work, **wanted), write=False)
        found = list(parcels.unwrap(errand.aside(SOLVING, order)))
        took_ms = round(errand.seconds * 1000)
        if dry:
            return errand(lambda work: showing_runs.dry(work, order, found, took_ms), write=False)
        return errand.once(lambda work: showing_runs.summary(work, put_forward(work, order, found, took_ms)))


def prepare(work: Work, *, programme: str, organisations: Sequence[str] = ()) -> Order:
    """What a process beside is to look at: the pool of a programme, today, of our own organisation and of others."""
    check_ours(work)
    known = programmes.named(programme).organisations
    for organisation in organisations:
        if organisation not in known:
            raise Refused("not_in_the_programme", field="organisations", word=organisation)
    return {
        "programme": programme,
        "organisation": work.organisation,
        "organisations": sorted({work.organisation, *organisations}),
        "at": work.today.isoformat(),
    }


def replay(errand: Any, id: UUID) -> Shown:
    """Decide once more on what a run decided on, and say whether the same comes of it."""
    order, stored_hash, stored, others = errand(lambda work: (*_kept(work, id), of_others(work)), write=False)
    found = list(parcels.unwrap(errand.aside(SOLVING, order)))
    again = {_pair(each) for pairs in parcels.lists(found, parcels.PROPOSED) for each in pairs}
    lost, new = sorted(stored - again), sorted(again - stored)
    same = {"same_hash": parcels.head(found)["hash"] == stored_hash, "same_pairs": not (lost or new)}
    return {**same, "lost": _named(lost, others), "new": _named(new, others)}


def _kept(work: Work, id: UUID) -> tuple[Order, str, set[tuple[UUID, UUID]]]:
    row = showing_runs.within_reach(work, id)
    pieces = list(queries.parts(work.session, id, parcels.SNAPSHOT))
    if not pieces:
        raise Refused("snapshot_gone", days=days_kept(work))
    order = {"programme": row.programme, "snapshot": parcels.joined(pieces)}
    return order, row.input_hash, queries.pairs(work.session, id) | _changed(work, row)


def _changed(work: Work, row: Run) -> set[tuple[UUID, UUID]]:
    kept = queries.parts(work.session, row.id, parcels.CHANGED)
    return {(parcels.need_of(each), UUID(each["nearest"])) for part in kept for each in parcels.unpack(part)}


def _pair(found: parcels.Found) -> tuple[UUID, UUID]:
    return parcels.need_of(found), UUID(str(found["volunteer"]))


def _named(pairs: Sequence[tuple[UUID, UUID]], others: OfOthers) -> list[Shown]:
    named = others({"need": need, "volunteer": volunteer} for need, volunteer in pairs)
    return list(islice(named, showing_runs.FIRST))
