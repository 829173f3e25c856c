"""Small successes that were noted at meetings: what went well, in words that say nothing of anybody's trouble. # S3-09

Deliberately not here: the small successes a family writes down itself, which hang under its goals (`plans`).
"""

from collections.abc import Mapping
from datetime import date

from contracts.programmes import Programme
from enrollment.domain.families import Family
from enrollment.domain.sharing import hearing

# What its own organisation must be allowed to know before something of a meeting comes into the family's plan.
ATTENDANCE = frozenset({"attendance"})
# As many as can be taken in at one look; the newest are shown.
MOST = 100

SAID: Mapping[str, Mapping[str, str]] = {
    "tried_something_new": {"da": "Prøvede noget nyt", "en": "Tried something new"},
    "learned_something": {"da": "Lærte noget", "en": "Learned something"},
    "helped_others": {"da": "Hjalp andre", "en": "Helped others"},
    "met_somebody": {"da": "Mødte nogen", "en": "Met somebody"},
    "spoke_up": {"da": "Sagde noget højt", "en": "Spoke up"},
    "asked_for_help": {"da": "Bad om hjælp", "en": "Asked for help"},
    "played_together": {"da": "Legede sammen", "en": "Played together"},
    "cooked_together": {"da": "Lavede mad sammen", "en": "Cooked together"},
    "took_the_lead": {"da": "Gik foran", "en": "Took the lead"},
    "showed_what_was_learned": {"da": "Viste, hvad der var lært", "en": "Showed what was learned"},
}
ANYTHING = {"da": "Noget gik godt", "en": "Something went well"}


def said(word: str) -> Mapping[str, str]:
    """A word of another service in Danish and English; a later one is not known here, and still good."""
    return SAID.get(word, ANYTHING)


def may_be_kept(programme: Programme, family: Family, on: date) -> bool:
    """Whether the family lets its organisation know how it goes at meetings."""
    return programme.organisation in hearing(programme, family, ATTENDANCE, on)
