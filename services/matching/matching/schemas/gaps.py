"""Recruitment gaps at the doors: whom to look for."""

from contracts.common import SLOTS
from contracts.fields import Strict, count, language, list_of, nested, slug, word
from matching.schemas.common import Words


class GapsWanted(Strict):
    """Which programme to look at, and whose volunteers beside our own."""

    programme = slug()
    organisations = list_of(slug(), max=50, default=list, means="Organisations whose volunteers agree to be shared.")


class Profile(Strict):
    """The fewest things that are known of somebody who would make a difference."""

    kind = slug()
    area = slug()
    language = language()
    slot = word(SLOTS)
    topic = slug(null=True, means="What most of these families would like to talk about, if there is such a thing.")


class Served(Strict):
    """What the first such volunteer changes at once."""

    families = count()
    waited = count(means="How many days the family has waited.")


class Gap(Strict):
    """A profile to look for, and what it would unlock: found by adding such volunteers and solving again."""

    profile = nested(Profile)
    families = count(means="Families it makes possible.")
    waited_long = count(means="How many of them have waited for long.")
    serves = nested(Served)
    volunteers_needed = count(means="How many such volunteers serve all of them.")
    waiting_days_unlocked = count(0, 1_000_000_000)
    source = slug(null=True, means="Where to look: a recruiting source of the programme.")
    text = nested(Words)


class Gaps(Strict):
    """Whom to look for, the profile that unlocks most waiting first."""

    gaps = nested(Gap, many=True, max=20)
