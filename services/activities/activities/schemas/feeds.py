"""Calendars at the doors: which one is wanted, what is told of those there are, and how their page is asked for."""

from activities.domain.agenda import LANGUAGES
from activities.domain.feeds import Of
from contracts.fields import Strict, day, moment, text, uuid, word

WHAT = tuple(of.value for of in Of)


class FeedWanted(Strict):
    """The calendar somebody would like a link to."""

    of = word(WHAT)
    id = uuid(null=True, means="The activity or the venue; left out for one's own meetings.")
    language = word(LANGUAGES, null=True, means="Which language it is in; Danish if nothing is said.")


class Feed(Strict):
    """A calendar behind a link that is told to nobody again."""

    id = uuid()
    of = word(WHAT)
    subject = uuid()
    language = word(LANGUAGES)
    made_at = moment()
    fetched_on = day(null=True, means="The day it was last fetched or looked at.")
    stopped_at = moment(null=True, means="Since when its link leads nowhere.")


class NewFeed(Feed):
    """A new calendar with its links. They are shown once; who has one sees the calendar."""

    ics = text(500, means="For a calendar on a computer or the web.")
    subscribe = text(500, means="The same, for a phone that subscribes with one touch.")
    page = text(500, means="A page to look at and to print.")


class CalendarPage(Strict):
    """Which part of a calendar is looked at, and in which language."""

    month = text(20, null=True, means="Such as `2026-11`; this month if neither is said.")
    week = text(20, null=True, means="Such as `2026-W47`.")
    language = word(LANGUAGES, null=True)


class ItipWanted(Strict):
    """What a letter tells a calendar."""

    method = word(("request", "cancel"))
    language = word(LANGUAGES, null=True)
