"""One need, answered at once: the best volunteers there are for it, or who comes nearest and what is in the way."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions.knowing import needs_known, volunteers_known
from matching.actions.ours import check_ours, is_about_oneself
from matching.actions.pairing import pair, ruled
from matching.actions.showing import Shown, in_words
from matching.domain import candidates, facts, programmes
from matching.domain.reasons import reasons
from matching.domain.rules import Pair, metres_apart
from matching.domain.worth import worth
from matching.queries import candidates as queries
from matching.queries import needs

MOST = 10
#: How many of those who live nearest are looked at when nobody is possible.
LOOKED_AT, NAMED = 30, 3


def of_need(work: Work, id: UUID) -> Shown:
    """Candidates for a need that is still wanted, but for the caller, who does not choose for themselves.

    Raises:
        Refused: `not_found`, also for the caller's own family.
    """
    check_ours(work)
    row = needs.wanted(work.session, id)
    if row is None or is_about_oneself(work, row):
        raise Refused("not_found")
    [asks] = needs_known(work, [row])
    code = str(row.programme)
    kinds = programmes.named(code).needs[asks.kind].volunteers
    said = ruled(work, [id]).get(id, frozenset())
    set_aside = [ruling.volunteer for ruling in said if ruling.word == "override"]
    found = queries.may_suit(work.session, code, asks, kinds, set_aside)
    best = candidates.best(_pairs(work, code, asks, found), MOST)
    return {
        "need": id,
        "candidates": [_candidate(each) for each in best],
        "nearest": [] if best else _nearest(work, code, asks),
    }


def _pairs(work: Work, programme: str, asks: facts.Need, rows: Sequence[Any]) -> Sequence[Pair]:
    rulings = ruled(work, [asks.id])
    others = [row for row in rows if row.id != work.caller.subject]
    return [pair(work, programme, asks, offers, rulings) for offers in volunteers_known(work, others)]


def _candidate(each: Pair) -> Shown:
    value = worth(each)
    said = [(reason, lambda language, reason=reason: reason.text(language, each.programme)) for reason in reasons(each)]
    return {
        "volunteer": each.volunteer.id,
        "worth": {
            "safe": bool(value.safe),
            "waiting": value.waiting,
            "fit": value.fit,
            "metres": metres_apart(each),
        },
        "reasons": [{"code": reason.code, "figures": reason.figures, "text": in_words(text)} for reason, text in said],
    }


def _nearest(work: Work, programme: str, asks: facts.Need) -> Sequence[Shown]:
    rows = queries.nearest(work.session, programme, asks, LOOKED_AT)
    misses = candidates.nearest(_pairs(work, programme, asks, rows), NAMED)
    return [
        {
            "volunteer": each.volunteer.id,
            "blocked_by": [
                {
                    "code": blocked.code,
                    "row": blocked.row,
                    "text": in_words(blocked.text),
                    "would_change": in_words(blocked.would_change),
                }
                for blocked in found
            ],
        }
        for each, found in misses
    ]
