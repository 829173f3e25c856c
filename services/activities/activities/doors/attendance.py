"""Doors to attendance."""

from typing import Any

from activities import access, schemas
from activities.actions import attendance
from chassis.doors import put
from chassis.web.request import Request
from chassis.work import Work


class Attendance:
    """Who came is recorded."""

    @put(
        "/meetings/{meeting_id}/attendance",
        allow=access.RECORD,
        body=schemas.Attendance,
        reply=schemas.Meeting,
        versioned=True,
    )
    def record_attendance(self, work: Work, request: Request) -> Any:
        """Record who came to a meeting."""
        return attendance.record(work, request.path["meeting_id"], request.version, **request.body)
