"""What matching stores. Volunteers are ours; of families it keeps pseudonyms and the coarse facts enrollment tells.

A row about a family's facts may be made by whichever of its events comes first: every event type has columns of its
own, and what they mean together is worked out when it is read.
"""

from matching.tables.checkins import AnswerLink, Checkin
from matching.tables.common import COME_TO_NOTHING, STANDING, Tables
from matching.tables.covers import Cover, CoverAsk
from matching.tables.exclusions import Exclusion
from matching.tables.groups import Assignment, Group
from matching.tables.hours import HoursSaid
from matching.tables.matches import Match
from matching.tables.meetings import Attendance, Meeting
from matching.tables.needs import Consent, Family, Need
from matching.tables.pauses import Pause
from matching.tables.proposals import Answer, Proposal
from matching.tables.reviews import Review, Support
from matching.tables.rulings import Ruling
from matching.tables.runs import Run, RunPart
from matching.tables.trainings import Training
from matching.tables.trials import Trial, TrialMember
from matching.tables.vetting import CertificateRequest, VettingExemption, VettingOutcome, VettingWarning
from matching.tables.volunteers import Volunteer

metadata = Tables.metadata

__all__ = [
    "COME_TO_NOTHING",
    "STANDING",
    "Answer",
    "AnswerLink",
    "Assignment",
    "Attendance",
    "CertificateRequest",
    "Checkin",
    "Consent",
    "Cover",
    "CoverAsk",
    "Exclusion",
    "Family",
    "Group",
    "HoursSaid",
    "Match",
    "Meeting",
    "Need",
    "Pause",
    "Proposal",
    "Review",
    "Ruling",
    "Run",
    "RunPart",
    "Support",
    "Training",
    "Trial",
    "TrialMember",
    "VettingExemption",
    "VettingOutcome",
    "VettingWarning",
    "Volunteer",
    "metadata",
]
