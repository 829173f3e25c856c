"""Functions for tests of companions; they run in the process beside. None knows of the test that asks."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

Asked = dict[str, Any]


def echo(asked: Asked) -> bytes:
    """Say it again."""
    return json.dumps(asked).encode()


def ready(asked: Asked) -> bytes:
    """Say that one is at work, and compute, without a pause, until told that it is enough."""
    Path(asked["begun"]).touch()
    while not Path(asked["enough"]).exists():
        pass
    return b"computed"


def chatter(_asked: Asked) -> bytes:
    """Print and read, as libraries do."""
    print("a word nobody asked for")
    sys.stderr.write("another one\n")
    return sys.stdin.read().encode() + b"quiet"


def letters(asked: Asked) -> bytes:
    """An answer of a size."""
    return b"x" * int(asked["count"])


def crash(_asked: Asked) -> bytes:
    """End without a word."""
    os._exit(7)


def mistake(asked: Asked) -> bytes:
    """Fail with words that nobody may see."""
    raise ValueError(f"cannot print {asked['name']}")


def lacking(_asked: Asked) -> bytes:
    """Miss something of the machine."""
    raise ImportError("no such font")


def surroundings(_asked: Asked) -> bytes:
    """The names of what the process was told."""
    return json.dumps(sorted(os.environ)).encode()


def witness(asked: Asked) -> bytes:
    """What the process was told, and by which way."""
    ways = [Path(f"/proc/self/{name}").read_bytes().decode() for name in ("cmdline", "environ")]
    return json.dumps({"asked": asked, "ways": ways}).encode()


def stranger(asked: Asked) -> bytes:
    """Fail with the address of the database, as drivers do."""
    raise ValueError(f"could not connect to {asked['database_url']}")


def notes(asked: Asked) -> bytes:
    """How many notes the service keeps."""
    engine = create_engine(asked["database_url"])
    with engine.connect() as connection:
        found = connection.execute(text("select count(*) from notes")).scalar_one()
    engine.dispose()
    return json.dumps({"notes": found, "word": asked.get("word", "")}).encode()
