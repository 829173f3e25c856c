"""Two processes that look at a database together see the same, whatever is written while they begin."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from matching.solving import moment

pytestmark = pytest.mark.filterwarnings(
    "ignore:.*fork:DeprecationWarning", "ignore:Exception ignored in.*_warn_on_fork"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "some.db"
    _write(path, "PRAGMA journal_mode=WAL", "CREATE TABLE said (word TEXT)", "INSERT INTO said VALUES ('first')")
    return path


def _write(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def _words(connection: Connection) -> list[str]:
    return [word for (word,) in connection.exec_driver_sql("SELECT word FROM said ORDER BY rowid")]


def test_what_is_written_while_both_begin_is_seen_by_both(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []
    look = moment._look

    def look_and_be_overtaken(connection: Connection, *said: Any) -> None:
        look(connection, *said)
        if not looks and not said:  # we have begun, the other process has not
            looks.append("overtaken")
            _write(file, "INSERT INTO said VALUES ('second')")

    monkeypatch.setattr(moment, "_look", look_and_be_overtaken)
    with moment.shared(f"sqlite:///{file}", _words) as (connection, others):
        assert (_words(connection), others()) == (["first", "second"], ["first", "second"])
    assert looks


def test_what_is_written_later_is_seen_by_neither(file: Path) -> None:
    with moment.shared(f"sqlite:///{file}", _words) as (connection, others):
        _write(file, "INSERT INTO said VALUES ('second')")
        assert (_words(connection), others()) == (["first"], ["first"])


def test_a_process_that_fails_is_an_error_here(file: Path) -> None:
    with (
        moment.shared(f"sqlite:///{file}", lambda connection: connection.exec_driver_sql("no words")) as (_, others),
        pytest.raises(ChildProcessError),
    ):
        others()
