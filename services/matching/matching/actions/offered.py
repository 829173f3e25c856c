"""What is seen of an offer: by the volunteer all of it, by staff in a list without names, or one with a purpose.

Deliberately not here: how vetting goes and the frame around it (`showing`).
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from chassis.work import Work
from matching.domain.answers import STAFF
from matching.domain.endings import BY_VETTING
from matching.queries import alike as same
from matching.queries import listing, pauses, volunteers
from matching.tables import Volunteer

DETAILS = ("organisation", "reach_km", "meets", "without_young_children", "source", "shares_with")
LISTED = (
    *("id", "organisation", "programme", "kinds", "languages", "area", "municipality", "slots", "topics"),
    *("capacity", "source", "approved_until", "registered_at"),
)


def details(work: Work, row: Volunteer) -> Mapping[str, Any]:
    """The offer, but for what a volunteer is called. Only the own staff see who the volunteer perhaps is as well."""
    is_staff = bool(STAFF & work.caller.roles) and work.caller.subject != row.id and _is_ours(work, row)
    return {
        **{name: getattr(row, name) for name in DETAILS},
        "point": None if row.latitude is None else (row.latitude, row.longitude),
        "pauses": paused(work, row.id)["items"],
        "perhaps_the_same_as": alike(work, [row.id])[row.id] if is_staff else [],
    }


def page(work: Work, wanted: Any, **sought: Any) -> Sequence[Mapping[str, Any]]:
    """A page of the volunteers whom the caller's organisation may see, without their names."""
    found = listing.page(work.session, work.caller.organisation, wanted, work.today, sought)
    ids = [row.id for row, _ in found]
    taken, others = volunteers.taken(work.session, ids), alike(work, ids)
    return [
        {
            **{name: getattr(row, name) for name in LISTED},
            "state": state,
            "taken": len(taken[row.id]),
            "perhaps_the_same_as": others[row.id] if _is_ours(work, row) and row.id != work.caller.subject else [],
        }
        for row, state in found
    ]


def alike(work: Work, ids: Sequence[UUID]) -> Mapping[UUID, Sequence[UUID]]:
    """Who each of these perhaps is as well; somebody sent home by vetting still counts."""
    return same.of_volunteers(work.session, ids, still_counts=BY_VETTING)


def paused(work: Work, id: UUID) -> Mapping[str, Any]:
    """The pauses of a volunteer, those that are over too."""
    work.session.flush()
    rows = pauses.of_volunteers(work.session, [id])[id]
    return {"id": id, "items": [{"id": row.id, "begins": row.begins, "until": row.until} for row in rows]}


def _is_ours(work: Work, row: Volunteer) -> bool:
    return row.organisation == work.caller.organisation
