"""Which tracks are open, to a family and to somebody who does not say who it is; choosing one, and leaving it."""

from typing import Any

from chassis.doors import get, post
from chassis.web.request import Request
from chassis.work import Work
from enrollment import access, actions, schemas


class Eligibility:
    """Which tracks are open, to a family and to somebody who does not say who it is; choosing one, and leaving it."""

    @get(
        "/families/{family_id}/eligibility",
        allow=access.READ_ELIGIBILITY,
        query=schemas.AtADate,
        reply=schemas.Eligibility,
        purposes=access.READING_PURPOSES,
    )
    def eligibility(self, work: Work, request: Request) -> Any:
        """See which tracks are open to a family on a day, why others are not, and what would change it."""
        return actions.tracks_for(work, request.path["family_id"], request.query["on"])

    @post("/eligibility", allow=access.SIGNED_IN, body=schemas.Somebody, reply=schemas.Eligibility, asks=True)
    def eligibility_of_anybody(self, work: Work, request: Request) -> Any:
        """Ask the same without saying who it is about. Nothing is kept."""
        return actions.tracks_for_anybody(work, **request.body)

    @post(
        "/families/{family_id}/tracks",
        allow=access.CHOOSE_TRACK,
        body=schemas.ChosenTrack,
        reply=schemas.Family,
        status=201,
    )
    def choose_track(self, work: Work, request: Request) -> Any:
        """Take part in a track."""
        return actions.choose_track(work, request.path["family_id"], **request.body)

    @post("/families/{family_id}/tracks/{track}/leaving", allow=access.CHOOSE_TRACK, reply=schemas.Family)
    def leave_track(self, work: Work, request: Request) -> Any:
        """Take part in a track no longer; needs that run in it are withdrawn."""
        return actions.leave_track(work, request.path["family_id"], request.path["track"])
