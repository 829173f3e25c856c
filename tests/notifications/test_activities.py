"""Who takes part in an activity hears of it: once of a series, of every change, and only while taking part."""

from datetime import timedelta

from chassis.testing import AT
from tests.notifications import make
from tests.notifications.make import AMAL, IN_A_WEEK, JONAS, VIBEKE, called_off, hear, moved, states
from tests.notifications.make_activities import (
    FIRST,
    HELPER,
    LATER,
    SECOND,
    SERIES,
    THIRD,
    WEEKLY,
    meal,
    offered,
    series,
    signed_up,
    withdrawn,
)

DAY = timedelta(days=1)


def test_a_series_is_told_in_one_letter_and_every_meeting_has_its_reminder() -> None:
    stage = make.rehearsal()
    hear(stage, *series())
    found = make.messages(stage)
    assert [(each.template, each.about) for each in found if each.person == AMAL and each.template != "reminder"] == [
        ("series", SERIES)
    ]
    reminders = {each.about: each.due_at for each in found if each.person == AMAL and each.template == "reminder"}
    assert reminders == {each: starts_at - DAY for each, starts_at in WEEKLY.items()}


def test_the_letter_waits_until_the_whole_series_is_told_and_then_says_how_many_and_until_when() -> None:
    stage = make.rehearsal()
    hear(stage, *series(people={AMAL: "guardian"}))
    assert make.deliver(stage).letters == []
    stage.clock.move(timedelta(minutes=3))
    [letter] = make.deliver(stage).letters
    assert "Antal gange: 3\nSidste gang: mandag den 23. marts\n" in letter.text


def test_who_signs_up_later_is_told_of_what_is_to_come() -> None:
    stage = make.rehearsal()
    hear(stage, *series(people=HELPER), signed_up())
    found = [each for each in make.messages(stage) if each.person == AMAL]
    assert {(each.template, each.about) for each in found} == {
        ("series", SERIES),
        *(("reminder", each) for each in WEEKLY),
    }
    assert {each.due_at for each in found if each.template == "series"} == {LATER + timedelta(minutes=2)}


def test_who_signs_up_later_hears_of_what_moves_and_what_is_called_off() -> None:
    stage = make.rehearsal()
    new = WEEKLY[SECOND] + DAY
    hear(stage, *series(people=HELPER), signed_up())
    hear(stage, moved(new, meeting=SECOND, at=LATER + DAY), called_off(meeting=THIRD, at=LATER + DAY))
    found = [each.template for each in make.messages(stage) if each.person == AMAL and each.state == "waiting"]
    assert sorted(found) == ["reminder", "reminder", "series", "series_called_off", "series_moved"]


def test_all_that_moves_at_once_is_told_in_one_letter() -> None:
    stage = make.rehearsal()
    hear(stage, *series(people={AMAL: "guardian"}))
    stage.clock.move(timedelta(minutes=3))
    make.deliver(stage)
    at = stage.clock.now()
    hear(stage, *(moved(starts_at + DAY, meeting=each, at=at, by="the rest") for each, starts_at in WEEKLY.items()))
    stage.clock.move(timedelta(minutes=3))
    [letter] = make.deliver(stage).letters
    assert letter.subject == "Nye tider fra tirsdag den 10. marts kl. 10.00"
    assert letter.text.count("\n– tirsdag") == 3


def test_what_was_moved_again_is_not_told_of_twice() -> None:
    stage = make.rehearsal()
    hear(stage, *series(people={AMAL: "guardian"}))
    once, twice = WEEKLY[FIRST] + DAY, WEEKLY[FIRST] + 2 * DAY
    hear(stage, moved(once, meeting=FIRST), moved(twice, meeting=FIRST, sequence=3, at=AT + timedelta(hours=2)))
    found = [each for each in make.messages(stage) if each.template == "series_moved"]
    assert sorted((each.due_at, each.state, each.reason) for each in found) == [
        (AT + timedelta(hours=1, minutes=2), "cancelled", "moved"),
        (AT + timedelta(hours=2, minutes=2), "waiting", None),
    ]


def test_a_meeting_of_an_activity_that_is_no_series_is_told_of_by_itself() -> None:
    stage = make.rehearsal()
    hear(stage, meal(people=HELPER), signed_up(), moved(WEEKLY[FIRST] + DAY, meeting=FIRST, at=LATER + DAY))
    found = {key: state for key, state in states(stage).items() if key[1] == AMAL}
    assert found == {
        ("invitation", AMAL, 1): "cancelled moved",
        ("reminder", AMAL, 1): "cancelled moved",
        ("moved", AMAL, 2): "waiting",
        ("reminder", AMAL, 2): "waiting",
    }


