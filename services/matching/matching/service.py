"""Matching, put together from its doors in the order of the story: offered, vetted, proposed, decided, together."""

from matching import schemas
from matching.doors.attention import Attention
from matching.doors.candidates import Candidates
from matching.doors.checkins import Checkins
from matching.doors.covers import Covers
from matching.doors.exclusions import Exclusions
from matching.doors.gaps import Gaps
from matching.doors.groups import Groups
from matching.doors.hearing import Hearing
from matching.doors.hours import Hours
from matching.doors.matches import Matches
from matching.doors.meetings import Meetings
from matching.doors.pauses import Pauses
from matching.doors.printing import Printing
from matching.doors.proposals import Proposals
from matching.doors.reviews import Reviews
from matching.doors.rulings import Rulings
from matching.doors.runs import Runs
from matching.doors.thanks import Thanks
from matching.doors.trials import Trials
from matching.doors.upkeep import Upkeep
from matching.doors.vetting import Vetting
from matching.doors.volunteers import Volunteers


class Matching(
    Volunteers,
    Pauses,
    Exclusions,
    Vetting,
    Groups,
    Rulings,
    Candidates,
    Runs,
    Gaps,
    Proposals,
    Matches,
    Reviews,
    Checkins,
    Attention,
    Hearing,
    Meetings,
    Hours,
    Covers,
    Thanks,
    Trials,
    Printing,
    Upkeep,
):
    """Volunteers are vetted and matched with the needs of families, a machine proposing and people deciding."""

    name = "matching"
    settings = schemas.Settings
