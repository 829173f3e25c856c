"""How a time is said."""

from datetime import UTC, datetime

from notifications.domain.moments import day, span

START = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
END = datetime(2026, 3, 3, 16, 30, tzinfo=UTC)


def test_a_time_is_the_time_on_a_clock_in_denmark() -> None:
    assert span(START, END, "da") == "tirsdag den 3. marts 2026 kl. 16.00–17.30"
    assert span(START, END, "en") == "Tuesday 3 March 2026, 16:00–17:30"


def test_summer_time_is_kept() -> None:
    assert "kl. 17.00" in span(START.replace(month=7), END.replace(month=7), "da")


def test_a_meeting_over_midnight_says_when_it_ends() -> None:
    late = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
    assert span(START, late, "da") == "tirsdag den 3. marts 2026 kl. 16.00 – onsdag den 4. marts kl. 09.00"
    assert span(START, late, "en") == "Tuesday 3 March 2026, 16:00 – Wednesday 4 March, 09:00"


def test_the_day_is_the_day_in_denmark() -> None:
    assert day(datetime(2026, 3, 3, 23, 30, tzinfo=UTC), "da") == "onsdag den 4. marts"
