"""Activities, put together from its doors: asked for, arranged, held, counted."""

from activities import schemas
from activities.doors.activities import RunningActivities
from activities.doors.approvals import Approvals
from activities.doors.attendance import Attendance
from activities.doors.expenses import Expenses
from activities.doors.feeds import Feeds
from activities.doors.free_times import FreeTimes
from activities.doors.hearing import Hearing
from activities.doors.helping import Helping
from activities.doors.intakes import Intakes
from activities.doors.meetings import Meetings
from activities.doors.promises import Promises
from activities.doors.series import RunningSeries
from activities.doors.sign_ups import SignUps
from activities.doors.today import Today
from activities.doors.venues import Venues


class Activities(
    Intakes,
    Meetings,
    Attendance,
    Expenses,
    Feeds,
    Venues,
    Approvals,
    FreeTimes,
    Hearing,
    RunningActivities,
    SignUps,
    Helping,
    Promises,
    Today,
    RunningSeries,
):
    """Meetings are arranged, moved, called off, held and counted."""

    name = "activities"
    settings = schemas.Settings
