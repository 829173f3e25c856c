"""Reviews of matches and support of volunteers at the doors."""

from contracts.fields import Strict, day, word, yes_no
from matching.domain.endings import SAID


class ReviewHeld(Strict):
    """Those in a match and staff have looked at it. Without `next_on` the next review is as far as it may be."""

    goes_on = yes_no()
    next_on = day(null=True)
    reason = word(SAID, null=True, means="Why it does not go on, in one coarse word.")


class SupportGiven(Strict):
    """The volunteer was supported."""

    on = day()
