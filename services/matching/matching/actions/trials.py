"""Small groups are proposed all at once: what a process beside is asked, and what becomes of its answer. # S3-11

Each member's place is a proposal like any other, that everybody says yes or no to. Deliberately not here: which groups
are best (`matching.solving.groups`).
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from chassis.work import Work
from matching.actions import grouping
from matching.actions.ours import check_ours, of_others
from matching.actions.showing import Shown, in_words
from matching.domain import programmes, trials
from matching.domain.blocking import CHANGED_MEANWHILE, Blocked
from matching.queries import trials as queries
from matching.tables import Proposal, Trial

GROUPING = "grouping"


def propose(errand: Any, *, programme: str, kind: str, dry: bool) -> Any:
    """Find the best groups there are, and propose them; dry, only show them."""
    with errand.alone(GROUPING):
        order = errand(lambda work: prepare(work, programme=programme, kind=kind), write=False)
        found = json.loads(errand.aside(GROUPING, order))
        if dry:
            return errand(lambda work: _would_be(work, order, found), write=False)
        return errand.once(lambda work: _put_forward(work, order, found))


def prepare(work: Work, *, programme: str, kind: str) -> dict[str, Any]:
    """Who waits for a group, with every seat that the rules allow today."""
    check_ours(work)
    rules = programmes.named(programme)
    if objection := trials.kind_of_groups(rules, kind):
        raise objection
    pool = grouping.pool(work, programme, kind)
    size = rules.needs[kind].group
    return {
        "programme": programme,
        "kind": kind,
        "at_least": size.at_least,
        "at_most": size.at_most,
        "room": {str(volunteer.id): volunteer.room for volunteer in pool.volunteers},
        "young": [grouping.young(pool, need) for need in pool.needs],
    }


def page(work: Work, wanted: Any, *, programme: str | None) -> list[Shown]:
    """A page of the organisation's groups, but for those the caller leads."""
    return _views(work, queries.page(work.session, work.caller, wanted, programme=programme))


def trial(work: Work, id: UUID) -> Shown | None:
    """One group, for staff and its role model."""
    row = work.session.get(Trial, id)
    if row is None or not work.caller.reaches(organisation=row.organisation, subjects=[row.volunteer_id]):
        return None
    return _views(work, [row])[0]


def _put_forward(work: Work, order: Mapping[str, Any], found: Mapping[str, Any]) -> Shown:
    groups: dict[tuple[str, ...], list[UUID]] = {}
    for need, group in found["placed"].items():
        groups.setdefault(tuple(group), []).append(UUID(need))
    fingerprint = sha256(json.dumps(order, sort_keys=True).encode()).hexdigest()
    rows, changed = grouping.put_forward(work, order, fingerprint, groups)
    others = of_others(work)
    left = others([*_left(work, order, found["left"]), *map(_changed, changed)])
    return {"groups": list(others(_views(work, rows))), "left": list(left)}


def _would_be(work: Work, order: Mapping[str, Any], found: Mapping[str, Any]) -> Shown:
    members: dict[tuple[str, ...], list[str]] = {}
    for need, group in found["placed"].items():
        members.setdefault(tuple(group), []).append(need)
    rules, others = programmes.named(order["programme"]), of_others(work)
    shown = [
        {
            "id": None,
            "programme": rules.code,
            "kind": order["kind"],
            "volunteer": volunteer,
            "slot": slot,
            "topic": topic,
            "at_least": order["at_least"],
            "state": "waiting",
            "proposed_at": work.now,
            "text": trials.in_words(rules, slot=slot, topic=topic),
            "members": list(others({"need": need, "proposal": None, "state": "open"} for need in sorted(needs))),
        }
        for (volunteer, slot, topic), needs in sorted(members.items())
    ]
    return {"groups": list(others(shown)), "left": list(others(_left(work, order, found["left"])))}


def _views(work: Work, rows: Sequence[Trial]) -> list[Shown]:
    work.session.flush()
    members, others = queries.members(work.session, [row.id for row in rows]), of_others(work)
    return [
        {
            **{name: getattr(row, name) for name in ("id", "programme", "kind", "slot", "topic", "at_least")},
            "volunteer": row.volunteer_id,
            "proposed_at": row.proposed_at,
            "state": trials.state(row.at_least, [each.state for each in members[row.id]]),
            "text": trials.in_words(programmes.named(row.programme), slot=row.slot, topic=row.topic),
            "members": list(others(map(_member, members[row.id]))),
        }
        for row in rows
    ]


def _member(row: Proposal) -> Shown:
    return {"need": row.need_id, "proposal": row.id, "state": row.state}


def _left(work: Work, order: Mapping[str, Any], left: Sequence[Mapping[str, Any]]) -> list[Shown]:
    """Everybody without a group, with what would change it; where nobody can be met, with what is in the way."""
    alone = {each["need"] for each in left if each["change"] == "none"}
    nearest = grouping.nearest(work, order["programme"], order["kind"], alone)
    return [
        _shown(each["need"], trials.Change(code=each["change"], number=each.get("number", 0)))
        | {"nearest": None, "blocked_by": []}
        | nearest.get(each["need"], {})
        for each in left
    ]


def _shown(need: str, change: trials.Change) -> dict[str, Any]:
    return {"need": need, "change": change.code, "would_change": in_words(change.text)}


def _changed(need: UUID) -> Shown:
    again = in_words(Blocked(code=CHANGED_MEANWHILE).would_change)
    return {"need": need, "change": CHANGED_MEANWHILE, "would_change": again, "nearest": None, "blocked_by": []}
