"""The door to free times."""

from typing import Any

from activities import access, schemas
from activities.actions import free_times
from chassis.doors import post
from chassis.web.request import Request
from chassis.work import Work


class FreeTimes:
    """Times are found at which several are free."""

    @post("/free-times", allow=access.ARRANGE, body=schemas.LookingForTimes, reply=schemas.FreeTimes)
    def find_free_times(self, work: Work, request: Request) -> Any:
        """Find times at which everybody and everything is free."""
        return free_times.find(work, **request.body)
