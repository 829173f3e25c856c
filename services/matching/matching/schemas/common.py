"""What several nouns of matching share."""

from contracts.fields import Strict, count, nested, slug, text


class Words(Strict):
    """The same words in Danish and English."""

    da = text(1000)
    en = text(1000)


class Figures(Strict):
    """The plain values behind a reason; which there are depends on its code."""

    days = count(required=False)
    ceiling = count(required=False)
    number = count(required=False)
    left = count(required=False)
    capacity = count(required=False)
    metres = count(required=False)
    until = text(10, required=False)
    area = slug(required=False)
    languages = text(500, required=False)
    slots = text(500, required=False)
    topics = text(5000, required=False)
    wishes = text(5000, required=False)
    rules = text(500, required=False)


class Reason(Strict):
    """One thing that speaks for a proposal."""

    code = slug()
    figures = nested(Figures)
    text = nested(Words)


class Blocked(Strict):
    """A rule in the way of a match, and the smallest thing that would change it."""

    code = slug()
    row = text(10, null=True)
    text = nested(Words)
    would_change = nested(Words)
