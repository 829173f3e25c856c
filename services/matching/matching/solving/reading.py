"""A pool from the service's own rows, in one snapshot of them: nothing that happens meanwhile is half seen.

Needs (`asking`) and volunteers (`offering`) are understood beside each other. Deliberately not here: the queries
(`rows`), and anything written.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from contracts.programmes import Programme
from matching.solving import columns, rows
from matching.solving.asking import Asked, asks
from matching.solving.beside import beside, without_collecting
from matching.solving.columns import Frame
from matching.solving.gathering import Gathered
from matching.solving.lines import RulingLine
from matching.solving.offering import Offered, offers

#: Fewer volunteers than this are understood before a second process has begun.
WORTH_A_PROCESS = 5_000


def read(database_url: str, frame: Frame, organisations: Iterable[str]) -> Gathered:
    """The pool of a programme, also of these organisations as far as we may look, as the rows have it at one moment."""
    whose = rows.Whose(running=frame.organisation, others=sorted(organisations))
    with without_collecting():
        with snapshot(database_url) as connection:
            offered = _offered_rows(connection, frame.programme, whose)
            with beside(lambda: offers(frame, offered), len(offered.volunteers) >= WORTH_A_PROCESS) as others:
                sides = asks(frame, _asked_rows(connection, frame.programme)), others()
            ruled = [RulingLine(*row) for row in rows.rulings(connection, frame.programme.code)]
        (asked, *_), (offering, *_) = sides
        pool = columns.pool(frame, asked, offering, ruled)
    return Gathered(pool=pool, left_out=tuple(sorted(each for _, left_out in sides for each in left_out)))


def _asked_rows(connection: Connection, programme: Programme) -> Asked:
    purposes = sorted({kind.consent for kind in programme.needs.values()})
    return Asked(rows.needs(connection, programme.code), rows.consents(connection, programme.code, purposes))


def _offered_rows(connection: Connection, programme: Programme, whose: rows.Whose) -> Offered:
    who = connection, programme.code, whose
    return Offered(rows.volunteers(*who), rows.about_volunteers(*who))


@contextmanager
def snapshot(database_url: str) -> Iterator[Connection]:
    """A connection that sees the database at one moment, and cannot write."""
    engine = create_engine(database_url, poolclass=NullPool)
    is_postgres = engine.dialect.name == "postgresql"
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True} if is_postgres else {}
    with engine.connect().execution_options(**options) as connection:
        if not is_postgres:
            # The driver begins no transaction for what only reads.
            connection.exec_driver_sql("PRAGMA query_only = ON")
            connection.exec_driver_sql("BEGIN")
        yield connection
        connection.rollback()
