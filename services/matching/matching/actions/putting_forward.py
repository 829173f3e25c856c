"""Putting forward what a run has found, in one transaction that lets others have their turn all the while.

Whatever has changed since the run read the rows counts: every pair is put to the rules again, on rows that are held.
What no longer holds is kept as such and never proposed. A run that ends half-way leaves nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from chassis.work import Work
from matching.actions.holding import hold_ids
from matching.actions.knowing import needs_known, volunteers_known
from matching.actions.pairing import Ruled, pair, ruled
from matching.domain import facts, parcels, programmes
from matching.domain.blocking import CHANGED_MEANWHILE
from matching.domain.rules import objections
from matching.queries import runs as queries
from matching.queries import volunteers
from matching.tables import Need, Proposal, Run, RunPart, Volunteer

#: Of so many parcels at a time it is looked up what is known: a question for a hundred costs little more than for ten.
LOOKED_UP = 8


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Some pairs as they stand now: who is still there, which places are taken, what has been ruled."""

    needs: Mapping[UUID, facts.Need]
    volunteers: Mapping[UUID, facts.Volunteer]
    taken: Mapping[UUID, set[int]]
    rulings: Ruled


def put_forward(work: Work, order: Mapping[str, Any], found: parcels.Parcels, took_ms: int) -> Run:
    """Write a run, its proposals and what it says beside them."""
    run = _run(work, order, parcels.head(found), took_ms)
    _hold(work, found)
    changed: list[parcels.Found] = []
    for many in parcels.together(parcels.lists(found, parcels.PROPOSED), LOOKED_UP):
        moment = _moment(work, run.programme, many)
        for pairs in parcels.cut(many, parcels.PAIRS):
            changed += _propose(work, run, moment, pairs)
            work.pause()
    for kind in (parcels.UNMATCHED, parcels.SNAPSHOT):
        _keep(work, run, kind, parcels.bodies(found, kind))
    _keep(work, run, parcels.CHANGED, parcels.packed(changed))
    run.figures = {**(run.figures or {}), CHANGED_MEANWHILE: len(changed)}
    work.session.flush()
    return run


def _run(work: Work, order: Mapping[str, Any], head: Mapping[str, Any], took_ms: int) -> Run:
    row = Run(
        id=work.new_id(),
        organisation=work.organisation,
        programme=order["programme"],
        programme_version=programmes.named(order["programme"]).version,
        decided_at=work.now,
        decided_by=work.caller.subject,
        input_hash=head["hash"],
        organisations=order["organisations"],
        took_ms=took_ms,
        figures=head["figures"],
        impossible_pins=head["impossible_pins"],
        left_out=head["left_out"],
    )
    work.session.add(row)
    work.session.flush()
    return row


def _hold(work: Work, found: parcels.Parcels) -> None:
    """Everybody who may be proposed: first all needs, then all volunteers, as whoever decides does."""
    volunteers: set[UUID] = set()
    for pairs in parcels.lists(found, parcels.PROPOSED):  # which go by the ids of the needs
        volunteers |= {UUID(each["volunteer"]) for each in pairs}
        hold_ids(work, Need, [parcels.need_of(each) for each in pairs])
        work.pause()
    for ids in parcels.cut(sorted(volunteers), parcels.NEEDS):
        hold_ids(work, Volunteer, ids)
        work.pause()


def _propose(work: Work, run: Run, moment: Moment, pairs: Sequence[parcels.Found]) -> list[parcels.Found]:
    """Propose what still holds; what does not comes back, with what is in the way now."""
    rows: list[dict[str, Any]] = []
    changed: list[parcels.Found] = []
    for each in pairs:
        need, volunteer = parcels.need_of(each), UUID(each["volunteer"])
        if blocked := _in_the_way(work, run.programme, moment, need, volunteer):
            changed.append({"need": each["need"], "nearest": each["volunteer"], "blocked_by": blocked})
        else:
            rows.append(_row(work, run, moment, each))
    if rows:
        work.session.execute(cast(Any, Proposal.__table__).insert(), rows)
    for row in rows:
        _tell(work, run.programme, moment.needs[row["need_id"]], row)
    return changed


def _moment(work: Work, programme: str, pairs: Sequence[parcels.Found]) -> Moment:
    asked = sorted({parcels.need_of(each) for each in pairs})
    offered = sorted({UUID(each["volunteer"]) for each in pairs})
    needs = needs_known(work, queries.still_waiting(work.session, programme, asked))
    work.pause()
    present = queries.still_present(work.session, programme, offered)
    work.pause()
    offers = volunteers_known(work, present)
    work.pause()
    return Moment(
        needs={known.id: known for known in needs},
        volunteers={known.id: known for known in offers},
        taken=volunteers.taken(work.session, offered),
        rulings=ruled(work, asked),
    )


def _in_the_way(
    work: Work, programme: str, moment: Moment, need: UUID, volunteer: UUID
) -> Sequence[Mapping[str, Any]] | None:
    asks, offers = moment.needs.get(need), moment.volunteers.get(volunteer)
    changed: Mapping[str, Any] = {"code": CHANGED_MEANWHILE, "figures": {}}
    if asks is None or offers is None:
        return [changed]
    offers = replace(offers, taken=len(moment.taken[volunteer]))  # by this very run too
    found = objections(pair(work, programme, asks, offers, moment.rulings))
    return [changed, *({"code": each.code, "figures": dict(each.figures)} for each in found)] if found else None


def _row(work: Work, run: Run, moment: Moment, found: parcels.Found) -> dict[str, Any]:
    volunteer = UUID(found["volunteer"])
    places = moment.taken[volunteer]
    place = next(place for place in range(1, len(places) + 2) if place not in places)
    places.add(place)
    return {
        "id": work.new_id(),
        "organisation": work.organisation,
        "run_id": run.id,
        "need_id": parcels.need_of(found),
        "volunteer_id": volunteer,
        "place": place,
        "reasons": found["reasons"],
        "proposed_at": work.now,
        "expires_on": work.today + timedelta(days=programmes.named(run.programme).matching.answer_days),
        "state": "open",
        "version": 1,
    }


def _tell(work: Work, programme: str, need: facts.Need, row: Mapping[str, Any]) -> None:
    told = {"need": need.id, "family": need.family, "volunteer": row["volunteer_id"]}
    work.emit("match.proposed.v1", row["id"], told, **programmes.label(programme))


def _keep(work: Work, run: Run, kind: str, bodies: Any) -> None:
    for number, (last, body) in enumerate(bodies):
        work.session.add(RunPart(run_id=run.id, kind=kind, number=number, last=last, body=body))
        work.pause()
