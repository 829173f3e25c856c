"""What goes in and out at the doors of reporting, and what the service can be told."""

from marshmallow import Schema, fields, validate

from contracts.fields import Strict, count, moment, nested, slug, text, uuid, word
from reporting.domain.figures import FIGURES, UNITS

LANGUAGES = ("da", "en")


class Settings(Schema):
    """Own settings."""

    # Counts from 1 up to this one, not included, are hidden from the public. 1 hides nothing.
    suppress_below = fields.Integer(load_default=5, validate=validate.Range(1, 100))


class WantedFigures(Strict):
    """Whose figures are asked for."""

    programme = slug(null=True, means="Only this programme; otherwise all together.")


class WantedPage(Strict):
    """How the page is asked for."""

    language = word(LANGUAGES, null=True, means="Otherwise as Accept-Language says.")


class Counted(Strict):
    """A figure and what it counts."""

    value = count()
    unit = word(UNITS)


AllFigures = Strict.from_dict({name: nested(Counted) for name in FIGURES}, name="AllFigures")


class Figures(Strict):
    """The figures of a programme, or of all programmes together."""

    programme = slug(null=True)
    figures = nested(AllFigures)


class Step(Strict):
    """One event: what happened when, and because of what."""

    id = uuid()
    type = text(80)
    source = text(120, means="`/<organisation>/<service>`.")
    subject = uuid(means="The pseudonymous id of what it is about.")
    time = moment()
    sequence = count(1, means="Orders what one source tells about one subject.")
    causation_id = uuid(null=True, means="The event that led to this one.")
    programme = slug(null=True)


class Trail(Strict):
    """What one command set in motion, in the order in which it happened."""

    items = nested(Step, many=True, max=1000)
