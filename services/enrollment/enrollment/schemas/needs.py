"""Needs of a family, and the question about public help beside them."""

from contracts.common import SLOTS
from contracts.fields import Strict, count, day, language, list_of, nested, slug, uuid, word
from enrollment.domain import supply
from enrollment.domain.needs import State
from enrollment.domain.supplement import Reply
from enrollment.schemas.programmes import Words


class PublicOffer(Strict):
    """That something public about a topic ends; not what it is."""

    topic = slug()
    ends_on = day()


class ChangedNeed(Strict):
    """What is asked for instead. Kind and person stay; whoever needs something else registers another need."""

    topics = list_of(slug(), max=50)
    wishes = list_of(slug(), max=20, default=(), means="What is wished of the volunteer.")
    languages = list_of(language(), max=20, default=(), means="Languages to speak; none means the family's own.")
    slots = list_of(word(SLOTS), max=len(SLOTS))
    wanted_on = day(null=True, means="From when; today if not said.")
    public_offers = nested(
        PublicOffer, many=True, max=50, default=(), means="What the family tells of public help that ends."
    )


class NewNeed(ChangedNeed):
    """A need the family has."""

    kind = slug()
    for_person = uuid(null=True, means="For whom, if it is for one of the family.")


class Need(Strict):
    """A need and where it stands."""

    id = uuid()
    version = count()
    kind = slug()
    topics = list_of(slug())
    wishes = list_of(slug())
    for_person = uuid(null=True)
    languages = list_of(language())
    slots = list_of(word(SLOTS))
    wanted_on = day()
    waiting_since = day(means="A need that was changed has waited since before.")
    state = word([each.value for each in State])


class RegisteredNeed(Need):
    """A need that was just registered, and how long one waits in its track."""

    track = slug()
    track_state = word([each.value for each in supply.State])
    expected_weeks = count(null=True, means="Not told where so few wait that they could be known.")


class SupplementQuestion(Strict):
    """A neutral question to one side, where public help of a topic ends about when a volunteer of it begins."""

    id = uuid()
    need = uuid()
    family = uuid()
    topic = slug()
    ends_on = day()
    asked_on = day()
    text = nested(Words)
    answer = word([each.value for each in Reply], null=True)
    answered_on = day(null=True)


class SupplementAnswer(Strict):
    """What one side says to it."""

    answer = word([each.value for each in Reply])
