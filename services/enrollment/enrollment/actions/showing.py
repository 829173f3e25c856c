"""A family as its own people and its coordinator see it: who it is, what is missing, what it has consented to."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.work import Work
from contracts.refusals import Because, catalogue
from enrollment import tables
from enrollment.actions import facts
from enrollment.actions.keeping import kept
from enrollment.actions.mandates import as_mandate
from enrollment.actions.reaching import reach, reaches
from enrollment.domain import consents, joining, notices, supplement
from enrollment.domain.days import danish_day
from enrollment.domain.families import Family, custodians
from enrollment.queries import needs, plans

LookUps = Callable[[Session, Collection[UUID]], Sequence[Mapping[str, Any]]]


def family(work: Work, family_id: UUID) -> Mapping[str, Any]:
    """A family, to those who may see it."""
    return as_family(work, reach(work, family_id))


def overview(work: Work, family_id: UUID, look_ups: LookUps) -> Mapping[str, Any]:
    """Hvem ved hvad om os: every consent, who was told, who looked, every mandate, and what is kept. # S0-24"""
    row = reach(work, family_id)
    bridges = {bridge.id for bridge in plans.bridges_of(work.session, [row.id])}
    return {
        "id": row.id,
        "consents": _consents(work, row),
        "told": [_as_told(row, each, bridges) for each in row.tellings],
        "look_ups": look_ups(work.session, about(work, row)),
        "mandates": [as_mandate(work, mandate) for mandate in plans.mandates_of(work.session, row.id)],
        "kept": kept(),
    }


def about(work: Work, row: tables.Family) -> set[UUID]:
    """The ids of everything about the family that somebody can look at."""
    people = {member.person for member in row.members}
    asked = {each.id for each in needs.questions_of(work.session, row.id)}
    bridges = {each.id for each in plans.bridges_of(work.session, [row.id])}
    noted = {each.id for each in row.follow_ups} | {each.id for each in row.introductions}
    return {row.id, row.contact_id, *people, *asked, *bridges, *noted}


def as_family(work: Work, row: tables.Family) -> Mapping[str, Any]:
    """The family as it stands after everything this work has changed; who has moved out sees only their own."""
    work.session.flush()
    if not reaches(work, row):
        return _as_seen_from_outside(work, row)
    picture = facts.family(row)
    plain = ("id", "version", "programme", "area", "municipality", "languages", "left_because", "fits", "must_end_by")
    return {
        **{name: getattr(row, name) for name in plain},
        "registered_on": _day(row.registered_at),
        "joined_on": _day(row.joined_at),
        "left_on": _day(row.left_at),
        "members": _members(picture, facts.present(row)),
        "missing": _missing(work, row, picture),
        "notices": _notices(work, row, picture),
        "consents": _consents(work, row),
        "tracks": [{name: getattr(each, name) for name in ("track", "since", "until")} for each in row.participations],
        "needs": as_needs(work, row.needs),
        "supplement_questions": _own_questions(work, row),
        "goodbye": as_goodbye(row.goodbye) if row.goodbye else None,
        "follow_ups": [as_follow_up(each) for each in row.follow_ups],
    }


def as_goodbye(row: tables.Goodbye) -> Mapping[str, Any]:
    """A goodbye as it stands."""
    return {name: getattr(row, name) for name in ("planned_on", "said_on", "declined", "follow_up_on")}


def as_follow_up(row: tables.FollowUp) -> Mapping[str, Any]:
    """A follow-up as it stands."""
    plain = ("id", "course", "ended_on", "due_on", "outcome")
    return {name: getattr(row, name) for name in plain} | {"family": row.family_id}


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
    if work.caller.subject not in {member.person for member in facts.present(row)}:
        return []
    standing = (question for need in row.needs if need.withdrawn_at is None for question in need.questions)
    ours = (question for question in standing if question.side == supplement.Side.FAMILY)
    return [as_question(question) for question in sorted(ours, key=attrgetter("asked_on", "id"))]


def _as_seen_from_outside(work: Work, row: tables.Family) -> Mapping[str, Any]:
    """To who has moved out: themselves, and what they have consented to."""
    own = work.caller.subject
    plain = {name: getattr(row, name) for name in ("id", "version", "programme", "area", "municipality", "languages")}
    of_the_others = ("missing", "notices", "tracks", "needs", "supplement_questions", "follow_ups")
    return {
        **plain,
        **dict.fromkeys(of_the_others, ()),
        "registered_on": _day(row.registered_at),
        "joined_on": _day(row.joined_at),
        "members": [each for each in _members(facts.family(row), row.members) if each["id"] == own],
        "consents": [each for each in _consents(work, row) if each["person"] == own],
    }


def _members(family: Family, people: Iterable[tables.Member]) -> list[Mapping[str, Any]]:
    plain = ("kind", "name", "born", "email", "language", "school_shift")
    guardians = {child.person: custodians(family, child) for child in family.children}
    return [
        {name: getattr(each, name) for name in plain}
        | {"id": each.person, "wish": family.wishes.get(each.person), "guardians": guardians.get(each.person, ())}
        | {"contributions": each.contributions or ()}
        for each in people
    ]


def _consents(work: Work, row: tables.Family) -> list[Mapping[str, Any]]:
    plain = ("id", "person", "purpose", "receiver", "categories", "expires_on")
    return [
        {name: getattr(each, name) for name in plain}
        | {"state": consents.state(facts.consent(each), work.today)}
        | {"granted_on": _day(each.granted_at), "withdrawn_on": _day(each.withdrawn_at)}
        for each in row.consents
    ]


def _missing(work: Work, row: tables.Family, family: Family) -> list[Mapping[str, Any]]:
    gaps = joining.missing(facts.programme_of(row), family, work.today)
    return [_said(gap, {"purpose": gap.purpose} if gap.purpose else {}) for gap in gaps]


def _notices(work: Work, row: tables.Family, family: Family) -> list[Mapping[str, Any]]:
    if row.left_at is not None:
        return []
    seen = notices.notices(facts.programme_of(row), family, work.today, row.must_end_by)
    return [_said(each, {"day": day} if (day := each.must_end_by or each.goodbye_by) else {}) for each in seen]


def _said(said: joining.Missing | notices.Notice, because: Mapping[str, Because]) -> Mapping[str, Any]:
    words = catalogue()[said.code]
    return {
        **vars(said),
        "text": {language: words.text(language, because) for language in ("da", "en")},
        "would_change": {language: words.remedy(language, because) for language in ("da", "en")},
    }


def _as_told(row: tables.Family, told: tables.Telling, bridges: Collection[UUID]) -> Mapping[str, Any]:
    return {
        "receiver": told.receiver,
        "about": _about(row, told.about, bridges),
        "since": _day(told.told_at),
        "until": _day(told.ended_at),
    }


def _about(row: tables.Family, told: UUID, bridges: Collection[UUID]) -> str:
    """A goal may be gone from the plan, and what was told of it was told all the same."""
    if told == row.id:
        return "taking_part"
    if told in bridges:
        return "bridge"
    return "need" if told in {need.id for need in row.needs} else "goal"


def _day(moment: datetime | None) -> date | None:
    return danish_day(moment) if moment else None
