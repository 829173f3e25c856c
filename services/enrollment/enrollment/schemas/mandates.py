"""Mandates: whom the family asks to speak with which body."""

from contracts.fields import Strict, day, list_of, nested, slug, uuid, word


class NewMandate(Strict):
    """Ask that somebody speaks with one body for the family."""

    kind = slug(means="By the programme's word.")
    body = slug(means="By the programme's word.")
    expires_on = day(null=True, means="The last day it holds; without one it holds until it is withdrawn.")


class MandateUsed(Strict):
    """That one has spoken with the body. There is no place for what was said."""

    on = day(null=True, means="Today if not said.")


class Mandate(Strict):
    """A mandate, where it stands, and when it was used."""

    id = uuid()
    kind = slug()
    body = slug()
    person = uuid(null=True, means="The young person it is about; the family if there is none.")
    held_by = slug(means="The role that holds it.")
    state = word(("waiting", "live", "expired", "withdrawn"))
    waiting_for = list_of(uuid(), means="Who must give it too before it holds.")
    given_on = day()
    agreed_on = day(null=True)
    expires_on = day(null=True)
    withdrawn_on = day(null=True)
    used_on = list_of(day(), max=1_000)


class Mandates(Strict):
    """The mandates of a family."""

    id = uuid(means="The family.")
    items = nested(Mandate, many=True, max=1_000)
