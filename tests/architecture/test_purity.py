"""Only the chassis knows the clock, chance and the environment, and the guard that says so can fail."""

import pytest

from tests.architecture.purity import impure
from tests.architecture.sources import product, snippet


def test_only_the_chassis_touches_clock_chance_and_environment() -> None:
    assert impure(product()) == []


@pytest.mark.parametrize(
    "line",
    [
        "now = datetime.now(UTC)",
        "now = datetime.datetime.utcnow()",
        "today = date.today()",
        "id = uuid4()\nfrom uuid import uuid4",
        "import uuid\nid = uuid.uuid4()",
        "import random",
        "from random import choice",
        "from secrets import token_hex",
        "import time",
        "from time import time",
        "import os\nhome = os.environ['HOME']",
        "from os import environ",
        "from os import getenv",
    ],
)
def test_a_use_outside_the_chassis_is_found(line: str) -> None:
    assert impure(snippet("services/matching/matching/actions.py", line))
    assert impure(snippet("contracts/contracts/events.py", line))
    assert not impure(snippet("chassis/chassis/clock.py", line))


@pytest.mark.parametrize(
    "line", ["from datetime import time", "now = work.now", "from uuid import UUID", "today = work.today"]
)
def test_what_is_given_may_be_used(line: str) -> None:
    assert not impure(snippet("services/matching/matching/actions.py", line))
