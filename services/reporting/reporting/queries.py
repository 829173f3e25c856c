"""What is read: the figures of each programme, and the trail of one command."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from reporting.tables import Consent, Family, Match, Meeting, Message, Need, ProgrammeInForce, Step, Tables

UNKNOWN = "unknown"
LONGEST_TRAIL = 1000


def _stands(table: type[Tables], fact: str, other: str) -> ColumnElement[bool]:
    """The fact was told, and the other one not after it."""
    told, undone = getattr(table, f"{fact}_sequence"), getattr(table, f"{other}_sequence")
    return and_(told.is_not(None), or_(undone.is_(None), told > undone))


_RUNNING = _stands(Match, "matched", "ended")
_MATCHED = select(Match.id).where(Match.need == Need.id, _RUNNING).exists()
# What makes a row count, by table and figure.
_COUNTED: Mapping[type[Tables], Mapping[str, ColumnElement[bool]]] = {
    Family: {
        "families_taking_part": _stands(Family, "joined", "left"),
        "families_left": _stands(Family, "left", "joined"),
    },
    Need: {
        "needs_open": and_(_stands(Need, "registered", "withdrawn"), ~_MATCHED),
        # A need that is changed is withdrawn and told anew, so only those that stand are counted: each family's once.
        "needs_beside_public_offer": and_(Need.supplement_question.is_(True), _stands(Need, "registered", "withdrawn")),
    },
    Match: {"matches_running": _RUNNING, "matches_ended": _stands(Match, "ended", "matched")},
    Meeting: {
        "meetings_held": Meeting.held_sequence.is_not(None),
        "meetings_called_off": and_(Meeting.called_off_sequence.is_not(None), Meeting.held_sequence.is_(None)),
    },
    Consent: {
        "consents_live": _stands(Consent, "granted", "withdrawn"),
        "consents_withdrawn": _stands(Consent, "withdrawn", "granted"),
    },
    Message: {"messages_delivered": Message.delivered_sequence.is_not(None)},
}
# Where an event does not say its programme, that of the subject it is about counts.
_RELATED: Mapping[type[Tables], Mapping[type[Tables], ColumnElement[bool]]] = {
    Family: {},
    Need: {Family: Family.id == Need.family},
    Match: {Family: Family.id == Match.family},
    Meeting: {Match: Match.id == Meeting.match, Family: Family.id == Meeting.family},
    Consent: {Family: Family.id == Consent.family},
    Message: {Meeting: Meeting.id == Message.about, Match: Match.id == Message.about},
}


def counts(session: Session) -> dict[str, dict[str, int]]:
    """The figures of every programme by name; of a programme in force, those that are nought too."""
    nought = {figure: 0 for figures in _COUNTED.values() for figure in figures}
    found = {code: dict(nought) for code in session.scalars(select(ProgrammeInForce.programme)) if code}
    for table, figures in _COUNTED.items():
        for programme, *numbers in session.execute(_counting(table, figures)):
            found.setdefault(programme, dict(nought)).update(zip(figures, numbers, strict=True))
    return found


def by_programme(session: Session, figure: str) -> dict[tuple[str, ...], float]:
    """One figure for the metrics."""
    return {(programme,): float(numbers[figure]) for programme, numbers in counts(session).items()}


def trail(session: Session, correlation_id: UUID) -> dict[str, Any] | None:
    """Everything one command set in motion, in the order in which it happened."""
    steps = session.scalars(
        select(Step)
        .where(Step.correlation_id == correlation_id)
        .order_by(Step.time, Step.sequence, Step.id)
        .limit(LONGEST_TRAIL)
    ).all()
    shown = [{column.name: getattr(step, column.name) for column in Step.__table__.c} for step in steps]
    return {"items": shown} if shown else None


def _counting(table: type[Tables], figures: Mapping[str, ColumnElement[bool]]) -> Select[Any]:
    related = _RELATED[table]
    told = [each.programme for each in (table, *related)]  # type: ignore[attr-defined]
    programme = func.coalesce(*told, UNKNOWN)
    counting = select(programme, *(func.count().filter(counts) for counts in figures.values())).select_from(table)
    for each, same in related.items():
        counting = counting.outerjoin(each, same)
    return counting.group_by(programme)
