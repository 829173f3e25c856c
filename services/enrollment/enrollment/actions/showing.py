"""A family as its own people and its coordinator see it: who it is, what is missing, what it has consented to."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.work import Work
from contracts.refusals import catalogue
from enrollment import tables
from enrollment.actions import facts
from enrollment.actions.reaching import reach
from enrollment.domain import consents, joining, supplement
from enrollment.domain.days import danish_day
from enrollment.queries import needs

LookUps = Callable[[Session, Collection[UUID]], Sequence[Mapping[str, Any]]]


def family(work: Work, family_id: UUID) -> Mapping[str, Any]:
    """A family, to those who may see it."""
    return as_family(work, reach(work, family_id))


def overview(work: Work, family_id: UUID, look_ups: LookUps) -> Mapping[str, Any]:
    """Hvem ved hvad om os: every consent, and every time somebody looked. # S0-24"""
    row = reach(work, family_id)
    asked = {question.id for need in row.needs for question in need.questions}
    about = {row.id, row.contact_id, *(member.person for member in row.members), *asked}
    return {"id": row.id, "consents": _consents(work, row), "look_ups": look_ups(work.session, about)}


def as_family(work: Work, row: tables.Family) -> Mapping[str, Any]:
    """The family as it stands after everything this work has changed."""
    work.session.flush()
    plain = ("id", "version", "programme", "area", "municipality", "languages", "left_because")
    return {
        **{name: getattr(row, name) for name in plain},
        "registered_on": _day(row.registered_at),
        "joined_on": _day(row.joined_at),
        "left_on": _day(row.left_at),
        "members": _members(row),
        "missing": _missing(work, row),
        "consents": _consents(work, row),
        "tracks": [{name: getattr(each, name) for name in ("track", "since", "until")} for each in row.participations],
        "needs": as_needs(work, row.needs),
        "supplement_questions": _own_questions(work, row),
    }


def as_needs(work: Work, rows: Collection[tables.Need]) -> list[Mapping[str, Any]]:
    """Needs and where they stand."""
    plain = ("id", "version", "kind", "topics", "for_person", "languages", "slots", "wanted_on")
    states = facts.states(work.session, rows)
    return [
        {name: getattr(row, name) for name in plain}
        | {"wishes": row.wishes or [], "waiting_since": row.waiting_since or danish_day(row.registered_at)}
        | {"state": states[row.id]}
        for row in rows
    ]


def as_question(row: tables.SupplementQuestion) -> Mapping[str, Any]:
    """A neutral question as the side sees it that is asked."""
    plain = ("id", "topic", "ends_on", "asked_on", "answer", "answered_on")
    shown = {name: getattr(row, name) for name in plain}
    return shown | {"need": row.need_id, "family": row.need.family_id, "text": supplement.QUESTION}


def _own_questions(work: Work, row: tables.Family) -> list[Mapping[str, Any]]:
    """What the family is asked, to its own people only: no side sees what the other says. # S1-03"""
    if work.caller.subject not in {member.person for member in row.members}:
        return []
    asked = needs.questions_of(work.session, row.id)
    return [as_question(question) for question in asked if question.side == supplement.Side.FAMILY]


def _members(row: tables.Family) -> list[Mapping[str, Any]]:
    plain = ("kind", "name", "born", "email", "language")
    wishes = facts.family(row).wishes
    return [
        {name: getattr(each, name) for name in plain} | {"id": each.person, "wish": wishes.get(each.person)}
        for each in row.members
    ]


def _consents(work: Work, row: tables.Family) -> list[Mapping[str, Any]]:
    plain = ("id", "person", "purpose", "receiver", "categories", "expires_on")
    return [
        {name: getattr(each, name) for name in plain}
        | {"state": consents.state(facts.consent(each), work.today)}
        | {"granted_on": _day(each.granted_at), "withdrawn_on": _day(each.withdrawn_at)}
        for each in row.consents
    ]


def _missing(work: Work, row: tables.Family) -> list[Mapping[str, Any]]:
    gaps = joining.missing(facts.programme_of(row), facts.family(row), work.today)
    return [_said(gap) for gap in gaps]


def _said(gap: joining.Missing) -> Mapping[str, Any]:
    words = catalogue()[gap.code]
    because = {"purpose": gap.purpose} if gap.purpose else {}
    return {
        **vars(gap),
        "text": {language: words.text(language, because) for language in ("da", "en")},
        "would_change": {language: words.remedy(language, because) for language in ("da", "en")},
    }


def _day(moment: datetime | None) -> date | None:
    return danish_day(moment) if moment else None
