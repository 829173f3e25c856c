"""Handguides: questions with a yes, a no or a number, so that no answer can hold a name. # S1-05"""

from contracts.fields import Strict, count, language, list_of, nested, slug, text, uuid, word, yes_no
from enrollment.domain.handguides import OLDEST
from enrollment.schemas.programmes import Words


class Named(Strict):
    """A code and what it means."""

    code = slug()
    names = nested(Words)


class Question(Named):
    """A question, and how it is answered."""

    answer = word(("yes_no", "age", "count"))


class Handguide(Named):
    """What to do with a thought of a child, or of a group of children."""

    about = word(("child", "group"))
    questions = nested(Question, many=True)


class Handguides(Strict):
    """The handguides of a programme."""

    items = nested(Handguide, many=True)


class Answer(Strict):
    """The answer to one question: `yes` to a yes-or-no question, otherwise `number`."""

    question = slug()
    yes = yes_no(null=True)
    number = count(0, 1_000, null=True)


class Answers(Strict):
    """The answers, and what an offer is to fit. Nothing of it is kept."""

    answers = nested(Answer, many=True, max=50)
    area = slug(null=True)
    ages = list_of(count(0, OLDEST), max=20, default=())
    languages = list_of(language(), max=20, default=())


class FittingOffer(Strict):
    """An offer of the directory."""

    id = uuid()
    organisation = slug()
    names = nested(Words)
    url = text(300, null=True)


class WhatToDo(Strict):
    """The steps in order, what there is, the ways in, and the words to tell a family of it."""

    steps = nested(Words, many=True)
    topics = nested(Named, many=True)
    offers = nested(FittingOffer, many=True)
    routes = nested(Named, many=True, means="How a family comes to the programme, by itself.")
    texts = nested(Words, many=True, means="What to tell the family.")
