"""The directory for everybody's programs, in the shape of Open Referral's HSDS 3. # S1-02"""

from typing import Any

from chassis.doors import get
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, schemas

FEED = "/open-referral"


class Hsds:
    """The directory for everybody's programs, in the shape of Open Referral's HSDS 3."""

    @get(FEED, allow=access.ANYONE, reply=schemas.HsdsAbout, open_to_the_web=True)
    def hsds_about(self, _work: Work, _request: Request) -> Any:
        """See which version of HSDS this is."""
        return actions.hsds_about()

    @get(
        FEED + "/services",
        allow=access.ANYONE,
        query=schemas.HsdsSearch,
        reply=schemas.HsdsServices,
        open_to_the_web=True,
    )
    def hsds_services(self, work: Work, request: Request) -> Any:
        """Get a page of the offers."""
        return actions.hsds_services(work, request.language, **request.query)

    @get(FEED + "/services/{service_id}", allow=access.ANYONE, reply=schemas.HsdsService, open_to_the_web=True)
    def hsds_service(self, work: Work, request: Request) -> Any:
        """Get one offer with everything that hangs on it."""
        return actions.hsds_service(work, request.language, **request.path)

    @get(
        FEED + "/organizations",
        allow=access.ANYONE,
        query=schemas.HsdsPaging,
        reply=schemas.HsdsOrganizations,
        open_to_the_web=True,
    )
    def hsds_organizations(self, work: Work, request: Request) -> Any:
        """Get a page of the organisations."""
        return actions.hsds_organizations(work, request.language, **request.query)

    @get(
        FEED + "/organizations/{organization_id}",
        allow=access.ANYONE,
        reply=schemas.HsdsOrganization,
        open_to_the_web=True,
    )
    def hsds_organization(self, work: Work, request: Request) -> Any:
        """Get one organisation."""
        return actions.hsds_organization(work, request.language, **request.path)
