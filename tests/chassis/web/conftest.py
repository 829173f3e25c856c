"""The small service of `served`, in this process (`stage`) and as a process on a port (`notes`)."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from chassis.settings import ChassisSettings
from chassis.testing import Stage
from chassis.web.minting import key_from, make_key, mint
from tests.chassis.web import raw
from tests.chassis.web.served import Notes, Tables
from tests.servers.process import Server

ROOT = Path(__file__).parents[3]
# Short, so that a test that waits for a limit does not wait long.
LIMITS = {"header_seconds": 2.0, "body_seconds": 2.0, "idle_seconds": 2.0, "max_connections": 350}


class NotesServer(Server):
    """The small service as a process."""

    name = "notes"

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        private, public = make_key()
        self._key = key_from(private)
        self.settings: dict[str, Any] = {
            "organisation": "kfum",
            "listen": f"127.0.0.1:{self.port}",
            "database_url": f"sqlite:///{self.folder}/notes.db",
            "jwks": public,
            **LIMITS,
            **(settings or {}),
        }

    def command(self) -> list[str | Path]:
        return [sys.executable, "-m", "tests.chassis.web.served", json.dumps(self.settings)]

    def options(self) -> dict[str, Any]:
        path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        return {"env": {**os.environ, "PYTHONPATH": path}}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def token(self, role: str = "family", subject: int = 1) -> str:
        """A token this service accepts."""
        defaults = ChassisSettings().fields
        return mint(
            self._key,
            issuer=defaults["issuer"].load_default,
            audience=defaults["audience"].load_default,
            organisation="kfum",
            roles=[role],
            subject=UUID(int=subject),
            now=datetime.now(UTC),
        )

    def is_well(self) -> bool:
        """Whether an ordinary request is answered."""
        return raw.send(self.port, b"GET /page HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").status == 200


@pytest.fixture(scope="session")
def one_notes() -> Iterator[NotesServer]:
    with NotesServer() as server:
        yield server


@pytest.fixture
def notes(one_notes: NotesServer) -> NotesServer:
    """The session's server, alive and well at the start of every test."""
    assert one_notes.is_well()
    return one_notes


@pytest.fixture
def stage() -> Stage:
    return Stage(Notes, Tables.metadata)
