"""`make run`: starts the five services, plays the first story on them and says where to look."""

import argparse
import logging
import shutil
import signal
import sys
import threading
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic

from tests.house import DEFAULT_PORTS, House, embedded, production_like
from tests.journeys.kvartervenner import play
from tests.journeys.telling import Telling
from tests.servers import listens

KEYS = Path(".samspil")
SETTINGS = {"suppress_below_reporting": 1}


def main() -> int:
    options = _options()
    KEYS.mkdir(exist_ok=True)
    folder = Path(mkdtemp(prefix="run-", dir=KEYS))
    started = monotonic()
    with _house(options.broker, folder) as house:
        print(f"Samspil runs: five services on {_where(options.broker)}.")
        story = Telling(house, print)
        try:
            play(story)
        except Exception as failure:
            print(f"\nThe story did not hold: {failure}\nLogs: {house.folder}")
            logging.debug("story", exc_info=True)
            return 1
        print(f"\nThe story held, every expectation of it, {monotonic() - started:.1f} s after the start.")
        _say_where_to_look(house)
        if not options.once:
            _wait_for_goodbye()
    shutil.rmtree(folder)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--once", action="store_true", help="stop after the story")
    parser.add_argument("--broker", choices=["embedded", "rabbitmq"], default="embedded")
    return parser.parse_args()


def _house(broker: str, folder: Path) -> AbstractContextManager[House]:
    ports = {} if any(listens(port) for port in DEFAULT_PORTS.values()) else DEFAULT_PORTS
    start = production_like if broker == "rabbitmq" else embedded
    return start(folder, ports=ports, settings=SETTINGS, keys=Path(".samspil"))  # where `make token` looks


def _where(broker: str) -> str:
    if broker == "rabbitmq":
        return "a private RabbitMQ and PostgreSQL, one process each"
    return "the embedded broker and SQLite, in one process"


def _say_where_to_look(house: House) -> None:
    print("\nLook around:")
    for name in house.services:
        print(f"  {name:<14} API docs {house.url(name)}/docs   metrics {house.url(name)}/metrics")
    print(f"  dashboard      {house.url('reporting')}/")
    print(f"  mails and logs {house.folder}")
    print("  A token to try the APIs with: make token ROLE=coordinator")


def _wait_for_goodbye() -> None:
    print("\nCtrl-C ends it.", flush=True)
    goodbye = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: goodbye.set())
    goodbye.wait()


if __name__ == "__main__":
    sys.exit(main())
