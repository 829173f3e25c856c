"""Runs the small services as real processes: `python -m tests.chassis.small_house teller hearer`, told by SETTINGS."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.servers import free_port, wait_until
from tests.servers.process import Server


class SmallHouse(Server):
    """One process with the teller, the hearer or both."""

    name = "small"

    def __init__(self, folder: Path, names: Sequence[str], settings: Mapping[str, Any]) -> None:
        self.ports = {name: free_port() for name in names}
        super().__init__(folder, self.ports[names[0]])
        self.names = names
        self.settings = {
            name: {
                "organisation": "kfum",
                "database_url": f"sqlite:///{folder}/{name}.db",
                "jwks": '{"keys": []}',
                "listen": f"127.0.0.1:{self.ports[name]}",
                **settings,
            }
            for name in names
        }

    def command(self) -> list[str | Path]:
        return [sys.executable, "-m", "tests.chassis.small_house", *self.names]

    def options(self) -> dict[str, Any]:
        return {"env": {**os.environ, "SETTINGS": json.dumps(self.settings)}}

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.ports[name]}"

    def log_text(self) -> str:
        return "".join(path.read_text(errors="replace") for path in self.folder.glob("*.log"))


def main(names: Sequence[str]) -> int:
    from chassis import green

    green.patch()
    from sqlalchemy import create_engine

    from chassis import runner, tables
    from chassis.settings import ChassisSettings
    from tests.chassis import small

    services = {"teller": small.Teller, "hearer": small.Hearer}
    told = json.loads(os.environ["SETTINGS"])
    for name in names:
        engine = create_engine(told[name]["database_url"])
        for metadata in (tables.metadata, small.Tables.metadata):
            metadata.create_all(engine)
        engine.dispose()
    return runner.run([(services[name], ChassisSettings().load(told[name])) for name in names])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

__all__ = ["SmallHouse", "wait_until"]
