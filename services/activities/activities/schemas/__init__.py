"""What comes through the doors of activities and what leaves by them.

Deliberately not here: rules that need more than one value; those are the domain's.
"""

from activities.schemas.attendance import Attendance
from activities.schemas.intakes import Intake, Intakes
from activities.schemas.meetings import CallingOff, Meeting, Moving, Place, Scheduling
from activities.schemas.settings import Settings

__all__ = ["Attendance", "CallingOff", "Intake", "Intakes", "Meeting", "Moving", "Place", "Scheduling", "Settings"]
