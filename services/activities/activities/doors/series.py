"""Doors to series and to school breaks."""

from typing import Any

from activities import access, schemas
from activities.actions import changing_series, school_breaks, series
from chassis.doors import get, post, put
from chassis.web.request import Request
from chassis.work import Work


class RunningSeries:
    """Meetings that come again are written out at once, and changed from a day on."""

    @post(
        "/activities/{activity_id}/series",
        allow=access.RUN,
        query=schemas.Dry,
        body=schemas.MakingSeries,
        reply=schemas.Series,
        status=201,
    )
    def make_series(self, work: Work, request: Request) -> Any:
        """Write out a series of meetings, or see what it would come to."""
        return series.make(work, request.path["activity_id"], **request.query, **request.body)

    @get("/activities/{activity_id}/series", allow=access.READ_ACTIVITIES, reply=schemas.Series, paged=True)
    def list_series(self, work: Work, request: Request) -> Any:
        """List the series of an activity, with their meetings."""
        return series.page(work, request.path["activity_id"], request.page)

    @get("/series/{series_id}", allow=access.READ_ACTIVITIES, reply=schemas.Series)
    def show_series(self, work: Work, request: Request) -> Any:
        """Show a series."""
        return series.one(work, request.path["series_id"])

    @post(
        "/series/{series_id}/exceptions",
        allow=access.RUN,
        body=schemas.ExceptingDays,
        reply=schemas.Series,
        versioned=True,
    )
    def except_days(self, work: Work, request: Request) -> Any:
        """Take days out of a series, and put days in."""
        return changing_series.except_days(work, request.path["series_id"], request.version, **request.body)

    @post(
        "/series/{series_id}/moving",
        allow=access.RUN,
        body=schemas.MovingRest,
        reply=schemas.Series,
        versioned=True,
    )
    def move_rest(self, work: Work, request: Request) -> Any:
        """Move all meetings of a series from a day on."""
        return changing_series.move_rest(work, request.path["series_id"], request.version, **request.body)

    @post(
        "/series/{series_id}/calling-off",
        allow=access.RUN,
        body=schemas.CallingOffRest,
        reply=schemas.Series,
        versioned=True,
    )
    def call_off_rest(self, work: Work, request: Request) -> Any:
        """Call off all meetings of a series from a day on."""
        return changing_series.call_off_rest(work, request.path["series_id"], request.version, **request.body)

    @get("/school-breaks/{municipality}/{year}", allow=access.RUN, reply=schemas.SchoolBreaks)
    def show_school_breaks(self, work: Work, request: Request) -> Any:
        """Show when the schools of a municipality have a break."""
        return school_breaks.of_year(work, request.path["municipality"], request.path["year"])

    @put(
        "/school-breaks/{municipality}/{year}",
        allow=access.RUN,
        body=schemas.OwnBreaks,
        reply=schemas.SchoolBreaks,
    )
    def put_school_breaks(self, work: Work, request: Request) -> Any:
        """Put the breaks a council has decided in the place of the usual ones."""
        return school_breaks.put_in_place(work, request.path["municipality"], request.path["year"], **request.body)
