"""What staff gets to see of runs: what they came to, and for the needs without a proposal what is in the way.

A large run is shown page by page; what is shown at first is its first page. Nobody hears of themselves or their family.
"""

from collections.abc import Iterator, Mapping, Sequence
from heapq import merge
from itertools import chain, islice
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.programmes import Programme
from contracts.refusals import Refused
from matching.actions.in_the_way import in_sentences
from matching.actions.ours import OfOthers, of_others
from matching.actions.showing import Shown, in_words, proposal_views
from matching.domain import parcels, programmes
from matching.domain.reasons import Reason
from matching.queries import proposals
from matching.queries import runs as queries
from matching.tables import Run

FIRST = 200
OF_RUN = ("id", "programme", "programme_version", "decided_at", "decided_by", "input_hash", "took_ms")
Found = parcels.Found


def page(work: Work, wanted: Any, *, programme: str | None = None) -> list[Shown]:
    """A page of the organisation's runs, the latest first, each with the first of what was left out."""
    rows, others = queries.page(work.session, work.caller, wanted, programme=programme), of_others(work)
    shown = [_shown(work, row, others) for row in rows]
    return [{**each, "left_out": each["left_out"][:FIRST]} for each in shown]


def run(work: Work, id: UUID) -> Shown:
    """One run with the first of what it came to."""
    return summary(work, within_reach(work, id))


def summary(work: Work, row: Run) -> Shown:
    """A run with the first of its proposals, and the first of the needs it has none for."""
    put_forward = queries.proposals(work.session, row.id, work.caller.subject, after=None, limit=FIRST)
    others = of_others(work)
    return {
        **_shown(work, row, others),
        "proposals": proposal_views(work, put_forward),
        "would_propose": [],
        "unmatched": in_sentences(work, row.programme, list(islice(others(_without(work, row.id, None)), FIRST))),
    }


def dry(work: Work, order: Mapping[str, Any], found: parcels.Parcels, took_ms: int) -> Shown:
    """What a run would come to; nothing of it is kept."""
    head, programme, others = parcels.head(found), order["programme"], of_others(work)
    pairs = list(islice(others(chain.from_iterable(parcels.lists(found, parcels.PROPOSED))), FIRST))
    needs = list(islice(others(chain.from_iterable(parcels.packs(found, parcels.UNMATCHED))), FIRST))
    return {
        "id": None,
        "programme": programme,
        "programme_version": programmes.named(programme).version,
        "organisations": order["organisations"],
        "decided_at": work.now,
        "decided_by": work.caller.subject,
        "input_hash": head["hash"],
        "took_ms": took_ms,
        "figures": head["figures"],
        "impossible_pins": in_sentences(work, programme, list(others(head["impossible_pins"]))),
        "left_out": list(others(head["left_out"])),
        "left_out_number": len(head["left_out"]),
        "proposals": [],
        "would_propose": _suggested(work, programme, pairs),
        "unmatched": in_sentences(work, programme, needs),
    }


def put_forward(work: Work, id: UUID, wanted: Any) -> Sequence[Shown]:
    """A page of what a run has put forward."""
    row = within_reach(work, id)
    person, limit = work.caller.subject, wanted.limit + 1
    return proposal_views(work, queries.proposals(work.session, row.id, person, after=wanted.after, limit=limit))


def unmatched(work: Work, id: UUID, wanted: Any) -> list[Shown]:
    """A page of the needs that a run has no proposal for, by their ids."""
    row = within_reach(work, id)
    needs = list(islice(of_others(work)(_without(work, id, wanted.after)), wanted.limit + 1))
    return in_sentences(work, row.programme, needs)


def within_reach(work: Work, id: UUID) -> Run:
    """A run of the caller's organisation.

    Raises:
        Refused: `not_found`.
    """
    row = work.session.get(Run, id)
    if row is None or not work.caller.reaches(organisation=row.organisation):
        raise Refused("not_found")
    return row


def _shown(work: Work, row: Run, others: OfOthers) -> Shown:
    return {
        **{name: getattr(row, name) for name in OF_RUN},
        "organisations": row.organisations or [row.organisation],
        "figures": row.figures or {},
        "impossible_pins": in_sentences(work, row.programme, list(others(row.impossible_pins or []))),
        "left_out": list(others(row.left_out or [])),
        "left_out_number": len(row.left_out or []),
    }


def _without(work: Work, run: UUID, after: UUID | None) -> Iterator[Found]:
    """Needs without a proposal after an id, whether they never had one or something changed meanwhile."""
    kinds = (parcels.UNMATCHED, parcels.CHANGED)
    streams = [
        chain.from_iterable(map(parcels.unpack, queries.parts(work.session, run, kind, after=after))) for kind in kinds
    ]
    for need in merge(*streams, key=parcels.need_of):
        if after is None or parcels.need_of(need) > after:
            yield need


def _suggested(work: Work, programme: str, pairs: Sequence[Found]) -> list[Shown]:
    rules = programmes.named(programme)
    families = proposals.families(work.session, [parcels.need_of(each) for each in pairs])
    return [
        {
            "need": parcels.need_of(each),
            "volunteer": UUID(each["volunteer"]),
            "pinned": each["pinned"],
            "family": families[parcels.need_of(each)],
            "reasons": [_reason(rules, Reason(**reason)) for reason in each["reasons"]],
        }
        for each in pairs
    ]


def _reason(rules: Programme, reason: Reason) -> Shown:
    text = in_words(lambda language: reason.text(language, rules))
    return {"code": reason.code, "figures": reason.figures, "text": text}
