"""Mandates: the family asks somebody to speak with a body for it, and sees when that was done."""

from typing import Any

from chassis.doors import get, post
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, schemas


class Mandates:
    """Mandates: the family asks somebody to speak with a body for it, and sees when that was done."""

    @get(
        "/families/{family_id}/mandates",
        allow=access.READ_MANDATES,
        reply=schemas.Mandates,
        purposes=access.READING_PURPOSES,
    )
    def mandates(self, work: Work, request: Request) -> Any:
        """See the mandates of a family; a coordinator sees those that are live."""
        return actions.mandates_of(work, request.path["family_id"])

    @post(
        "/families/{family_id}/mandates",
        allow=access.GIVE_MANDATE,
        body=schemas.NewMandate,
        reply=schemas.Mandate,
        status=201,
    )
    def give_mandate(self, work: Work, request: Request) -> Any:
        """Ask that somebody speaks with one body for the family."""
        return actions.give_mandate(work, request.path["family_id"], **request.body)

    @post("/mandates/{mandate_id}/agreement", allow=access.GIVE_MANDATE, reply=schemas.Mandate)
    def join_mandate(self, work: Work, request: Request) -> Any:
        """Give a mandate that the other guardian has given."""
        return actions.join_mandate(work, request.path["mandate_id"])

    @post("/mandates/{mandate_id}/withdrawal", allow=access.GIVE_MANDATE, reply=schemas.Mandate)
    def withdraw_mandate(self, work: Work, request: Request) -> Any:
        """Take a mandate back, at once and without a reason."""
        return actions.withdraw_mandate(work, request.path["mandate_id"])

    @post(
        "/mandates/{mandate_id}/uses",
        allow=access.USE_MANDATE,
        body=schemas.MandateUsed,
        reply=schemas.Mandate,
        status=201,
    )
    def use_mandate(self, work: Work, request: Request) -> Any:
        """Note that one has spoken with the body, and on which day; not what was said."""
        return actions.use_mandate(work, request.path["mandate_id"], **request.body)
