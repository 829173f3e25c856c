"""A service's database: PostgreSQL in production, SQLite embedded, the same code on both."""

import weakref
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from eventlet.semaphore import Semaphore
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import StaticPool

# PostgreSQL's own classes of failure: connection, resources, operator intervention, system.
OUTAGE_CLASSES = ("08", "53", "57", "58")
CONFLICT_STATES = ("40001", "40P01", "55P03")
SQLITE_OUTAGES = ("locked", "busy", "disk", "unable to open", "readonly")


class Unavailable(Exception):
    """The database does not answer; nothing was written. Try again soon.

    What else can be away is a kind of this, with its own `code` in the catalogue of problems.
    """

    code = "unavailable"
    passing = True

    def __init__(self, **because: str) -> None:
        super().__init__()
        self.because = because


class Store:
    """The database behind one service."""

    def __init__(self, url: str, *, pool_size: int = 20, statement_seconds: float = 3.0) -> None:
        self.sqlite = make_url(url).get_backend_name() == "sqlite"
        self.engine = _sqlite(url) if self.sqlite else _postgresql(url, pool_size, statement_seconds)
        weakref.finalize(self, self.engine.dispose)  # connections end with their store
        self._reading = self.engine.execution_options(samspil_reading=True)
        # SQLite has one writer; a second green thread that met its lock would stop the whole process.
        self._writer: Any = Semaphore() if self.sqlite else nullcontext()

    @contextmanager
    def session(self, *, write: bool = True) -> Iterator[Session]:
        """A session whose transaction the caller commits; anything uncommitted is rolled back at the end."""
        with self._writer if write else nullcontext(), Session(self.engine if write else self._reading) as session:
            yield session

    def wait(self, seconds: float) -> None:
        """Let the database wait, to prove that the process does not."""
        if not self.sqlite:
            with self.engine.connect() as connection:
                connection.execute(text("select pg_sleep(:seconds)"), {"seconds": seconds})

    def answers(self) -> bool:
        """Whether the database can be read at this moment."""
        try:
            with self._reading.connect() as connection:
                connection.execute(text("select 1"))
        except (DBAPIError, PoolTimeout):
            return False
        return True


def is_outage(failure: BaseException) -> bool:
    """Whether this says that the database is away, rather than that the statement was wrong."""
    if isinstance(failure, PoolTimeout | Unavailable):
        return True
    if not isinstance(failure, DBAPIError):
        return False
    state = getattr(failure.orig, "pgcode", None)
    if state:
        return str(state).startswith(OUTAGE_CLASSES)
    if failure.connection_invalidated:
        return True
    words = str(failure.orig)
    if isinstance(failure, OperationalError) and "sqlite" in type(failure.orig).__module__:
        return any(word in words for word in SQLITE_OUTAGES)
    return isinstance(failure, OperationalError)


def is_conflict(failure: BaseException) -> bool:
    """Whether two transactions met and this one may simply be tried again.

    Two that wrote the same unique thing count too: the second finds it at its next try and can say what is wrong.
    """
    if isinstance(failure, StaleDataError | IntegrityError):
        return True
    return isinstance(failure, DBAPIError) and getattr(failure.orig, "pgcode", None) in CONFLICT_STATES


def is_passing(failure: BaseException) -> bool:
    """Whether the same may well succeed later: others were quicker, and nothing speaks against it but that.

    A unique thing that is still there at the last try is no rush but a rule that nobody has put into words.
    """
    if isinstance(failure, IntegrityError):
        return "outbox_order" in str(failure.orig) or "outbox.subject" in str(failure.orig)
    return is_conflict(failure)


def _postgresql(url: str, pool_size: int, statement_seconds: float) -> Engine:
    milliseconds = int(statement_seconds * 1000)
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=5,
        pool_recycle=1800,
        connect_args={
            "connect_timeout": 3,
            "options": f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds} -c timezone=UTC",
        },
    )


def _sqlite(url: str) -> Engine:
    options: dict[str, Any] = {"connect_args": {"check_same_thread": False, "timeout": 5}}
    if make_url(url).database in (None, "", ":memory:"):
        options["poolclass"] = StaticPool
    engine = create_engine(url, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("samspil_reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
