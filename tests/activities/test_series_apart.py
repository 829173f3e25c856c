"""Series on both databases: a preview leaves no trace, and of many at once one is written out, and none by half."""

from collections import Counter
from collections.abc import Iterator

import eventlet
import pytest

from activities.service import Activities
from activities.tables import metadata
from chassis.testing import Stage
from tests.activities.make import COORDINATOR, SETTINGS
from tests.activities.make_activities import opened
from tests.activities.make_series import asked, change, days, made, rows, starts

AT_ONCE, MEETINGS = 12, 7
PEOPLE = [{"person": str(COORDINATOR), "role": "coordinator"}]


@pytest.fixture(params=["postgresql", "sqlite"])
def on(request, tmp_path) -> Iterator[Stage]:
    url = f"sqlite:///{tmp_path}/a.db" if request.param == "sqlite" else request.getfixturevalue("database")
    stage = Stage(Activities, metadata, settings=SETTINGS, url=url)
    yield stage
    stage.desk.store.engine.dispose()


def test_a_preview_leaves_no_trace_and_what_follows_is_as_it_said(on):
    activity = opened(on)
    preview = asked(on, activity, "?dry=true", participants=PEOPLE).json
    assert rows(on) == (0, 0)
    series = made(on, activity, participants=PEOPLE)
    assert (rows(on), days(series), starts(series)) == ((1, MEETINGS), days(preview), starts(preview))


def test_a_series_is_moved_and_excepted_and_called_off(on):
    series = made(on, opened(on), participants=PEOPLE, minutes=600, starts="08:00")
    moved = change(on, series, "moving", since="2026-03-10", starts="12:00").json
    excepted = change(on, moved, "exceptions", without=["2026-03-17"], also=["2026-03-18"]).json
    assert len(days(excepted)) == MEETINGS
    off = change(on, excepted, "calling-off", since="2026-03-18", reason="weather").json
    assert days(off) == ["2026-03-03", "2026-03-10"]


def test_of_many_series_at_once_that_need_the_same_person_one_is_written_out_and_none_by_half(on):
    activities = [opened(on) for _ in range(AT_ONCE)]
    pool = eventlet.GreenPool(AT_ONCE)
    replies = list(pool.imap(lambda activity: asked(on, activity, participants=PEOPLE), activities))
    codes = Counter(reply.json.get("code", "made") for reply in replies)
    assert codes == {"made": 1, "double_booked": AT_ONCE - 1}
    assert rows(on) == (1, MEETINGS)
