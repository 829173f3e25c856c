"""Bridges to the next place: seen coming, opened, agreed, crossed, asked about; and the note that goes along."""

from typing import Any

from chassis.doors import get, post, put
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, schemas


class Bridges:
    """Bridges to the next place: seen coming, opened, agreed, crossed, asked about; and the note that goes along."""

    @get(
        "/bridges/upcoming",
        allow=access.LIST_BRIDGES,
        query=schemas.Ahead,
        reply=schemas.FamilyAhead,
        paged=True,
        purposes=access.READING_PURPOSES,
    )
    def upcoming(self, work: Work, request: Request) -> Any:
        """List one's families for which a transition comes, months ahead."""
        return actions.upcoming(work, request.page, **request.query)

    @get(
        "/bridges/due",
        allow=access.LIST_BRIDGES,
        reply=schemas.Bridge,
        paged=True,
        purposes=access.READING_PURPOSES,
    )
    def bridges_to_ask_about(self, work: Work, request: Request) -> Any:
        """List the bridges for which it is time to ask whether somebody has landed."""
        return actions.bridges_to_ask_about(work, request.page)

    @get(
        "/families/{family_id}/bridges",
        allow=access.BUILD_BRIDGE,
        reply=schemas.Bridges,
        purposes=access.READING_PURPOSES,
    )
    def bridges(self, work: Work, request: Request) -> Any:
        """See the bridges of a family."""
        return actions.bridges_of(work, request.path["family_id"])

    @post(
        "/families/{family_id}/bridges",
        allow=access.BUILD_BRIDGE,
        body=schemas.NewBridge,
        reply=schemas.Bridge,
        status=201,
    )
    def open_bridge(self, work: Work, request: Request) -> Any:
        """Propose that somebody is taken across, together with those who come along."""
        return actions.open_bridge(work, request.path["family_id"], **request.body)

    @post("/bridges/{bridge_id}/agreement", allow=access.BUILD_BRIDGE, body=schemas.Agreeing, reply=schemas.Bridge)
    def agree_to_bridge(self, work: Work, request: Request) -> Any:
        """Say one's own yes to a bridge; a coordinator may note what a child has said."""
        return actions.agree(work, request.path["bridge_id"], **request.body)

    @post("/bridges/{bridge_id}/crossing", allow=access.BUILD_BRIDGE, body=schemas.Crossing, reply=schemas.Bridge)
    def cross(self, work: Work, request: Request) -> Any:
        """Note that the bridge is crossed."""
        return actions.cross(work, request.path["bridge_id"], **request.body)

    @post("/bridges/{bridge_id}/landing", allow=access.BUILD_BRIDGE, body=schemas.Landing, reply=schemas.Bridge)
    def land(self, work: Work, request: Request) -> Any:
        """Note the family's answer to whether somebody has landed."""
        return actions.land(work, request.path["bridge_id"], **request.body)

    @post("/bridges/{bridge_id}/withdrawal", allow=access.WITHDRAW_BRIDGE, reply=schemas.Bridge)
    def withdraw_bridge(self, work: Work, request: Request) -> Any:
        """No bridge after all, at once and without a reason."""
        return actions.withdraw_bridge(work, request.path["bridge_id"])

    @get(
        "/bridges/{bridge_id}/handover",
        allow=access.READ_HANDOVER,
        reply=schemas.Handover,
        purposes=access.READING_PURPOSES,
    )
    def handover(self, work: Work, request: Request) -> Any:
        """Read the note that goes across; the next place only while the family lets it."""
        return actions.note(work, request.path["bridge_id"])

    @put(
        "/bridges/{bridge_id}/handover",
        allow=access.BUILD_BRIDGE,
        body=schemas.HandoverWords,
        reply=schemas.Handover,
        versioned=True,
    )
    def write_handover(self, work: Work, request: Request) -> Any:
        """Write the note with the family; whoever approved it before is asked again."""
        return actions.write_note(work, request.path["bridge_id"], request.version, **request.body)

    @post(
        "/bridges/{bridge_id}/handover/approvals",
        allow=access.BUILD_BRIDGE,
        body=schemas.Approval,
        reply=schemas.Handover,
        status=201,
    )
    def approve_handover(self, work: Work, request: Request) -> Any:
        """Say one's own yes to exactly these words."""
        return actions.approve_note(work, request.path["bridge_id"], **request.body)
