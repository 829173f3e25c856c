"""Doors to calendars: to make and stop their links, and to look at one with nothing but its link."""

from typing import Any

from activities import access, schemas
from activities.actions import calendars, feeds
from activities.queries import feeds as queries
from chassis.doors import every, get, measure, post
from chassis.web.answer import html_answer
from chassis.web.request import Request
from chassis.work import Work

HOUR = 3600
CALENDAR = "text/calendar; charset=utf-8"


class Feeds:
    """Meetings in everybody's own calendar."""

    @post("/feeds", allow=access.KEEP_FEEDS, body=schemas.FeedWanted, reply=schemas.NewFeed, status=201)
    def make_feed(self, work: Work, request: Request) -> Any:
        """Make a link to a calendar: one's own, an activity's or a venue's. It is shown this once."""
        return feeds.make(work, **request.body)

    @get("/feeds", allow=access.KEEP_FEEDS, reply=schemas.Feed, paged=True)
    def list_feeds(self, work: Work, request: Request) -> Any:
        """List the calendars one may stop, without their links."""
        return feeds.page(work, request.page)

    @post("/feeds/{feed_id}/revocation", allow=access.KEEP_FEEDS, reply=schemas.Feed)
    def revoke_feed(self, work: Work, request: Request) -> Any:
        """Let the link of a calendar lead nowhere from now on."""
        return feeds.revoke(work, request.path["feed_id"])

    @get(
        "/calendars/{secret}.ics",
        allow=access.SEE_BY_LINK,
        produces=CALENDAR,
        kept_by_asker=True,
        own_transaction=False,
    )
    def fetch_calendar(self, errand: Any, request: Request) -> Any:
        """Fetch a calendar to subscribe to. It names nobody."""
        return calendars.fetch(errand, request.path["secret"])

    @get(
        "/calendars/{secret}",
        allow=access.SEE_BY_LINK,
        query=schemas.CalendarPage,
        html=True,
        own_transaction=False,
    )
    def look_at_calendar(self, errand: Any, request: Request) -> Any:
        """Look at a month or a week of a calendar. It names nobody."""
        return html_answer(*calendars.look(errand, request.path["secret"], default=request.language, **request.query))

    @get(
        "/meetings/{meeting_id}/itip",
        allow=access.TELL_CALENDARS,
        query=schemas.ItipWanted,
        produces=CALENDAR,
        purposes=access.CALENDAR_PURPOSES,
    )
    def tell_calendar(self, work: Work, request: Request) -> Any:
        """Tell what a letter says to a calendar: that there is a meeting, or no longer. It names nobody."""
        return calendars.itip(work, request.path["meeting_id"], **request.query)

    @every(seconds=HOUR)
    def let_unused_feeds_end(self, work: Work) -> None:
        feeds.let_unused_end(work)

    @measure("samspil_feeds", "Calendars that can be fetched, by what they are of.", labels=("of",))
    def feeds_by_what(self, session: Any) -> Any:
        return queries.standing_by_what(session)
