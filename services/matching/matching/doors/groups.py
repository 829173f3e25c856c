"""Doors to the groups that volunteers help in."""

from typing import Any

from chassis.doors import get, post, put
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import groups


class Groups:
    """Volunteers help in groups."""

    @post("/groups", allow=access.KEEP_GROUPS, body=schemas.NewGroup, reply=schemas.Group, status=201)
    def register_group(self, work: Work, request: Request) -> Any:
        """Register a group with the ages of its children."""
        return groups.register(work, **request.body)

    @get("/groups", allow=access.READ_GROUPS, reply=schemas.Group, paged=True)
    def groups(self, work: Work, request: Request) -> Any:
        """List the organisation's groups."""
        return groups.page(work, request.page)

    @get("/groups/{group_id}", allow=access.READ_GROUPS, query=schemas.GroupDay, reply=schemas.Group)
    def group(self, work: Work, request: Request) -> Any:
        """See a group and who helps there on a day."""
        return groups.show(work, request.path["group_id"], **request.query)

    @put(
        "/groups/{group_id}",
        allow=access.KEEP_GROUPS,
        body=schemas.GroupChanged,
        reply=schemas.Group,
        versioned=True,
    )
    def change_group(self, work: Work, request: Request) -> Any:
        """Change a group's ages or what it is; who lacks vetting for it is blocked there at once."""
        return groups.change(work, request.path["group_id"], request.version, **request.body)

    @post(
        "/groups/{group_id}/assignments",
        allow=access.KEEP_GROUPS,
        body=schemas.NewAssignment,
        reply=schemas.Group,
        status=201,
    )
    def assign(self, work: Work, request: Request) -> Any:
        """Assign a volunteer to a group; blocked there until nothing is missing."""
        return groups.assign(work, request.path["group_id"], **request.body)

    @post(
        "/assignments/{assignment_id}/ending",
        allow=access.KEEP_GROUPS,
        body=schemas.AssignmentEnding,
        reply=schemas.Group,
    )
    def end_assignment(self, work: Work, request: Request) -> Any:
        """Say the last day of an assignment."""
        return groups.end(work, request.path["assignment_id"], **request.body)
