"""What activities keeps: facts told by others and its own meetings. No names, no addresses of persons."""

from activities.tables.common import Tables
from activities.tables.facts import Family, Intake, Match, Volunteer, Withdrawal
from activities.tables.meetings import Meeting, Participant, Person

metadata = Tables.metadata

__all__ = [
    "Family",
    "Intake",
    "Match",
    "Meeting",
    "Participant",
    "Person",
    "Tables",
    "Volunteer",
    "Withdrawal",
    "metadata",
]
