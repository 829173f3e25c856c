"""Who looked at what, when and for which purpose: written in the same transaction as the look itself."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from chassis.tables import lookups
from chassis.web.request import Request, id_of
from chassis.web.route import Route, is_id
from chassis.work import Work


def record(work: Work, route: Route, request: Request, purpose: str, rows: Sequence[Any] = ()) -> None:
    """Log this look: at each of the `rows` of a list, otherwise at the thing the path names."""
    seen = [id_of(row) for row in rows] if route.paged else [_named(route, request)]
    if not seen:
        return
    caller = work.caller
    common = {
        "at": work.now,
        "organisation": caller.organisation,
        "roles": " ".join(sorted(caller.roles)),
        "subject": caller.subject,
        "resource": route.resource,
        "purpose": purpose,
        "correlation_id": work.correlation_id,
    }
    work.session.execute(insert(lookups), [{"id": work.new_id(), "resource_id": one, **common} for one in seen])


def _named(route: Route, request: Request) -> UUID | None:
    ids: list[UUID] = [request.path[name] for name in route.parameters if is_id(name)]
    return ids[-1] if ids else None
