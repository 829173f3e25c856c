"""Every order of recording, calling off and timers ends in the promises that a naive look at the weeks finds."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.domain.days_off import breaks, holiday
from tests.activities.make import stage
from tests.activities.make_promises import COUNSELLING, FIRST, at, call_off, planned, record, said, settle, states

DAY, WEEK = timedelta(days=1), timedelta(days=7)

STEPS = st.lists(
    st.tuples(st.sampled_from(["record", "call_off", "settle"]), st.integers(1, 6), st.integers(0, 25)), max_size=14
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_every_order_of_recording_calling_off_and_timers_ends_in_the_same_promises(
    steps: Sequence[tuple[str, int, int]],
) -> None:
    """From the week before Christmas into the new year and the winter break."""
    on = stage()
    first = datetime(2026, 12, 14, 16, 0, tzinfo=FIRST.tzinfo)
    at(on, first - DAY)
    planned(on, COUNSELLING, *(first + WEEK * 2 * each for each in range(6)))
    held, off = set[int](), set[int]()
    for step, nth, days in steps:
        on.rehearsal.clock.move(days * DAY)
        begun = first + WEEK * 2 * (nth - 1) <= on.rehearsal.clock.now()
        if step == "settle":
            settle(on)
        elif step == "record" and begun and nth not in held | off:
            record(on, nth)
            held.add(nth)
        elif step == "call_off" and nth not in held | off:
            call_off(on, nth)
            off.add(nth)
    settle(on)
    today = on.rehearsal.clock.now().date()
    assert states(on) == model(first.date(), [first.date() + WEEK * 2 * (nth - 1) for nth in held], today)
    for told in said(on).values():
        assert told in (["missed"], ["kept"], ["missed", "kept"])
    final = sorted(state for state in states(on).values() if state in ("kept", "missed"))
    assert sorted(told[-1] for told in said(on).values()) == final


def model(first: date, held: Sequence[date], today: date) -> dict[date, str]:
    """The same weeks, one by one."""
    off = [each for year in (2026, 2027, 2028) for each in breaks("0461", year)]

    def counts(day: date) -> bool:
        return not holiday(day) and not any(each.first <= day <= each.last for each in off)

    found, monday = {}, first
    while monday <= today:
        days = [monday + DAY * each for each in range(7)]
        later = [day for day in (monday + DAY * (7 + each) for each in range(90)) if counts(day)]
        missed = "missed" if today > later[1] else "open"
        waived = sum(map(counts, days)) < 3.5
        found[monday] = "kept" if set(days) & set(held) else "waived" if waived else missed
        monday += WEEK
    return found
