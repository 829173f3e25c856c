"""An office with a programme in force and a list to bring in."""

import pytest

from tests.enrollment.importing.lists import Office


@pytest.fixture
def office() -> Office:
    return Office()
