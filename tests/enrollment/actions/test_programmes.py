"""Putting a programme in force."""

import pytest

from contracts.programmes import load
from contracts.refusals import Refused
from enrollment import actions
from tests.enrollment.make import PROGRAMME
from tests.enrollment.story import KARIN, Story

ADMIN = ("organisation_admin", KARIN)


def test_a_programme_is_published_once_a_version(story: Story) -> None:
    version = load()[PROGRAMME].version
    story.rehearsal.later(days=1)
    again = story.do(actions.put_in_force, PROGRAMME, version, by=ADMIN)
    assert again["version_in_force"] == version
    assert again["in_force_since"] == story.rehearsal.clock.now()
    (event,) = story.told("programme.published.v1")
    assert event.data == {"code": PROGRAMME, "version": version}


def test_a_version_nobody_has_cannot_be_put_in_force(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        story.do(actions.put_in_force, PROGRAMME, "99.0.0", by=ADMIN)
    assert refused.value.code == "unknown_version"


def test_a_programme_that_is_not_known_is_not_found(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        story.do(actions.put_in_force, "unheard_of", "1.0.0", by=ADMIN)
    assert refused.value.code == "not_found"
