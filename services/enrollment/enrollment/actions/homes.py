"""Where a family lives: it moves within the areas, away from them, or back in time. Its consents stay as they are."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from enrollment import queries
from enrollment.actions import facts, lapsing, renewing, settling, telling
from enrollment.actions.reaching import let_decide
from enrollment.actions.showing import as_family
from enrollment.domain import moving

MOVED_AWAY = "moved_away"


def move(
    work: Work, family_id: UUID, version: int | None, *, area: str | None, municipality: str, languages: list[str]
) -> Mapping[str, Any]:
    """Note where the family lives and what it speaks. Away from the areas it has time for a goodbye, and no more."""
    row = lapsing.reach_today(work, family_id)
    if row.version != version:
        raise Refused("stale")
    if row.left_at is not None:
        raise Refused("has_left")
    let_decide(work, row)
    programme = facts.programme_of(row)
    if objection := moving.objection_to_moving(programme, area, municipality):
        raise objection
    until_now, before = telling.audience(work, row), renewing.told_of_needs(work, row)
    row.area, row.municipality, row.languages = area or row.area, municipality, languages
    row.must_end_by = moving.must_end_by(programme, area, work.today, row.must_end_by)
    if row.must_end_by:
        settling.withdraw_needs(work, row, renewing.open_needs(work, row), "family_wish", until_now)
    settling.settle(work, row, until_now)
    renewing.renew_if_changed(work, row, before, until_now)
    return as_family(work, row)


def let_go_of_the_moved(work: Work) -> None:
    """Families whose time for a goodbye after moving away is over take part no longer."""
    for row in queries.families_to_let_go(work.session, before=work.today):
        lapsing.lapse(work, row.consents)
        if row.left_at is None:
            settling.leave(work, row, MOVED_AWAY, telling.audience(work, row))
