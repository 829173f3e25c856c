"""What comes through the doors of activities and what leaves by them.

Deliberately not here: rules that need more than one value; those are the domain's.
"""

from activities.schemas.activities import (
    Activities,
    Activity,
    ActivityMeeting,
    ChangingActivity,
    EndingActivity,
    OpeningActivity,
)
from activities.schemas.attendance import (
    Attendance,
    Entries,
    FollowUp,
    FollowUps,
    NewSuccess,
    Recorded,
    Sheet,
    Success,
    Talk,
)
from activities.schemas.feeds import CalendarPage, Feed, FeedWanted, ItipWanted, NewFeed
from activities.schemas.free_times import FreeTimes, LookingForTimes
from activities.schemas.intakes import Intake, Intakes
from activities.schemas.meetings import Arranging, CallingOff, Meeting, Moving, Place, Scheduling
from activities.schemas.meetings import CallingOff, Meeting, Moving, Place, Scheduling
from activities.schemas.series import (
    CallingOffRest,
    Dry,
    ExceptingDays,
    MakingSeries,
    MovingRest,
    OwnBreaks,
    SchoolBreaks,
    Series,
)
from activities.schemas.settings import Settings
from activities.schemas.sign_ups import (
    Answer,
    Asking,
    Check,
    Line,
    NewInvitation,
    NewSignUp,
    NewVolunteer,
    SignUp,
    ThosePeople,
    VolunteersNeeded,
)
from activities.schemas.venues import (
    Answering,
    Approval,
    Approvals,
    AskingBoard,
    ChangingResource,
    ChangingVenue,
    Closing,
    Resource,
    Venue,
)

__all__ = [
    "Activities",
    "Activity",
    "ActivityMeeting",
    "Answer",
    "Answering",
    "Approval",
    "Approvals",
    "Arranging",
    "Asking",
    "AskingBoard",
    "Attendance",
    "CalendarPage",
    "CallingOff",
    "CallingOffRest",
    "ChangingActivity",
    "ChangingResource",
    "ChangingVenue",
    "Check",
    "Closing",
    "Dry",
    "EndingActivity",
    "Entries",
    "ExceptingDays",
    "Feed",
    "FeedWanted",
    "FollowUp",
    "FollowUps",
    "FreeTimes",
    "Intake",
    "Intakes",
    "ItipWanted",
    "Line",
    "LookingForTimes",
    "MakingSeries",
    "Meeting",
    "Moving",
    "MovingRest",
    "NewFeed",
    "NewInvitation",
    "NewSignUp",
    "NewSuccess",
    "NewVolunteer",
    "OpeningActivity",
    "OwnBreaks",
    "Place",
    "Recorded",
    "Resource",
    "Scheduling",
    "SchoolBreaks",
    "Series",
    "Settings",
    "Sheet",
    "SignUp",
    "Success",
    "Talk",
    "ThosePeople",
    "Venue",
    "VolunteersNeeded",
]
