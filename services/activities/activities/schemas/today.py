"""What needs a coordinator today, on its way out."""

from activities.domain.today import ABOUT, KINDS
from activities.schemas.sign_ups import InBoth
from contracts.fields import Strict, day, nested, slug, text, uuid, word

MOST_WORDS = 200


class WantedToday(Strict):
    """Which kind of thing to list."""

    kind = word(tuple(KINDS), null=True)


class ToDo(Strict):
    """One thing to do. Never a name."""

    id = uuid(means="Its place in the list; the earliest day comes first.")
    kind = word(tuple(KINDS))
    programme = slug(null=True)
    about = word(ABOUT)
    subject = uuid(means="What it is about: the meeting, approval, follow-up, request, sign-up, promise or expense.")
    activity_id = uuid(null=True, means="The activity it belongs to, if any.")
    on = day(means="The day it is due on, or since which it waits.")
    row = text(10, null=True, means="Where the rule comes from, if the programme says it.")
    what = nested(InBoth)
    to_do = nested(InBoth)
    door = text(MOST_WORDS, means="The request that settles it.")
