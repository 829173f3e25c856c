"""Consents: given and withdrawn by the family, and over when their time is."""

from typing import Any

from chassis.doors import every, post
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, schemas

HOUR = 3600


class Consents:
    """Consents: given and withdrawn by the family, and over when their time is."""

    @post(
        "/families/{family_id}/consents",
        allow=access.CONSENT,
        body=schemas.NewConsent,
        reply=schemas.Family,
        status=201,
    )
    def grant(self, work: Work, request: Request) -> Any:
        """Consent that one organisation may know something for one purpose."""
        return actions.grant(work, request.path["family_id"], **request.body)

    @post("/consents/{consent_id}/withdrawal", allow=access.CONSENT, reply=schemas.Family)
    def withdraw(self, work: Work, request: Request) -> Any:
        """Withdraw a consent, at once and without a reason."""
        return actions.withdraw(work, request.path["consent_id"])

    @every(seconds=HOUR)
    def lapse_consents(self, work: Work) -> None:
        actions.lapse_consents(work)
