"""What follows from what a family has said: it joins, it leaves, its needs lose their ground.

Wishes and consents all end in `settle`, so that it does not matter who said what first.
"""

from collections.abc import Iterable

from sqlalchemy.orm.attributes import flag_modified

from chassis.work import Work
from enrollment.actions import facts, taking_part
from enrollment.actions.telling import Audience, addressed, audience, tell_need_withdrawn
from enrollment.domain import joining
from enrollment.domain.needs import RUNNING
from enrollment.tables import Family, Need


def touch(work: Work, row: Family) -> None:
    """Let the family's version grow, so that of two changes made at once the second sees the first."""
    row.changed_at = work.now
    flag_modified(row, "changed_at")


def settle(work: Work, row: Family, until_now: Audience) -> None:
    """Join as soon as nothing is missing; leave as soon as somebody says no or a consent it stands on is gone."""
    touch(work, row)
    gaps = joining.missing(facts.programme_of(row), facts.family(row), work.today)
    if row.left_at is not None:
        return
    if row.joined_at is None:
        if not gaps:
            _join(work, row)
    elif reason := joining.end(gaps):
        leave(work, row, reason, until_now)


def leave(work: Work, row: Family, reason: str, until_now: Audience) -> None:
    """End everything that runs for the family. Only one that had joined is told of."""
    touch(work, row)
    row.left_at, row.left_because = work.now, reason
    withdraw_needs(work, row, row.needs, "family_left", until_now)
    if row.joined_at is not None:
        work.emit("family.left.v1", row.id, {"reason": reason}, **addressed(work, row, until_now.of_taking_part))


def withdraw_needs(work: Work, row: Family, needs: Iterable[Need], reason: str, until_now: Audience) -> None:
    """Close those of the needs that are open or matched."""
    states = facts.states(work.session, row.needs)
    for need in needs:
        if states[need.id] in RUNNING:
            need.withdrawn_at, need.withdrawn_because = work.now, reason
            tell_need_withdrawn(work, need, reason, until_now)


def _join(work: Work, row: Family) -> None:
    row.joined_at = work.now
    family = facts.family(row)
    data = {
        "area": row.area,
        "municipality": row.municipality,
        "guardians": list(family.guardians),
        "children": len(family.children),
        "tracks": taking_part.begin(work, row),
    }
    work.emit("family.joined.v1", row.id, data, **addressed(work, row, audience(work, row).of_taking_part))
