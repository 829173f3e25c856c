"""Matching's own stories on RabbitMQ, its letters over real SMTP; a month passes, and nobody is named anywhere."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from contracts.programmes import load
from tests.house import House
from tests.journeys import matching_story, young_people
from tests.journeys.journey import Journey, named_where_nobody_may_be
from tests.servers import MailSink, RabbitMQ

Begin = Callable[[str], House]


@pytest.fixture
def house_of(broker: RabbitMQ, mail: MailSink, tmp_path: Path) -> Iterator[Begin]:
    """Begins the house of a programme, which ends with the test; in the end nobody has been named."""
    running: list[House] = []

    def begin(programme: str) -> House:
        organisation = load()[programme].organisation
        house = House(tmp_path / programme, organisation=organisation, broker_url=broker.url, mail=mail.url)
        running.append(house.start())
        return house

    yield begin
    for house in running:
        house.stop()
    assert [place for house in running for place in named_where_nobody_may_be(house)] == []


def test_from_an_offer_to_a_goodbye_with_a_month_between(house_of: Begin, mail: MailSink) -> None:
    story = Journey(house_of("kvartervenner"), "kvartervenner", matching_story.people())
    matching_story.volunteers_of_several_kinds_are_vetted(story)
    matching_story.one_is_excused_from_a_course_and_nobody_from_the_certificate(story)
    matching_story.a_family_waits_and_a_dry_run_explains(story)
    matching_story.a_coordinator_pins_and_sets_one_rule_aside(story)
    matching_story.each_is_asked_when_it_is_their_turn(story, mail)
    matching_story.the_child_has_a_word(story)
    matching_story.they_arrange_to_meet(story)
    matching_story.a_month_later_one_click_says_how_it_goes(story, mail)
    matching_story.the_coordinator_sees_it_and_calls(story)
    matching_story.hours_come_from_attendance(story)
    matching_story.somebody_else_comes_for_a_day(story, mail)
    matching_story.she_takes_a_certificate_home(story)
    matching_story.she_says_goodbye_and_both_are_free(story)
    matching_story.recruiters_hear_whom_to_look_for(story)


def test_young_people_find_a_coach_and_try_a_trade_together(house_of: Begin) -> None:
    story = Journey(house_of("omraadeplan"), "omraadeplan", young_people.people())
    young_people.a_coach_and_a_role_model_come_in(story)
    young_people.four_young_people_join(story)
    young_people.a_coach_has_room_for_one_and_it_is_seen(story)
    young_people.a_small_group_tries_a_trade(story)
