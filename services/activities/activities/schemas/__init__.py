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
from activities.schemas.intakes import Intake, Intakes
from activities.schemas.meetings import CallingOff, Meeting, Moving, Place, Scheduling
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

__all__ = [
    "Activities",
    "Activity",
    "ActivityMeeting",
    "Attendance",
    "CalendarPage",
    "CallingOff",
    "ChangingActivity",
    "EndingActivity",
    "Entries",
    "Feed",
    "FeedWanted",
    "FollowUp",
    "FollowUps",
    "Intake",
    "Intakes",
    "ItipWanted",
    "Meeting",
    "Moving",
    "NewFeed",
    "NewSuccess",
    "OpeningActivity",
    "Place",
    "Recorded",
    "Scheduling",
    "Settings",
    "Sheet",
    "Success",
    "Talk",
]
__all__ = ["Attendance", "CallingOff", "Intake", "Intakes", "Meeting", "Moving", "Place", "Scheduling", "Settings"]
__all__ += ["Answer", "Asking", "Check", "Line", "NewInvitation", "NewSignUp", "NewVolunteer", "SignUp", "ThosePeople"]
__all__ += ["VolunteersNeeded"]
