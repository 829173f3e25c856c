"""Venues, the things that can be had there, and what boards say, on their way in and out."""

from activities.domain.days import DAYS, MIDNIGHT
from contracts.fields import Strict, count, day, moment, nested, slug, text, uuid, word, yes_no

QUARTERS = tuple(f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 15, 30, 45))
APPROVALS = ("asked", "granted", "refused")
MOST_OPENINGS = 42


class Opening(Strict):
    """Open hours of one day of every week, on the clock of the place."""

    day = word(DAYS)
    opens = word(QUARTERS)
    closes = word((*QUARTERS[1:], MIDNIGHT))


class ChangingVenue(Strict):
    """What is said of a venue. It is nobody's home: who meets at a home says so in the meeting's place."""

    name = text(120)
    address = text(200, null=True)
    area = slug(null=True)
    outdoors = yes_no(default=False)
    room_for = count(1, 10_000, null=True, means="How many people there is room for; left out: nobody counts.")
    opening = nested(Opening, many=True, max=MOST_OPENINGS, default=(), means="Left out: always open.")
    board = slug(null=True, means="The housing organisation whose board must say yes to the days.")


class Closing(Strict):
    """From when on something can no longer be booked."""

    closed_from = day()


class Venue(ChangingVenue):
    """A venue that an organisation can book."""

    id = uuid()
    organisation = slug()
    closed_from = day(null=True)
    version = count(1, means="Sent as ETag; to be sent back in If-Match.")


class ChangingResource(Strict):
    """What is said of a thing that can be booked: a kitchen, a projector, a minibus."""

    name = text(120)
    venue_id = uuid(null=True, means="Where it stays; left out: it can be taken along.")


class Resource(ChangingResource):
    """A thing that can be booked by itself."""

    id = uuid()
    closed_from = day(null=True)
    version = count(1, means="Sent as ETag; to be sent back in If-Match.")


class AskingBoard(Strict):
    """Days, both included, for which a board is asked; with an answer where it has given one elsewhere."""

    from_on = day()
    until_on = day()
    answer = word(APPROVALS[1:], null=True, means="What the board said. Left out: it is asked and answers here.")


class Answering(Strict):
    """What a board says to the days it is asked for."""

    answer = word(APPROVALS[1:])


class Approvals(Strict):
    """Which questions to boards to list."""

    state = word(APPROVALS, null=True)
    venue_id = uuid(null=True)


class Approval(Strict):
    """What a board was asked and said."""

    id = uuid()
    venue_id = uuid()
    board = slug()
    from_on = day()
    until_on = day()
    state = word(APPROVALS)
    recorded = yes_no(means="Whether a coordinator wrote down what the board said elsewhere.")
    asked_at = moment()
    answered_at = moment(null=True)
    version = count(1, means="Sent as ETag; to be sent back in If-Match.")
