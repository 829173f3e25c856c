"""Doors to check-ins: the staff's, the letter's, and the page on which anybody with a link answers with one click."""

from typing import Any

from chassis.doors import get, post
from chassis.web.answer import PAGE_WITH_FORM, html_answer
from chassis.web.request import Request
from chassis.work import Work
from matching import access, schemas
from matching.actions import checkins, clicking


class Checkins:
    """How it goes, asked of both sides."""

    @get("/checkins", allow=access.FOLLOW_CHECKINS, query=schemas.Checkins, reply=schemas.Checkin, paged=True)
    def checkins(self, work: Work, request: Request) -> Any:
        """List the organisation's check-ins."""
        return checkins.page(work, request.page, **request.query)

    @post("/checkins/{checkin_id}/talk", allow=access.FOLLOW_CHECKINS, body=schemas.Talked, reply=schemas.Checkin)
    def talk(self, work: Work, request: Request) -> Any:
        """Record that you have talked with somebody who asked for it, or was silent."""
        return checkins.talk(work, request.path["checkin_id"], **request.body)

    @post("/checkins/{checkin_id}/revocation", allow=access.FOLLOW_CHECKINS, reply=schemas.Checkin)
    def revoke_links(self, work: Work, request: Request) -> Any:
        """Make every link to a check-in useless that has been sent so far."""
        return checkins.revoke_links(work, request.path["checkin_id"])

    @get(
        "/checkins/{checkin_id}/link",
        allow=access.MAKE_LINK,
        query=schemas.LinkWanted,
        reply=schemas.Link,
        purposes=access.LINK_PURPOSES,
    )
    def make_link(self, work: Work, request: Request) -> Any:
        """Make an address on which one person answers once; each time another one."""
        return clicking.make_link(work, request.path["checkin_id"], **request.query)

    @get("/answer/{code}", allow=access.ANSWER_BY_LINK, query=schemas.PageWanted, html=True)
    def look(self, work: Work, request: Request) -> Any:
        """Look at the page on which somebody says how it goes. Looking answers nothing."""
        status, page = clicking.look(work, request.path["code"], request.query["language"] or request.language)
        return html_answer(status, page, PAGE_WITH_FORM)

    @post(
        "/answer/{code}",
        allow=access.ANSWER_BY_LINK,
        query=schemas.PageWanted,
        body=schemas.ClickedAnswer,
        html=True,
        form=True,
    )
    def click(self, work: Work, request: Request) -> Any:
        """Say with one click how it goes; to stop takes a second one."""
        language = request.query["language"] or request.language
        return html_answer(*clicking.click(work, request.path["code"], language, **request.body), PAGE_WITH_FORM)
