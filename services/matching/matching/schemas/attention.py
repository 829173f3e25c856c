"""What needs somebody today, at the doors."""

from contracts.fields import Strict, day, nested, slug, text, uuid, word
from matching.domain.attention import ABOUT, KINDS
from matching.schemas.common import Words


class Attention(Strict):
    """One thing to do: what it is about, by when, where the rule comes from and what to do. Never a name."""

    id = uuid(means="Its place in the list; what is due first comes first.")
    kind = word(tuple(KINDS))
    programme = slug()
    about = word(ABOUT)
    subject = uuid(means="The proposal, match, check-in, ruling or volunteer.")
    due_on = day()
    row = text(10, null=True)
    what = nested(Words)
    to_do = nested(Words)
