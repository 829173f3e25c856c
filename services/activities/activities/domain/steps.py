"""Which step of a course a family could take next: a suggestion with its reason, never a bar. # S4-09, S4-10

Where a course has no order, everybody takes what it is ready for. # S3-13
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from contracts.programmes import Programme, Words
from contracts.refusals import Refused

Said = Mapping[str, str]
WHY: Mapping[str, Said] = {
    "begin": {
        "da": "Familien er ikke begyndt endnu; et godt sted at begynde er: {next}.",
        "en": "The family has not begun yet; a good place to begin is: {next}.",
    },
    "go_on": {
        "da": "Familien har været med til: {since}. Et godt næste skridt er: {next}. Familien vælger selv.",
        "en": "The family has taken part in: {since}. A good next step is: {next}. The family itself chooses.",
    },
    "all_taken": {
        "da": "Familien har været med til det hele.",
        "en": "The family has taken part in all of it.",
    },
    "any_order": {
        "da": "Der er ingen rækkefølge; familien tager det, den er klar til.",
        "en": "There is no order; the family takes what it is ready for.",
    },
}


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """What could come next, why, and what the family has not taken part in yet."""

    next: str | None
    why: str
    words: Said
    left: tuple[str, ...]


def steps_of(programme: Programme, course: str) -> Mapping[str, Words]:
    """The steps of a course with their names: its kinds of meeting, or its topics where order is free and it has some.

    Raises:
        Refused: `unknown_course`, or `no_steps` if one meeting is like another.
    """
    if course not in programme.courses:
        raise Refused("unknown_course", field="course", course=course)
    found = programme.courses[course]
    if not found.in_steps and not found.any_order:
        raise Refused("no_steps", rule=programme.row_of(f"courses.{course}.name"), field="course", course=course)
    if by_topic(programme, course):
        return dict(found.topics)
    return {kind: programme.meetings[kind].name for kind in found.meetings}


def by_topic(programme: Programme, course: str) -> bool:
    """Whether the steps of a course are its topics."""
    found = programme.courses[course]
    return found.any_order and bool(found.topics)


def suggest(steps: Mapping[str, Words], taken: Collection[str], *, in_steps: bool) -> Suggestion:
    """What could come next for a family that has taken part in some of the steps.

    Whoever has begun further on is not sent back: next is what comes after the furthest step.
    """
    left = tuple(step for step in steps if step not in taken)
    order = list(steps)
    furthest = max((order.index(step) for step in taken if step in steps), default=-1)
    if not left or (in_steps and furthest == len(order) - 1):
        return Suggestion(next=None, why="all_taken", words=WHY["all_taken"], left=left)
    if not in_steps:
        return Suggestion(next=None, why="any_order", words=WHY["any_order"], left=left)
    following = order[furthest + 1]
    if furthest < 0:
        return Suggestion(next=following, why="begin", words=_words("begin", steps, following), left=left)
    words = _words("go_on", steps, following, order[furthest])
    return Suggestion(next=following, why="go_on", words=words, left=left)


def _words(why: str, steps: Mapping[str, Words], following: str, since: str | None = None) -> Said:
    return {
        language: text.format(
            next=getattr(steps[following], language), since=getattr(steps[since], language) if since else ""
        )
        for language, text in WHY[why].items()
    }
