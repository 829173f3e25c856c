"""Runs the small services as real processes: `python -m tests.chassis.small_house teller hearer`, told by SETTINGS."""

import json
import os
import sys
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self
from uuid import UUID, uuid4

import requests

from chassis.web.minting import key_from, make_key, mint
from tests.servers import free_port, wait_until
from tests.servers.process import Server

ROOT = Path(__file__).parents[2]


class SmallHouse(Server):
    """One process with the teller, the hearer or both."""

    name = "small"

    def __init__(
        self,
        folder: Path,
        names: Sequence[str],
        settings: Mapping[str, Any],
        databases: Mapping[str, str] | None = None,
    ) -> None:
        self.ports = {name: free_port() for name in names}
        super().__init__(folder, self.ports[names[0]])
        self.names = names
        self._key, jwks = make_key()
        self._session = requests.Session()
        self.settings = {
            name: {
                "organisation": "kfum",
                "database_url": (databases or {}).get(name, f"sqlite:///{folder}/{name}.db"),
                "jwks": jwks,
                "listen": f"127.0.0.1:{self.ports[name]}",
                **settings,
            }
            for name in names
        }

    def command(self) -> list[str | Path]:
        return [sys.executable, "-m", "tests.chassis.small_house", *self.names]

    def options(self) -> dict[str, Any]:
        return {"env": {**os.environ, "SETTINGS": json.dumps(self.settings), "PYTHONPATH": str(ROOT)}}

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.ports[name]}"

    def attached(self) -> Self:
        """Wait until every service here has found the broker."""
        wait_until(lambda: all(self.ready(name).get("broker") == "up" for name in self.names), 30, "the broker")
        return self

    def ready(self, name: str) -> dict[str, Any]:
        try:
            return dict(requests.get(f"{self.url(name)}/health/ready", timeout=5).json())
        except requests.RequestException:
            return {}

    def tell(self, id: UUID | None = None) -> UUID:
        """Tell one fact through HTTP."""
        id = id or uuid4()
        answer = self._session.post(f"{self.url('teller')}/facts", json={"id": str(id)}, timeout=10)
        answer.raise_for_status()
        return id

    def heard(self) -> Counter[UUID]:
        """How often each fact had its effect."""
        answer = self._session.get(f"{self.url('hearer')}/heard", timeout=10)
        return Counter(UUID(subject) for subject in answer.json()["subjects"])

    def until_heard(self, ids: Collection[UUID], seconds: float = 60) -> Counter[UUID]:
        """Wait until all of these had an effect; every effect there is by then."""
        wait_until(lambda: set(ids) <= self.heard().keys(), seconds, f"{len(ids)} facts to be heard")
        return self.heard()

    def metric(self, name: str, sample: str) -> float:
        """The value of one line of /metrics, 0 when it is not there."""
        lines = self._session.get(f"{self.url(name)}/metrics", timeout=10).text.splitlines()
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(sample))

    def operations(self, name: str, what: str) -> list[dict[str, Any]]:
        """What an operator sees: `parked` or `quarantined`."""
        token = mint(
            key_from(self._key),
            issuer="https://login.samspil.example",
            audience="samspil",
            organisation=self.settings[name]["organisation"],
            roles=["operator"],
            subject=UUID(int=1),
            now=datetime.now(UTC),
        )
        answer = self._session.get(
            f"{self.url(name)}/operations/{what}", headers={"Authorization": f"Bearer {token}"}, timeout=10
        )
        assert answer.ok, answer.text
        return list(answer.json()["items"])


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
