"""The neutral question to both sides, where public help of a topic ends as a volunteer of it begins. # S1-03, S2-19"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.actions.reaching import reaches
from enrollment.actions.showing import as_question
from enrollment.domain import supplement
from enrollment.domain.supplement import PublicOffer, Side
from enrollment.queries import needs as asked
from enrollment.tables import Need, SupplementQuestion


def ask(work: Work, programme: Programme, need: Need, told: Iterable[Mapping[str, Any]]) -> bool:
    """Ask both sides if one of the public offers that are told of ends about when the need begins; whether it does."""
    offers = [PublicOffer(**each) for each in told]
    if objection := supplement.objection(programme, offers):
        raise objection
    ending = supplement.ending(programme, need.topics, need.wanted_on, offers)
    if ending is None:
        return False
    known = {"topic": ending.topic, "ends_on": ending.ends_on, "asked_on": work.today}
    need.questions = [SupplementQuestion(id=work.new_id(), side=side, **known) for side in Side]
    return True


def carry(old: Need, new: Need) -> None:
    """Who has answered the same question about the need that was changed is not asked again."""
    answered = {(each.side, each.topic, each.ends_on): each for each in old.questions}
    for question in new.questions:
        if before := answered.get((question.side, question.topic, question.ends_on)):
            question.answer, question.answered_on = before.answer, before.answered_on


def supplement_questions(work: Work, page: Any) -> list[Mapping[str, Any]]:
    """What the coordinators of an organisation are asked; one more than a page if there are more."""
    rows = asked.questions(work.session, work.caller.organisation, Side.COORDINATOR, page)
    return [as_question(row) for row in rows]


def answer_supplement_question(work: Work, question_id: UUID, answer: str) -> Mapping[str, Any]:
    """One side answers what it was asked; it may think again."""
    row = work.session.get(SupplementQuestion, question_id)
    if row is None or not reaches(work, row.need.family) or row.side != _side(work, row):
        raise Refused("not_found")
    row.answer, row.answered_on = answer, work.today
    return as_question(row)


def _side(work: Work, row: SupplementQuestion) -> Side:
    own = work.caller.subject in {member.person for member in row.need.family.members}
    return Side.FAMILY if own else Side.COORDINATOR
