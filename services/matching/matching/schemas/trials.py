"""Small groups and coaches' caseloads at the doors."""

from contracts.common import SLOTS
from contracts.fields import Strict, count, day, list_of, moment, nested, slug, uuid, word, yes_no
from matching.domain.blocking import CHANGED_MEANWHILE
from matching.domain.trials import CHANGES, STATES
from matching.schemas.common import Blocked, Words
from matching.schemas.proposals import PROPOSAL_STATES


class TrialsWanted(Strict):
    """For which needs to look for groups; `dry` shows them without proposing."""

    programme = slug()
    kind = slug(means="A kind of need that is met in groups.")
    dry = yes_no(default=False)


class Trials(Strict):
    """Which groups to list."""

    programme = slug(null=True)


class TrialMember(Strict):
    """One young person's place: the need, and its proposal once there is one."""

    need = uuid()
    proposal = uuid(null=True)
    state = word(PROPOSAL_STATES)


class Trial(Strict):
    """A small group that tries a trade with a role model. It starts when `at_least` have a match."""

    id = uuid(null=True)
    programme = slug()
    kind = slug()
    volunteer = uuid()
    slot = word(SLOTS)
    topic = slug()
    text = nested(Words)
    at_least = count()
    state = word(STATES)
    proposed_at = moment()
    members = nested(TrialMember, many=True)


class WithoutGroup(Strict):
    """A young person without a group, and the smallest change that gives one, nobody else losing theirs."""

    need = uuid()
    change = word((*CHANGES, CHANGED_MEANWHILE))
    would_change = nested(Words)
    nearest = uuid(null=True)
    blocked_by = nested(Blocked, many=True)


class TrialsFound(Strict):
    """What looking for groups came to."""

    groups = nested(Trial, many=True, max=10_000)
    left = nested(WithoutGroup, many=True, max=100_000)


class Coach(Strict):
    """How many one employee follows, may follow, and has room for."""

    volunteer = uuid()
    kinds = list_of(slug())
    at_most = count()
    followed = count(means="Matches that run.")
    proposed = count(means="Open proposals, which hold a place too.")
    free = count()


class Realistic(Strict):
    """A coach whom a young person could be matched with, and what they have in common."""

    volunteer = uuid()
    topics = list_of(slug())
    languages = list_of(slug())
    slots = list_of(word(SLOTS))
    free = count()


class WaitsForCoach(Strict):
    """A young person who waits, with the coaches that would be realistic, those with most room first."""

    need = uuid()
    since = day()
    days = count()
    realistic = nested(Realistic, many=True)
    nearest = uuid(null=True)
    blocked_by = nested(Blocked, many=True)


class Caseloads(Strict):
    """Coaches with their caseloads, and who waits, the longest first; `number` tells of all who do."""

    coaches = nested(Coach, many=True, max=1_000)
    number = count()
    waiting = nested(WaitsForCoach, many=True, max=200)
