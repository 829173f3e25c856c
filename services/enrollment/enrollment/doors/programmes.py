"""Programmes in force, as families and organisations see them."""

from typing import Any

from chassis.doors import get, post, put
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, schemas


class Programmes:
    """Programmes in force, as families and organisations see them."""

    @get("/programmes", allow=access.ANYONE, reply=schemas.Programmes)
    def programmes(self, work: Work, _request: Request) -> Any:
        """See every programme."""
        return actions.all_programmes(work.session)

    @get("/programmes/{code}", allow=access.ANYONE, reply=schemas.Programme)
    def programme(self, work: Work, request: Request) -> Any:
        """See one programme: what it asks for before anybody takes part."""
        return actions.programme(work.session, request.path["code"])

    @put("/programmes/{code}/in-force", allow=access.PUT_IN_FORCE, body=schemas.InForce, reply=schemas.Programme)
    def put_in_force(self, work: Work, request: Request) -> Any:
        """Put a version of a programme in force."""
        return actions.put_in_force(work, request.path["code"], **request.body)

    @post(
        "/programmes/{code}/dry-runs",
        allow=access.DRY_RUN,
        body=schemas.DryRun,
        reply=schemas.DryRunResult,
        asks=True,
    )
    def dry_run(self, work: Work, request: Request) -> Any:
        """See what another version would change before it is put in force; nothing is written."""
        return actions.dry_run(work, request.path["code"], **request.body)
