"""A pool from the service's own rows, as they are at one moment.

Of many people, a second process reads and understands half. Deliberately not here: the queries (`rows`), what they mean
(`asking`, `offering`), and anything written.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from matching.solving import columns, rows
from matching.solving.asking import Asked, asks
from matching.solving.beside import without_collecting
from matching.solving.columns import Frame
from matching.solving.gathering import Gathered
from matching.solving.lines import RulingLine, Side, joined
from matching.solving.moment import shared, snapshot
from matching.solving.offering import Offered, offers
from matching.solving.rows import Ids, Whose

Sides = tuple[Side, Side]
#: Fewer volunteers than this are read before a second process has begun.
WORTH_A_PROCESS = 5_000


def read(database_url: str, frame: Frame, organisations: Iterable[str]) -> Gathered:
    """The pool of a programme, also of these organisations as far as we may look, as the rows have it at one moment."""
    whose = Whose(running=frame.organisation, others=sorted(organisations))
    with without_collecting():
        parts, ruled = _rows(database_url, frame, whose)
        asked, offered = (joined(sides) for sides in zip(*parts, strict=True))
        pool = columns.pool(frame, asked.lines, offered.lines, [RulingLine(*row) for row in ruled])
    return Gathered(pool=pool, left_out=tuple(sorted([*asked.left_out, *offered.left_out])))


def _rows(database_url: str, frame: Frame, whose: Whose) -> tuple[Sequence[Sides], Sequence[rows.Row]]:
    """What the rows say of everybody, in parts; and the rulings."""
    with snapshot(database_url) as connection:
        if rows.how_many(connection, frame.programme.code) < WORTH_A_PROCESS:
            everybody = _sides(connection, frame, whose, rows.EVERYBODY)
            return [everybody], rows.rulings(connection, frame.programme.code)
    with shared(database_url, lambda connection: _sides(connection, frame, whose, rows.LATER)) as (connection, later):
        earlier, ruled = _sides(connection, frame, whose, rows.EARLIER), rows.rulings(connection, frame.programme.code)
        return [earlier, later()], ruled


def _sides(connection: Connection, frame: Frame, whose: Whose, ids: Ids) -> Sides:
    """The needs and the volunteers with some of the ids."""
    code, purposes = frame.programme.code, sorted({kind.consent for kind in frame.programme.needs.values()})
    offered = Offered(
        rows.volunteers(connection, code, whose, ids), rows.about_volunteers(connection, code, whose, ids)
    )
    asked = Asked(rows.needs(connection, code, ids), rows.consents(connection, code, purposes, ids))
    return asks(frame, asked), offers(frame, offered)
