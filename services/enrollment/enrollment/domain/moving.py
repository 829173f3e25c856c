"""Where a family lives, and what it means that it moves: within the programme's areas, or away from them.

Moving away ends nothing at once. There is time for a good goodbye or a handover, and moving back undoes it.
"""

from datetime import date, timedelta

from contracts.programmes import Programme
from contracts.refusals import Refused

ANYWHERE = "anywhere"


def objection(programme: Programme, area: str, municipality: str) -> Refused | None:
    """Why a home in this area cannot be noted."""
    known = programme.areas.get(area)
    if known is None:
        return Refused("unknown_area", field="area", area=area)
    if programme.target_group.lives_in != ANYWHERE and known.municipality != municipality:
        row = programme.row_of("target_group.lives_in")  # S0-19, S1-15
        return Refused("lives_elsewhere", rule=row, field="municipality", municipality=known.municipality)
    return None


def objection_to_moving(programme: Programme, area: str | None, municipality: str) -> Refused | None:
    """Why this move cannot be noted; no area means that the family has moved away from them."""
    if area is not None:
        return objection(programme, area, municipality)
    here = {each.municipality for each in programme.areas.values()}
    lives_in = programme.target_group.lives_in
    if lives_in == ANYWHERE or (lives_in == "municipality" and municipality in here):
        return Refused("area_missing", rule=programme.row_of("target_group.lives_in"), field="area")
    return None


def must_end_by(programme: Programme, area: str | None, today: date, until_now: date | None) -> date | None:
    """Until when a family that has moved away can take part; moving on does not put it off, moving back ends it."""
    if area is not None:
        return None
    return until_now or today + timedelta(days=programme.goodbye.moved_days)
