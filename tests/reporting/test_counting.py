"""What is counted, and that it is counted once."""

import pytest

from contracts.envelope import Event
from reporting import queries
from reporting.domain.figures import FIGURES, UNITS
from tests.reporting import make
from tests.reporting.make import OTHER_PROGRAMME, counts, hear, someone


def test_a_family_that_joined_takes_part() -> None:
    stage = make.rehearsal()
    hear(stage, make.joined())
    assert counts(stage) == {"families_taking_part": 1}


def test_a_family_that_left_is_counted_as_left_only() -> None:
    stage = make.rehearsal()
    hear(stage, make.joined(), make.left())
    assert counts(stage) == {"families_left": 1}


def test_a_family_that_came_back_is_one_family() -> None:
    stage = make.rehearsal()
    hear(stage, make.joined(), make.left(), make.joined(sequence=3))
    assert counts(stage) == {"families_taking_part": 1}


def test_a_family_passed_on_again_after_a_consent_that_was_over_is_counted_once() -> None:
    stage = make.rehearsal()
    make.hear(stage, make.joined(), make.joined(sequence=4), make.left(sequence=5))
    assert make.counts(stage) == {"families_left": 1}
    other = make.rehearsal()
    make.hear(other, make.joined(sequence=4), make.joined())
    assert make.counts(other) == {"families_taking_part": 1}


def test_an_event_told_twice_is_counted_once() -> None:
    stage = make.rehearsal()
    hear(stage, make.held(), make.held(), make.delivered(), make.delivered())
    assert counts(stage) == {"meetings_held": 1, "messages_delivered": 1}


def test_a_corrected_attendance_is_still_one_meeting() -> None:
    stage = make.rehearsal()
    hear(stage, make.scheduled(), make.held(sequence=2), make.held(sequence=3))
    assert counts(stage) == {"meetings_held": 1}


def test_a_meeting_called_off_is_not_held() -> None:
    stage = make.rehearsal()
    hear(stage, make.scheduled(), make.called_off())
    assert counts(stage) == {"meetings_called_off": 1}


def test_a_meeting_that_took_place_after_all_is_held() -> None:
    stage = make.rehearsal()
    hear(stage, make.scheduled(), make.called_off(), make.held())
    assert counts(stage) == {"meetings_held": 1}


def test_a_need_is_open_until_a_match_answers_it_and_again_when_the_match_ends() -> None:
    stage = make.rehearsal()
    hear(stage, make.registered())
    assert counts(stage) == {"needs_open": 1}
    hear(stage, make.matched())
    assert counts(stage) == {"matches_running": 1}
    hear(stage, make.ended())
    assert counts(stage) == {"needs_open": 1, "matches_ended": 1}


def test_a_need_that_was_withdrawn_is_not_open() -> None:
    stage = make.rehearsal()
    hear(stage, make.registered(), make.withdrawn())
    assert counts(stage) == {}


def test_a_need_beside_a_public_offer_that_ends_is_counted_while_it_stands_matched_or_not() -> None:
    stage = make.rehearsal()
    hear(stage, make.registered(supplement_question=True))
    assert counts(stage) == {"needs_open": 1, "needs_beside_public_offer": 1}  # S1-03, S2-19
    hear(stage, make.matched())
    assert counts(stage) == {"matches_running": 1, "needs_beside_public_offer": 1}
    hear(stage, make.withdrawn())
    assert counts(stage) == {"matches_running": 1}


def test_of_a_need_told_twice_the_later_word_says_whether_it_stands_beside_a_public_offer() -> None:
    stage = make.rehearsal()
    hear(stage, make.registered(sequence=3), make.registered(sequence=1, supplement_question=True))
    assert counts(stage) == {"needs_open": 1}


def test_a_need_of_which_that_was_never_told_is_not_counted_as_one() -> None:
    stage = make.rehearsal()
    hear(stage, make.withdrawn(sequence=1), make.matched())
    assert counts(stage) == {"matches_running": 1}


def test_each_consent_is_counted_by_its_last_word() -> None:
    stage = make.rehearsal()
    hear(
        stage,
        make.consent("granted", name="one", sequence=1),
        make.consent("granted", name="two", sequence=2),
        make.consent("withdrawn", name="one", sequence=3),
    )
    assert counts(stage) == {"consents_live": 1, "consents_withdrawn": 1}


def test_programmes_are_counted_apart() -> None:
    stage = make.rehearsal()
    hear(stage, make.joined(), make.joined(someone("others"), programme=OTHER_PROGRAMME))
    assert counts(stage) == counts(stage, OTHER_PROGRAMME) == {"families_taking_part": 1}


@pytest.mark.parametrize(
    "silent",
    [
        make.consent("granted", programme=None),
        make.registered(programme=None),
        make.matched(programme=None),
        make.held(programme=None),
        make.delivered(programme=None),
        make.delivered(about=make.MATCH, programme=None),
    ],
    ids=lambda event: event.type,
)
def test_an_event_without_a_programme_is_counted_with_what_it_is_about(silent: Event) -> None:
    stage = make.rehearsal()
    hear(stage, silent)
    assert counts(stage) == {}
    assert counts(stage, queries.UNKNOWN)
    hear(stage, make.joined(), make.scheduled(), make.matched())
    hear(stage, silent)
    assert counts(stage, queries.UNKNOWN) == {}


def test_a_programme_in_force_is_counted_even_while_nothing_has_happened() -> None:
    stage = make.rehearsal()
    hear(stage, make.published())
    with stage.store.session(write=False) as session:
        assert queries.counts(session) == {make.PROGRAMME: dict.fromkeys(FIGURES, 0)}


def test_every_figure_has_a_unit_and_both_names() -> None:
    assert {figure.unit for figure in FIGURES.values()} == set(UNITS)
    assert all(figure.da and figure.en for figure in FIGURES.values())


def test_postgresql_counts_the_same(database: str) -> None:
    stages = make.rehearsal(), make.rehearsal(url=database)
    story = [make.published(), make.left(), make.joined(), make.matched(), make.held(), make.consent("withdrawn")]
    for stage in stages:
        hear(stage, *story, make.delivered(programme=None), *story)
    assert counts(stages[0]) == counts(stages[1])
    assert counts(stages[1])["families_left"] == 1
