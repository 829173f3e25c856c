"""Stories that have just begun: the programme is in force."""

import pytest

from tests.enrollment.rich import in_house
from tests.enrollment.story import Story


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def rich_story(monkeypatch: pytest.MonkeyPatch) -> Story:
    """With every way in that any programme has."""
    in_house(monkeypatch)
    return Story()
