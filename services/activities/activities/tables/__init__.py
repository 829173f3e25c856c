"""What activities keeps: facts told by others and its own meetings. No names, no addresses of persons."""

from activities.tables.activities import Activity, SchoolBreak, Series
from activities.tables.attendance import FollowUp, Recording, Sheet, Success
from activities.tables.bookings import Booking
from activities.tables.common import Tables
from activities.tables.expenses import Expense
from activities.tables.facts import Consent, Family, Intake, Match, Volunteer, Withdrawal
from activities.tables.feeds import Feed
from activities.tables.meetings import Meeting, Participant, Person
from activities.tables.promises import Promise, RhythmKept
from activities.tables.sign_ups import SignedUp, SignUp
from activities.tables.venues import Approval, Resource, Venue

metadata = Tables.metadata

__all__ = [
    "Activity",
    "Approval",
    "Booking",
    "Consent",
    "Expense",
    "Family",
    "Feed",
    "FollowUp",
    "Intake",
    "Match",
    "Meeting",
    "Participant",
    "Person",
    "Promise",
    "Recording",
    "Resource",
    "RhythmKept",
    "SchoolBreak",
    "Series",
    "Sheet",
    "SignUp",
    "SignedUp",
    "Success",
    "Tables",
    "Venue",
    "Volunteer",
    "Withdrawal",
    "metadata",
]
