"""Thanks and quiet volunteers at the doors."""

from contracts.fields import Strict, count, day, nested, slug, uuid, word
from matching.domain.quiet import SUGGESTIONS
from matching.domain.thanking import WORDS
from matching.schemas.common import Words


class OfProgramme(Strict):
    """Whose volunteers."""

    programme = slug()


class Occasion(Strict):
    """Something to thank a volunteer for."""

    volunteer = uuid()
    occasion = word(tuple(WORDS))
    number = count()
    on = day()
    text = nested(Words)


class Thanks(Strict):
    """Who deserves a thank-you now; `number` tells of all, the list of the newest."""

    number = count()
    thanks = nested(Occasion, many=True, max=1_000)


class QuietVolunteer(Strict):
    """Somebody to say hello to; `who` has been quiet is said as it is."""

    volunteer = uuid()
    since = day()
    days = count()
    who = word(tuple(SUGGESTIONS))
    suggestion = nested(Words)


class QuietVolunteers(Strict):
    """To whom somebody should say hello; `number` tells of all, the list of those waiting longest."""

    number = count()
    quiet = nested(QuietVolunteer, many=True, max=1_000)
