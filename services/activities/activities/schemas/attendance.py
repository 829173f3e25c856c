"""Who came, on its way in."""

from activities.schemas.meetings import MOST_PARTICIPANTS
from contracts.fields import Strict, list_of, uuid


class Attendance(Strict):
    """Who came and who did not; about anybody else nothing is known."""

    came = list_of(uuid(), max=MOST_PARTICIPANTS)
    absent = list_of(uuid(), max=MOST_PARTICIPANTS, default=())
