"""Organisations: any association may join, and a programme may admit it. Everybody may see who is there."""

from typing import Any

from chassis.doors import get, post, put
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, queries, schemas

PARTNER = "/programmes/{code}/partners/{organisation}"


class Organisations:
    """Organisations: any association may join, and a programme may admit it."""

    @post(
        "/organisations",
        allow=access.JOIN_DIRECTORY,
        body=schemas.NewOrganisation,
        reply=schemas.Organisation,
        status=201,
    )
    def join(self, work: Work, request: Request) -> Any:
        """Join, as an organisation, the directory that everybody can see."""
        return actions.join(work, **request.body)

    @get("/organisations", allow=access.ANYONE, reply=schemas.Organisation, paged=True)
    def organisations(self, work: Work, request: Request) -> Any:
        """See which organisations are there."""
        page: Any = request.page
        return queries.organisations(work.session, after=page.after, limit=page.limit + 1)

    @get("/organisations/{organisation}", allow=access.ANYONE, reply=schemas.Organisation)
    def organisation(self, work: Work, request: Request) -> Any:
        """See one organisation."""
        return actions.organisation(work, request.path["organisation"])

    @put(
        "/organisations/{organisation}",
        allow=access.JOIN_DIRECTORY,
        body=schemas.NewOrganisation,
        reply=schemas.Organisation,
        versioned=True,
    )
    def change_organisation(self, work: Work, request: Request) -> Any:
        """Say, as an organisation, something else of oneself."""
        return actions.change_organisation(work, request.path["organisation"], request.version, **request.body)

    @post("/organisations/{organisation}/leaving", allow=access.JOIN_DIRECTORY, reply=schemas.Organisation)
    def leave_directory(self, work: Work, request: Request) -> Any:
        """Leave the directory; its offers close and what families have consented to it ends."""
        return actions.leave_directory(work, request.path["organisation"])

    @put(PARTNER, allow=access.ADMIT_PARTNER, reply=schemas.Partner)
    def admit_partner(self, work: Work, request: Request) -> Any:
        """Let families of a programme consent to one organisation more."""
        return actions.admit_partner(work, **request.path)

    @get(PARTNER, allow=access.ADMIT_PARTNER, reply=schemas.Partner)
    def partner(self, work: Work, request: Request) -> Any:
        """See a partner that was admitted, and which consents would end with it."""
        return actions.partner(work, **request.path)

    @post(PARTNER + "/removal", allow=access.ADMIT_PARTNER, reply=schemas.Partner)
    def remove_partner(self, work: Work, request: Request) -> Any:
        """Remove a partner that was admitted; the consents that name it end, and it is told."""
        return actions.remove_partner(work, **request.path)
