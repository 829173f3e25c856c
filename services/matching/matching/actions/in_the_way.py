"""What is in the way of the needs that a run has no proposal for, in words.

A run keeps codes and figures. Of vetting it knows that something is missing; what it is, is looked up when it is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from chassis.work import Work
from contracts.programmes import Programme
from matching.actions.knowing import needs_known, volunteers_known
from matching.actions.showing import Shown, in_words
from matching.domain import parcels, programmes, vetting
from matching.domain.blocking import Blocked, blocked, listed
from matching.queries import runs as queries
from matching.tables import Need

VETTING = "vetting_missing"
Pairs = Mapping[UUID, UUID]


def in_sentences(work: Work, programme: str, found: Sequence[parcels.Found]) -> list[Shown]:
    """Each need with the volunteer who comes nearest, and why not."""
    rules = programmes.named(programme)
    rows = {row.id: row for row in queries.needs(work.session, list(map(parcels.need_of, found)))}
    steps = _steps(work, rules, rows, _not_vetted(found))
    return [_sentence(rules, rows[parcels.need_of(each)], each, steps) for each in found]


def _sentence(rules: Programme, need: Need, found: parcels.Found, steps: Mapping[UUID, Mapping[str, str]]) -> Shown:
    known = {VETTING: steps.get(need.id, {})}
    why = [
        blocked(rules, str(need.kind), each["code"], {**each["figures"], **known.get(each["code"], {})})
        for each in found["blocked_by"]
    ]
    shown = {"id": need.id, "need": need.id, "nearest": _nearest(found)}
    return {**shown, "blocked_by": [_shown(each) for each in why]}


def _shown(why: Blocked) -> Shown:
    return {
        "code": why.code,
        "row": why.row,
        "text": in_words(why.text),
        "would_change": in_words(why.would_change),
    }


def _nearest(found: parcels.Found) -> UUID | None:
    nearest = found.get("nearest") or found.get("volunteer")
    return UUID(nearest) if nearest else None


def _not_vetted(found: Iterable[parcels.Found]) -> Pairs:
    return {
        parcels.need_of(each): nearest
        for each in found
        if (nearest := _nearest(each)) and any(why["code"] == VETTING for why in each["blocked_by"])
    }


def _steps(work: Work, rules: Programme, rows: Mapping[UUID, Need], pairs: Pairs) -> dict[UUID, dict[str, str]]:
    """What the volunteers lack today for these needs; nothing where they lack it no more."""
    offered = [row for row in queries.still_present(work.session, rules.code, sorted(set(pairs.values()))) if row.born]
    asks = {known.id: known for known in needs_known(work, [rows[need] for need in pairs])}
    offers = {known.id: known for known in volunteers_known(work, offered)}
    return {
        need: {"steps": listed(lacking)}
        for need, volunteer in pairs.items()
        if volunteer in offers and (lacking := vetting.missing_with(rules, offers[volunteer], asks[need], work.today))
    }
