"""The queries of a run: plain rows, read once each, with ids as 32 letters and lists as the text they are stored as.

Deliberately not here: what any of it means (`reading`).
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, String, Text, cast, exists, func, select

from matching.tables import (
    COME_TO_NOTHING,
    STANDING,
    CertificateRequest,
    Consent,
    Exclusion,
    Family,
    Need,
    Pause,
    Proposal,
    Ruling,
    VettingExemption,
    VettingOutcome,
    Volunteer,
)

Row = Sequence[Any]


def needs(connection: Connection, programme: str) -> Sequence[Row]:
    """The open needs that nobody is proposed for."""
    columns = (
        *(_letters(Need.id), _letters(Need.family_id), _text(Need.guardians), Need.kind, Need.area),
        *map(_text, (Need.topics, Need.languages, Need.slots, Need.wishes, Need.tracks)),
        *(Need.under_15_until, Need.wanted_on, Need.waiting_since),
    )
    return _rows(connection, select(*columns).where(*_waits(programme)))


def consents(connection: Connection, programme: str, purposes: Sequence[str]) -> Sequence[Row]:
    """What the families of these needs have said about the purposes."""
    families = select(Need.family_id).where(*_waits(programme))
    columns = _letters(Consent.family_id), _letters(Consent.person), Consent.purpose, Consent.granted
    query = select(*columns, Consent.expires_on).where(Consent.purpose.in_(purposes), Consent.family_id.in_(families))
    return _rows(connection, query)


def volunteers(connection: Connection, programme: str, organisations: Sequence[str]) -> Sequence[Row]:
    """Everybody who volunteers in the programme with one of the organisations."""
    columns = (
        *(_letters(Volunteer.id), Volunteer.organisation, Volunteer.born, Volunteer.area, Volunteer.capacity),
        *(Volunteer.east, Volunteer.north, Volunteer.reach_km, Volunteer.source, Volunteer.without_young_children),
        *map(_text, (Volunteer.kinds, Volunteer.languages, Volunteer.slots, Volunteer.topics)),
        *map(_text, (Volunteer.meets, Volunteer.shares_with)),
    )
    return _rows(connection, select(*columns).where(*_present(programme, organisations)))


def about_volunteers(connection: Connection, programme: str, organisations: Sequence[str]) -> dict[str, Sequence[Row]]:
    """What else is known of them, by name; every row begins with the volunteer's id."""
    ids = select(Volunteer.id).where(*_present(programme, organisations))

    def rows(table: Any, *columns: Any, order: Any = None, where: Any = ()) -> Sequence[Row]:
        query = select(_letters(table.volunteer_id), *columns).where(table.volunteer_id.in_(ids), *where)
        return _rows(connection, query if order is None else query.order_by(table.volunteer_id, order))

    outcome, excused, asked = VettingOutcome, VettingExemption, CertificateRequest
    taken, tried = (Proposal.state.in_(states) for states in (STANDING, COME_TO_NOTHING))
    return {
        "outcomes": rows(outcome, outcome.step, outcome.passed, outcome.happened_on, order=outcome.number),
        "exemptions": rows(excused, excused.step, excused.until, order=excused.number),
        "certificates": rows(asked, asked.asked_on, asked.answered_at, order=asked.number),
        "pauses": rows(Pause, Pause.begins, Pause.until),
        "taken": rows(Proposal, Proposal.place, where=[taken]),
        "tried": rows(Proposal, _letters(Proposal.need_id), where=[tried]),
        "excluded": rows(Exclusion, _letters(Exclusion.family_id), where=[Exclusion.lifted_at.is_(None)]),
    }


def rulings(connection: Connection, programme: str) -> Sequence[Row]:
    """What coordinators have said about pairs, and not taken back."""
    columns = _letters(Ruling.need_id), _letters(Ruling.volunteer_id), Ruling.word, Ruling.rule
    return _rows(connection, select(*columns).where(Ruling.programme == programme, Ruling.lifted_at.is_(None)))


def _rows(connection: Connection, query: Any) -> Sequence[Row]:
    return connection.execute(query).all()


def _waits(programme: str) -> tuple[Any, ...]:
    """As `queries.needs.waiting` has it."""
    has_left = exists().where(Family.id == Need.family_id, Family.left_at >= Need.registered_at)
    stands = exists().where(Proposal.need_id == Need.id, Proposal.state.in_(STANDING))
    return Need.programme == programme, Need.withdrawn_at.is_(None), ~has_left, ~stands


def _present(programme: str, organisations: Sequence[str]) -> tuple[Any, ...]:
    there = Volunteer.programme == programme, Volunteer.left_at.is_(None)
    return *there, Volunteer.organisation.in_(organisations)


def _letters(column: Any) -> Any:
    # An id is stored as 32 letters, or as a type of its own whose text has hyphens.
    return func.replace(cast(column, Text), "-", "", type_=String)


def _text(column: Any) -> Any:
    return cast(column, Text)
