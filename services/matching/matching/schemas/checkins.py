"""Check-ins at the doors, and the form of the page on which they are answered."""

from contracts.fields import Strict, day, text, uuid, word
from matching.domain.accompaniment import ANSWERS, SIDES
from matching.domain.page_words import LANGUAGES

CHECKIN_STATES = ("asked", "silent", "answered")


class Checkin(Strict):
    """One side asked how it goes, and what it has said. For staff alone."""

    id = uuid()
    match = uuid()
    side = word(SIDES)
    state = word(CHECKIN_STATES)
    asked_on = day()
    answer_by = day()
    answer = word(ANSWERS, null=True)
    answered_on = day(null=True)
    talked_on = day(null=True, means="When staff have talked with them about it.")


class Checkins(Strict):
    """Which check-ins to list."""

    match = uuid(null=True)


class LinkWanted(Strict):
    """For whom a link is made."""

    person = uuid()


class Link(Strict):
    """An address on which one person answers one check-in with one click, once."""

    url = text(500)
    expires_on = day()


class Talked(Strict):
    """Staff have talked with whoever asked for it or was silent."""

    on = day()


class PageWanted(Strict):
    """In which language the page is read."""

    language = word(LANGUAGES, null=True)


class ClickedAnswer(Strict):
    """One click. To stop takes a second one, which says `sure`."""

    answer = word(ANSWERS)
    sure = word(("yes",), null=True)
