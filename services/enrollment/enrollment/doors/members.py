"""Who belongs to a family, who decides for its children, and where it lives."""

from typing import Any

from chassis.doors import every, post, put
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, schemas

HOUR = 3600


class Members:
    """Who belongs to a family, who decides for its children, and where it lives."""

    @post(
        "/families/{family_id}/members",
        allow=access.CHANGE_FAMILY,
        body=schemas.AddedMember,
        reply=schemas.Family,
        status=201,
    )
    def add_member(self, work: Work, request: Request) -> Any:
        """Note that somebody has come to the family, such as a new baby."""
        return actions.add_member(work, request.path["family_id"], **request.body)

    @post("/families/{family_id}/members/{person_id}/leaving", allow=access.CHANGE_FAMILY, reply=schemas.Family)
    def move_out(self, work: Work, request: Request) -> Any:
        """Note that somebody has moved out while the others go on."""
        return actions.move_out(work, request.path["family_id"], request.path["person_id"])

    @put(
        "/families/{family_id}/custody",
        allow=access.CHANGE_CUSTODY,
        body=schemas.Custody,
        reply=schemas.Family,
        versioned=True,
    )
    def change_custody(self, work: Work, request: Request) -> Any:
        """Note which guardians decide for which child."""
        return actions.change_custody(work, request.path["family_id"], request.version, **request.body)

    @put(
        "/families/{family_id}/home",
        allow=access.CHANGE_FAMILY,
        body=schemas.Home,
        reply=schemas.Family,
        versioned=True,
    )
    def move(self, work: Work, request: Request) -> Any:
        """Note where the family lives and what it speaks. Moving away leaves time for a good goodbye."""
        return actions.move(work, request.path["family_id"], request.version, **request.body)

    @every(seconds=HOUR)
    def let_go_of_the_moved(self, work: Work) -> None:
        actions.let_go_of_the_moved(work)
