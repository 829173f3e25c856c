"""A private PostgreSQL cluster."""

import os
import pwd
import shutil
import signal
from pathlib import Path
from typing import Any, Self

import psycopg2

from tests.servers import binaries
from tests.servers.process import Server


class PostgreSQL(Server):
    """A PostgreSQL cluster of its own, trusting loopback only. `durable=False` is for tests that crash nothing."""

    name = "postgresql"
    stop_signal = signal.SIGINT  # end the sessions, then end in good order

    def __init__(self, *, durable: bool = True) -> None:
        super().__init__()
        self.durable = durable
        self.user = _unprivileged()
        if self.user:
            shutil.chown(self.folder, self.user.pw_uid, self.user.pw_gid)

    def options(self) -> dict[str, Any]:
        # the server refuses to run as root
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}

    def command(self) -> list[str | Path]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "fsync": "on" if self.durable else "off",
            "max_connections": 200,
            "timezone": "UTC",
        }
        chosen = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        return [binaries.find("postgres"), "-D", self.folder / "data", *chosen]

    def start(self) -> Self:
        if not (self.folder / "data").exists():
            program: list[str | Path] = [binaries.find("initdb"), "-D", self.folder / "data"]
            access = ["--username=samspil", "--auth=trust", "--encoding=UTF8", "--locale=C"]
            made = self.launch([*program, *access, "--no-sync", "--no-instructions"], **self.options())
            if self.ended(made):
                raise RuntimeError(f"initdb failed:\n{self.log.read_text(errors='replace')[-2000:]}")
        return super().start()

    def answers(self) -> bool:
        try:
            self.execute("select 1")
        except psycopg2.OperationalError:
            return False
        return True

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Run one statement outside any transaction."""
        connection = psycopg2.connect(
            host="127.0.0.1", port=self.port, user="samspil", dbname=database, connect_timeout=5
        )
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)
        finally:
            connection.close()

    def create_database(self, name: str) -> str:
        """A new empty database; returns its URL for SQLAlchemy."""
        self.execute(f'create database "{name}"')
        return f"postgresql+psycopg2://samspil@127.0.0.1:{self.port}/{name}"


def _unprivileged() -> pwd.struct_passwd | None:
    """Whom PostgreSQL runs as when we are root."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]
