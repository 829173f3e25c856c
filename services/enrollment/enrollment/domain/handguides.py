"""Handguides: what somebody does who thinks of a child or a group of children. Questions in, steps out. # S1-05

Nothing said here is kept, and there is no word to say a name with.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.domain.contacts import unknown_area

OLDEST = 120


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer to one question: a yes or no, or a number."""

    question: str
    yes: bool | None = None
    number: int | None = None


def objection(programme: Programme, guide: str, answers: Iterable[Answer], area: str | None) -> Refused | None:
    """The first thing that does not answer the guide's questions."""
    return next(_objections(programme, guide, answers, area), None)


def steps(programme: Programme, guide: str, answers: Iterable[Answer]) -> tuple[str, ...]:
    """The steps to take, in the guide's order: those for everybody, and those that a yes leads to."""
    yes = {answer.question for answer in answers if answer.yes}
    return tuple(
        name for name, step in programme.handguides[guide].steps.items() if not step.when or yes & {*step.when}
    )


def ages(programme: Programme, guide: str, answers: Iterable[Answer]) -> tuple[int, ...]:
    """The ages that were told."""
    kinds = _kinds(programme, guide)
    told = {answer.number for answer in answers if kinds[answer.question] == "age" and answer.number is not None}
    return tuple(sorted(told))


def _objections(programme: Programme, guide: str, answers: Iterable[Answer], area: str | None) -> Iterator[Refused]:
    kinds = _kinds(programme, guide)
    told: set[str] = set()
    for place, answer in enumerate(answers):
        field = f"answers/{place}"
        if answer.question not in kinds:
            yield Refused("unknown_question", field=f"{field}/question", question=answer.question)
        elif answer.question in told:
            yield Refused("answered_twice", field=f"{field}/question", question=answer.question)
        elif not _answers(kinds[answer.question], answer):
            row = programme.row_of(f"handguides.{guide}.questions.{answer.question}.answer")
            wrong = "number" if answer.number is not None else "yes"
            yield Refused("wrong_kind_of_answer", rule=row, field=f"{field}/{wrong}", question=answer.question)
        told.add(answer.question)
    if area is not None and (refused := unknown_area(programme, area)):
        yield refused


def _answers(kind: str, answer: Answer) -> bool:
    if kind == "yes_no":
        return answer.yes is not None and answer.number is None
    return answer.yes is None and answer.number is not None and (kind != "age" or answer.number <= OLDEST)


def _kinds(programme: Programme, guide: str) -> Mapping[str, str]:
    return {name: question.answer for name, question in programme.handguides[guide].questions.items()}
