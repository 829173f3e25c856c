"""Small services as processes, embedded and on the real broker."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.chassis.small_house import SmallHouse
from tests.servers import PostgreSQL, RabbitMQ

Start = Callable[..., SmallHouse]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts small services; `start("teller", "hearer", retry_seconds=[0.1])`."""
    with ExitStack() as stack:

        def begin(
            *names: str, wait: bool = True, databases: Mapping[str, str] | None = None, **settings: Any
        ) -> SmallHouse:
            house = SmallHouse(tmp_path, names, settings, databases)
            stack.callback(house.remove)
            house.start()
            return house.attached() if wait else house

        yield begin


@pytest.fixture
def on_broker(start: Start, broker: RabbitMQ, postgres: PostgreSQL, organisation: str) -> Start:
    """The same on RabbitMQ and PostgreSQL, under an organisation of this test's own."""

    def begin(*names: str, **settings: Any) -> SmallHouse:
        databases = {name: postgres.create_database(f"{name}_{organisation.replace('-', '_')}") for name in names}
        defaults = {"organisation": organisation, "broker_url": broker.url, "databases": databases}
        return start(*names, **{**defaults, **settings})

    return begin
