"""Which tracks are open to a family, why others are not, and how long one waits for a volunteer."""

from contracts.fields import Strict, count, day, moment, municipality, nested, slug, text, word, yes_no
from contracts.programmes.parts.leaves import MEMBERS, OLDEST
from enrollment.domain.supply import State
from enrollment.schemas.programmes import Words


class AtADate(Strict):
    """Which day is asked about."""

    on = day(null=True, means="Today if not said.")


class Aged(Strict):
    """Somebody of a family of whom no more is said than this."""

    kind = word(MEMBERS)
    age = count(0, OLDEST)
    grade = count(0, 10, null=True, means="The school grade; otherwise the usual one of that age.")


class Somebody(Strict):
    """A family that wants to know, and does not say who it is. Nothing of it is kept."""

    programme = slug()
    area = slug(null=True)
    municipality = municipality(null=True)
    ages = nested(Aged, many=True, max=30)
    fits = yes_no(null=True, means="Whether the family itself says that it is one the programme is for.")


class Objection(Strict):
    """One rule that says no."""

    code = slug()
    row = text(10, means="The source row of the rule.")
    field = slug(means="The fact that would change it.")
    text = nested(Words)
    would_change = nested(Words)
    changes_on = day(null=True, means="The day from which it says no no more, if nothing but the date changes.")


class TrackAsked(Strict):
    """A track, and whether it is open."""

    track = slug()
    names = nested(Words)
    one_to_one = yes_no()
    takes_part = yes_no()
    eligible = yes_no()
    state = word([each.value for each in State], null=True, means="Of a track in which one waits for a volunteer.")
    expected_weeks = count(null=True, means="Not told where so few wait that they could be known.")
    objections = nested(Objection, many=True)
    changes_on = day(null=True, means="The first day on which the answer is another, if nothing but the date changes.")


class Eligibility(Strict):
    """Every track of a programme on a day."""

    programme = slug()
    on = day()
    tracks = nested(TrackAsked, many=True)


class ChosenTrack(Strict):
    """A track one would like to take part in."""

    track = slug()


class TrackTaken(Strict):
    """A track the family takes part in; without `since`, from the day it joins."""

    track = slug()
    since = day(null=True)
    until = day(null=True, means="The first day on which it no longer does.")


class TrackSupply(Strict):
    """How long one waits for a volunteer in a track."""

    track = slug()
    names = nested(Words)
    state = word([each.value for each in State])
    expected_weeks = count(null=True, means="Not told where so few wait that they could be known.")
    seen_at = moment(null=True, means="When this was worked out.")


class Supplies(Strict):
    """The tracks of a programme in which one waits for a volunteer."""

    items = nested(TrackSupply, many=True)
