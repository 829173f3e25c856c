"""Goodbyes and follow-ups: what a coordinator is to do, and that it has been done."""

from typing import Any

from chassis.doors import get, post
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, schemas


class Goodbyes:
    """Goodbyes and follow-ups: what a coordinator is to do, and that it has been done."""

    @get(
        "/goodbyes",
        allow=access.FOLLOW_UP,
        reply=schemas.DueGoodbye,
        paged=True,
        purposes=access.READING_PURPOSES,
    )
    def goodbyes(self, work: Work, request: Request) -> Any:
        """List the families that have left and not been said goodbye to."""
        return actions.due_goodbyes(work, request.page)

    @post(
        "/families/{family_id}/goodbye",
        allow=access.FOLLOW_UP,
        body=schemas.NotedGoodbye,
        reply=schemas.Family,
    )
    def note_goodbye(self, work: Work, request: Request) -> Any:
        """Note that goodbye was said, or that the family did not want one."""
        return actions.note_goodbye(work, request.path["family_id"], **request.body)

    @post(
        "/families/{family_id}/courses",
        allow=access.FOLLOW_UP,
        body=schemas.EndedCourse,
        reply=schemas.Family,
        status=201,
    )
    def note_course(self, work: Work, request: Request) -> Any:
        """Note that a family has come to the end of a course, so that it is followed up."""
        return actions.note_course(work, request.path["family_id"], **request.body)

    @get(
        "/follow-ups",
        allow=access.FOLLOW_UP,
        reply=schemas.FollowUp,
        paged=True,
        purposes=access.READING_PURPOSES,
    )
    def follow_ups(self, work: Work, request: Request) -> Any:
        """List the follow-ups whose day has come."""
        return actions.due_follow_ups(work, request.page)

    @post(
        "/follow-ups/{follow_up_id}/outcome",
        allow=access.FOLLOW_UP,
        body=schemas.NotedFollowUp,
        reply=schemas.FollowUp,
    )
    def note_follow_up(self, work: Work, request: Request) -> Any:
        """Note how a follow-up went."""
        return actions.note_follow_up(work, request.path["follow_up_id"], **request.body)
