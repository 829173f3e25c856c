"""What comes through the doors of matching and what leaves by them."""

from matching.schemas.common import Blocked, Figures, Reason, Words
from matching.schemas.covers import Cover, CoverAnswer, CoverReasons, Covers, CoverWanted
from matching.schemas.hours import Hours, HoursBeside, HoursCorrected, HoursTogether, HoursWanted
from matching.schemas.matches import Ending, Match
from matching.schemas.proposals import Answer, AnswerGiven, Proposal, Proposals
from matching.schemas.runs import Run, RunWanted, Unmatched
from matching.schemas.settings import Settings
from matching.schemas.thanks import OfProgramme, QuietVolunteers, Thanks
from matching.schemas.trainings import Training, Trainings
from matching.schemas.vetting import Missing, Outcome, Progress
from matching.schemas.volunteers import Address, Leaving, Offer, Volunteer

__all__ = [
    "Address",
    "Answer",
    "AnswerGiven",
    "Blocked",
    "Cover",
    "CoverAnswer",
    "CoverReasons",
    "CoverWanted",
    "Covers",
    "Ending",
    "Figures",
    "Hours",
    "HoursBeside",
    "HoursCorrected",
    "HoursTogether",
    "HoursWanted",
    "Leaving",
    "Match",
    "Missing",
    "OfProgramme",
    "Offer",
    "Outcome",
    "Progress",
    "Proposal",
    "Proposals",
    "QuietVolunteers",
    "Reason",
    "Run",
    "RunWanted",
    "Settings",
    "Thanks",
    "Training",
    "Trainings",
    "Unmatched",
    "Volunteer",
    "Words",
]