def test_who_has_withdrawn_hears_no_more_and_the_others_do() -> None:
    stage = make.rehearsal()
    hear(stage, *series(people={AMAL: "guardian", VIBEKE: "volunteer"}), signed_up(at=AT - DAY), withdrawn())
    hear(stage, called_off(meeting=FIRST, at=LATER + DAY))
    found = make.messages(stage)
    assert {each.reason for each in found if each.person == AMAL} == {"withdrawn", "called_off"}
    assert "series_called_off" in {each.template for each in found if each.person == VIBEKE and not each.reason}


def test_what_ends_together_with_ones_place_is_told_all_the_same() -> None:
    stage = make.rehearsal()
    end = LATER + DAY
    hear(stage, meal(people=HELPER), signed_up(), withdrawn(at=end), called_off(meeting=FIRST, at=end))
    assert states(stage)["called_off", AMAL, 0] == "waiting"


def test_who_only_waits_for_a_place_hears_of_no_meeting() -> None:
    stage = make.rehearsal()
    hear(stage, meal(people=HELPER), signed_up(state="waiting"))
    assert AMAL not in {each.person for each in make.messages(stage)}


def test_who_comes_to_one_meeting_hears_of_that_one() -> None:
    stage = make.rehearsal()
    hear(stage, *series(people=HELPER), signed_up(meeting=SECOND))
    found = [each for each in make.messages(stage) if each.person == AMAL]
    assert {each.about for each in found if each.template == "reminder"} == {SECOND}
    stage.clock.move(timedelta(hours=4))
    letters = make.deliver(stage).letters
    assert any("Antal gange: 1\n" in letter.text for letter in letters)


def test_who_joins_when_a_meeting_has_been_hears_nothing_of_it() -> None:
    stage = make.rehearsal()
    hear(stage, *series(people=HELPER), signed_up(at=WEEKLY[FIRST] + DAY))
    found = [each.about for each in make.messages(stage) if each.person == AMAL and each.template == "reminder"]
    assert sorted(found) == sorted([SECOND, THIRD])


def test_who_had_a_place_and_was_not_there_when_a_meeting_was_told_of_does_not_come_to_it() -> None:
    stage = make.rehearsal()
    hear(stage, signed_up(at=AT - DAY), meal(people=HELPER))
    assert AMAL not in {each.person for each in make.messages(stage)}


def test_who_takes_no_part_in_such_a_meeting_hears_nothing_of_it() -> None:
    stage = make.rehearsal()
    hear(stage, meal(people={AMAL: "guardian"}, kind="home_visit"), signed_up(VIBEKE, role="volunteer"))
    assert VIBEKE not in {each.person for each in make.messages(stage)}


def test_children_are_told_by_their_guardians() -> None:
    stage = make.rehearsal()
    hear(stage, meal(people=HELPER), signed_up(JONAS, role="child"))
    assert JONAS not in {each.person for each in make.messages(stage)}


def test_a_place_that_is_offered_is_told_to_the_guardians_until_it_is_answered() -> None:
    stage = make.rehearsal()
    hear(stage, offered())
    [message] = make.messages(stage)
    assert (message.template, message.person, message.useless_after) == ("place_offered", AMAL, IN_A_WEEK)
    hear(stage, signed_up(sequence=2))
    assert states(stage)["place_offered", AMAL, 1] == "cancelled answered"


def test_a_young_person_hears_of_a_place_offered_and_of_the_meetings_once_it_is_taken() -> None:
    stage = make.rehearsal()
    hear(stage, meal(people=HELPER, programme="omraadeplan", kind="trade_workshop"))
    hear(stage, offered(people={AMAL: "young_person"}))
    assert states(stage)["place_offered", AMAL, 1] == "waiting"
    hear(stage, signed_up(role="young_person", sequence=2))
    assert states(stage)["place_offered", AMAL, 1] == "cancelled answered"
    assert states(stage)["invitation", AMAL, 1] == "waiting"


def test_a_place_that_went_to_the_next_is_no_longer_offered() -> None:
    stage = make.rehearsal()
    hear(stage, offered(), withdrawn())
    assert states(stage)["place_offered", AMAL, 1] == "cancelled answered"


def test_the_letter_about_a_place_says_until_what_hour_it_is_kept() -> None:
    stage = make.rehearsal()
    hear(stage, offered())
    [letter] = make.deliver(stage).letters
    assert "Vi holder den til jer til mandag den 9. marts kl. 10.00." in letter.text
