"""A database as it is at one moment, seen by one process or by two: nothing that happens meanwhile is half seen.

PostgreSQL hands a moment on to whoever else wants to see it. SQLite does not, so both begin to look, and begin again if
anybody wrote meanwhile. Deliberately not here: what is read; nothing can be written.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import Pipe
from typing import Any

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from matching.solving.beside import beside

#: Said once both see the same.
SAME = "same"


@contextmanager
def snapshot(database_url: str) -> Iterator[Connection]:
    """A connection that sees the database at one moment, and cannot write."""
    with _connection(database_url) as connection:
        _look(connection)
        yield connection


@contextmanager
def shared(database_url: str, work: Callable[[Connection], Any]) -> Iterator[tuple[Connection, Callable[[], Any]]]:
    """The same while another process does some work on the same moment; what is given is called once, to wait for it.

    We must have no connection open when this begins: what SQLite knows of one is worth nothing in another process.
    """
    ours, theirs = Pipe()

    def beginning_with_us() -> Any:
        ours.close()  # so that we hear it if there is nobody left
        with _connection(database_url) as connection:
            while (moment := theirs.recv()) != SAME:
                _look(connection, moment)
                theirs.send(SAME)
            return work(connection)

    with beside(beginning_with_us) as others, _connection(database_url) as connection:
        theirs.close()
        _agree(connection, ours)
        yield connection, others


@contextmanager
def _connection(database_url: str) -> Iterator[Connection]:
    engine = create_engine(database_url, poolclass=NullPool)
    is_postgres = engine.dialect.name == "postgresql"
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True} if is_postgres else {}
    with engine.connect().execution_options(**options) as connection:
        if not is_postgres:
            connection.exec_driver_sql("PRAGMA query_only = ON")
        yield connection
        connection.rollback()


def _look(connection: Connection, moment: str = "") -> None:
    """See the database as it is from now on, or at a moment that another process has told us."""
    connection.rollback()
    if connection.dialect.name == "sqlite":
        # The driver begins no transaction for what only reads, and who has begun has not looked.
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("PRAGMA schema_version")
    elif moment:
        connection.execute(text("SET TRANSACTION SNAPSHOT :moment"), {"moment": moment})


def _agree(connection: Connection, others: Any) -> None:
    """Go on once the other process sees what we see."""
    if connection.dialect.name == "sqlite":
        with connection.engine.connect() as watching:
            while not _saw_the_same(connection, others, watching):
                pass
    else:
        others.send(connection.scalar(text("SELECT pg_export_snapshot()")))
        others.recv()
    others.send(SAME)


def _saw_the_same(connection: Connection, others: Any, watching: Connection) -> bool:
    before = _version(watching)
    _look(connection)
    others.send("")
    others.recv()
    return _version(watching) == before


def _version(watching: Connection) -> Any:
    """A number that changes with everything that anybody else writes."""
    return watching.exec_driver_sql("PRAGMA data_version").scalar()
