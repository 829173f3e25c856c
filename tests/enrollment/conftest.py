"""A story that has just begun: the programme is in force."""

import pytest

from tests.enrollment.story import Story


@pytest.fixture
def story() -> Story:
    return Story()
