"""The queries of a run: plain rows, read once each, with ids as 32 letters and lists as the text they are stored as.

Deliberately not here: what any of it means (`reading`).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

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
NEED = (
    *("id", "family", "guardians", "kind", "area", "topics", "languages", "slots", "wishes", "tracks"),
    *("under_15_until", "wanted_on", "waiting_since"),
)
VOLUNTEER = (
    *("id", "organisation", "born", "area", "capacity", "east", "north", "reach_km", "source", "without_young"),
    *("kinds", "languages", "slots", "topics", "meets", "shares_with"),
)


class Whose(NamedTuple):
    """Whose volunteers: those of the organisation that runs, and those of others who wish to be shown to it."""

    running: str
    others: Sequence[str]


#: From which id to which; nothing where it does not matter.
Ids = tuple[UUID, UUID] | None
HALF = 1 << 127
EVERYBODY: Ids = None
EARLIER, LATER = (UUID(int=0), UUID(int=HALF - 1)), (UUID(int=HALF), UUID(int=2 * HALF - 1))


def how_many(connection: Connection, programme: str) -> int:
    """How many volunteers there are in a programme, at most."""
    count = select(func.count()).select_from(Volunteer).where(Volunteer.programme == programme)
    return int(connection.execute(count).scalar_one())


def needs(connection: Connection, programme: str, ids: Ids) -> Sequence[Row]:
    """The open needs that nobody is proposed for: the columns of `NEED`."""
    columns = (
        *(_letters(Need.id), _letters(Need.family_id), _text(Need.guardians), Need.kind, Need.area),
        *map(_text, (Need.topics, Need.languages, Need.slots, Need.wishes, Need.tracks)),
        *(Need.under_15_until, Need.wanted_on, Need.waiting_since),
    )
    return _rows(connection, select(*columns).where(*_waits(programme, ids)))


def consents(connection: Connection, programme: str, purposes: Sequence[str], ids: Ids) -> Sequence[Row]:
    """What the families of these needs have said about the purposes."""
    families = select(Need.family_id).where(*_waits(programme, ids))
    columns = _letters(Consent.family_id), _letters(Consent.person), Consent.purpose, Consent.granted
    query = select(*columns, Consent.expires_on).where(Consent.purpose.in_(purposes), Consent.family_id.in_(families))
    return _rows(connection, query)


def volunteers(connection: Connection, programme: str, whose: Whose, ids: Ids) -> Sequence[Row]:
    """Everybody who volunteers in the programme and may be looked at: the columns of `VOLUNTEER`."""
    columns = (
        *(_letters(Volunteer.id), Volunteer.organisation, Volunteer.born, Volunteer.area, Volunteer.capacity),
        *(Volunteer.east, Volunteer.north, Volunteer.reach_km, Volunteer.source, Volunteer.without_young_children),
        *map(_text, (Volunteer.kinds, Volunteer.languages, Volunteer.slots, Volunteer.topics)),
        *map(_text, (Volunteer.meets, Volunteer.shares_with)),
    )
    return _rows(connection, select(*columns).where(*_present(programme, whose), *_among(Volunteer.id, ids)))


def about_volunteers(connection: Connection, programme: str, whose: Whose, ids: Ids) -> dict[str, Sequence[Row]]:
    """What else is known of them, by name, in the order it was recorded; every row begins with the volunteer's id."""
    present = _present(programme, whose)

    def rows(table: Any, *columns: Any, order: Any = None, where: Any = ()) -> Sequence[Row]:
        # Asked row by row: of most there is far less to know than there are volunteers.
        is_present = exists().where(Volunteer.id == table.volunteer_id, *present)
        query = select(_letters(table.volunteer_id), *columns).where(
            is_present, *_among(table.volunteer_id, ids), *where
        )
        return _rows(connection, query if order is None else query.order_by(table.volunteer_id, order))

    passed, excused, asked = VettingOutcome, VettingExemption, CertificateRequest
    taken, tried = (Proposal.state.in_(states) for states in (STANDING, COME_TO_NOTHING))
    return {
        "outcomes": rows(passed, passed.step, passed.passed, passed.happened_on, order=passed.number),
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


def _among(column: Any, ids: Ids) -> tuple[Any, ...]:
    return () if ids is None else (column.between(*ids),)


def _waits(programme: str, ids: Ids) -> tuple[Any, ...]:
    """As `queries.needs.waiting` has it."""
    has_left = exists().where(Family.id == Need.family_id, Family.left_at >= Need.registered_at)
    stands = exists().where(Proposal.need_id == Need.id, Proposal.state.in_(STANDING))
    return Need.programme == programme, Need.withdrawn_at.is_(None), ~has_left, ~stands, *_among(Need.id, ids)


def _present(programme: str, whose: Whose) -> tuple[Any, ...]:
    own = Volunteer.organisation == whose.running
    # As `queries.listing` has it: whoever is another's is here only if they wish to be.
    wished = _text(Volunteer.shares_with).contains(f'"{whose.running}"', autoescape=True)
    there = Volunteer.programme == programme, Volunteer.left_at.is_(None)
    return *there, own | (Volunteer.organisation.in_(whose.others) & wished)


def _letters(column: Any) -> Any:
    # An id is stored as 32 letters, or as a type of its own whose text has hyphens.
    return func.replace(cast(column, Text), "-", "", type_=String)


def _text(column: Any) -> Any:
    return cast(column, Text)
