"""What comes through the doors of matching and what leaves by them."""

from matching.schemas.attention import Attention
from matching.schemas.candidates import Candidate, Candidates, Nearest, Worth
from matching.schemas.checkins import Checkin, Checkins, ClickedAnswer, Link, LinkWanted, PageWanted, Talked
from matching.schemas.common import Blocked, Figures, Reason, Words
from matching.schemas.covers import Cover, CoverAnswer, CoverReasons, Covers, CoverWanted
from matching.schemas.exclusions import Exclusion, Exclusions, NewExclusion
from matching.schemas.gaps import Gap, Gaps, GapsWanted
from matching.schemas.groups import Assignment, AssignmentEnding, Group, GroupChanged, GroupDay, NewAssignment, NewGroup
from matching.schemas.hours import Hours, HoursBeside, HoursCorrected, HoursTogether, HoursWanted
from matching.schemas.matches import Ending, FirstMeeting, Goodbye, Match, Matches
from matching.schemas.pauses import NewPause, Pause, Pauses
from matching.schemas.proof import CertificateWanted
from matching.schemas.proposals import Answer, AnswerGiven, Proposal, Proposals
from matching.schemas.reviews import ReviewHeld, SupportGiven
from matching.schemas.rulings import NewRuling, Ruling, Rulings
from matching.schemas.runs import (
    LeftOut,
    PairOf,
    Replay,
    Run,
    RunFigures,
    RunOutline,
    Runs,
    RunWanted,
    Suggestion,
    Unmatched,
)
from matching.schemas.settings import Settings
from matching.schemas.thanks import OfProgramme, QuietVolunteers, Thanks
from matching.schemas.trainings import Training, Trainings
from matching.schemas.trials import Caseloads, Trial, Trials, TrialsFound, TrialsWanted
from matching.schemas.vetting import (
    Ahead,
    AheadWanted,
    CertificateOrdered,
    CertificateRequest,
    Exemption,
    Missing,
    NewExemption,
    Outcome,
    Progress,
)
from matching.schemas.volunteers import Address, Correction, Leaving, Listed, Offer, ToldApart, Volunteer, Volunteers

__all__ = [
    "Address",
    "Ahead",
    "AheadWanted",
    "Answer",
    "AnswerGiven",
    "Assignment",
    "AssignmentEnding",
    "Attention",
    "Blocked",
    "Candidate",
    "Candidates",
    "Caseloads",
    "CertificateOrdered",
    "CertificateRequest",
    "CertificateWanted",
    "Checkin",
    "Checkins",
    "ClickedAnswer",
    "Correction",
    "Cover",
    "CoverAnswer",
    "CoverReasons",
    "CoverWanted",
    "Covers",
    "Ending",
    "Exclusion",
    "Exclusions",
    "Exemption",
    "Figures",
    "FirstMeeting",
    "Gap",
    "Gaps",
    "GapsWanted",
    "Goodbye",
    "Group",
    "GroupChanged",
    "GroupDay",
    "Hours",
    "HoursBeside",
    "HoursCorrected",
    "HoursTogether",
    "HoursWanted",
    "Leaving",
    "LeftOut",
    "Link",
    "LinkWanted",
    "Listed",
    "Match",
    "Matches",
    "Missing",
    "Nearest",
    "NewAssignment",
    "NewExclusion",
    "NewExemption",
    "NewGroup",
    "NewPause",
    "NewRuling",
    "OfProgramme",
    "Offer",
    "Outcome",
    "PageWanted",
    "PairOf",
    "Pause",
    "Pauses",
    "Progress",
    "Proposal",
    "Proposals",
    "QuietVolunteers",
    "Reason",
    "Replay",
    "ReviewHeld",
    "Ruling",
    "Rulings",
    "Run",
    "RunFigures",
    "RunOutline",
    "RunWanted",
    "Runs",
    "Settings",
    "Suggestion",
    "SupportGiven",
    "Talked",
    "Thanks",
    "ToldApart",
    "Training",
    "Trainings",
    "Trial",
    "Trials",
    "TrialsFound",
    "TrialsWanted",
    "Unmatched",
    "Volunteer",
    "Volunteers",
    "Words",
    "Worth",
]
