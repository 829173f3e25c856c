"""Hours given: from attendance, as corrected by the volunteer, and what the volunteer adds that was no meeting.

Deliberately not here: any judgement of how much is enough. Hours are thanked for, never graded. # S1-13
"""

from collections.abc import Iterator
from datetime import date

from contracts.refusals import Refused

#: What can be given beside meetings, in closed words: nobody writes about a family here.
BESIDE = ("preparation", "travel", "telephone", "errand", "event", "other")
#: No meeting is longer, and nobody gives more of one day to one thing.
MOST_AT_ONCE = 12 * 60
A_DAY = 24 * 60


def objections(*, on: date, today: date, minutes: int, that_day: int) -> Iterator[Refused]:
    """Why a volunteer cannot have given these minutes on a day that already has `that_day` of them."""
    if on > today:
        yield Refused("hours_in_the_future", field="on")
    if that_day + minutes > A_DAY:
        yield Refused("more_than_a_day", field="minutes", on=on)
