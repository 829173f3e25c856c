"""What people do together, told on RabbitMQ: each story in the house of its programme, letters over real SMTP.

The area plan's activities are kept in PostgreSQL, everything else in SQLite.
Days pass in a house for everybody, so a story counts from the day it finds. In the end nobody has been named anywhere.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from contracts.events import REGISTER
from contracts.programmes import load
from tests.house import House
from tests.journeys import bridging, called_off, counselling, family_club, trade_course
from tests.journeys.journey import Journey, named_where_nobody_may_be
from tests.journeys.people import Person
from tests.servers import MailSink, PostgreSQL, RabbitMQ

Begin = Callable[[str, Sequence[Person]], Journey]
Houses = Callable[[str], House]
WITHOUT_LETTERS = ("enrollment", "matching", "activities")
WITH_LETTERS = (*WITHOUT_LETTERS, "notifications")
SERVICES = {"omraadeplan": WITHOUT_LETTERS}
ON_POSTGRESQL = ("omraadeplan",)


@pytest.fixture(scope="module")
def letters() -> Iterator[MailSink]:
    with MailSink() as sink:
        yield sink


@pytest.fixture(scope="module")
def houses(
    one_broker: RabbitMQ, one_postgres: PostgreSQL, letters: MailSink, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Houses]:
    """The running house of a programme, begun when it is first asked for."""
    broker, running = one_broker.healthy(), {}

    def house(programme: str) -> House:
        if programme not in running:
            folder, databases = tmp_path_factory.mktemp(programme), {}
            if programme in ON_POSTGRESQL:
                databases["activities"] = one_postgres.healthy().create_database(f"journey_{programme}")
            how = told(programme) | {"broker_url": broker.url, "mail": letters.url, "database_urls": databases}
            running[programme] = House(folder, **how).start()
        return running[programme]

    yield house
    for each in running.values():
        each.stop()


def told(programme: str) -> dict[str, Any]:
    """Whose house it is; copies to its partners are agreed, so that only consent keeps anything from them."""
    terms = load()[programme]
    return {
        "organisation": terms.organisation,
        "services": SERVICES.get(programme, WITH_LETTERS),
        "settings": {"exports_enrollment": {type: [*terms.partners] for type in REGISTER}},
    }


@pytest.fixture
def begin(houses: Houses) -> Iterator[Begin]:
    """Begins a story; when it is over, nobody may have been named in a log or to others."""
    begun: list[House] = []

    def begin(programme: str, people: Sequence[Person]) -> Journey:
        begun.append(houses(programme))
        return Journey(begun[-1], programme, people)

    yield begin
    assert [place for house in begun for place in named_where_nobody_may_be(house)] == []


def test_a_meeting_is_called_off_and_everybody_hears_of_it(begin: Begin, letters: MailSink) -> None:
    story = begin("boligsocialt_hus", called_off.people())
    called_off.a_visit_is_arranged(story)
    called_off.they_sign_up_later(story, letters)
    called_off.everybody_has_it_in_their_calendar(story)
    called_off.one_family_cannot_call_it_off_for_all(story)
    called_off.the_club_house_is_flooded(story, letters)
    called_off.every_calendar_says_so(story, letters)
    called_off.everything_is_free_again(story)


def test_half_a_year_in_a_family_club(begin: Begin, tmp_path: Path) -> None:
    story = begin("boligsocialt_hus", family_club.people())
    club = family_club.Club(story, tmp_path)
    try:
        family_club.only_the_club_runs_the_club(story, club)
        family_club.every_second_week_but_not_in_the_holidays(story, club)
        family_club.four_or_five_volunteers_help(story, club)
        family_club.nine_families_come_and_a_tenth_waits(story, club)
        family_club.one_moves_away_and_the_tenth_is_asked(story, club)
        family_club.who_came_is_written_down_when_there_is_a_network(story, club)
        family_club.the_food_is_paid(story, club)
        family_club.after_half_a_year_the_course_ends(story, club)
        family_club.what_was_promised_is_kept(story, club)
    finally:
        club.house.stop()
    assert named_where_nobody_may_be(club.house) == []


def test_a_small_group_tries_a_trade_shows_it_and_is_asked_later(begin: Begin) -> None:
    story = begin("omraadeplan", trade_course.people())
    trade_course.a_course_in_a_trade_is_opened(story)
    trade_course.three_young_people_come_by_themselves(story)
    trade_course.it_is_not_over_before_they_have_shown_it(story)
    trade_course.somebody_asks_how_it_goes_afterwards(story)
    trade_course.last_promise_is_forgotten_and_said(story)


def test_the_fifth_graders_of_a_club_are_taken_across_to_the_youth_centre(begin: Begin) -> None:
    story = begin("boligsocialt_hus", bridging.people())
    bridging.three_families_are_soon_too_old_for_the_club(story)
    bridging.the_visit_is_planned_with_them(story)
    bridging.users_and_volunteers_sign_up_and_a_professional_says_yes(story)
    bridging.they_go_across_and_it_is_noted(story)
    bridging.each_crosses_by_their_own_bridge(story)


def test_open_counselling_is_kept_through_a_summer(begin: Begin) -> None:
    story = begin("boligsocialt_hus", counselling.people())
    counselling.it_is_every_monday_but_not_in_the_summer_break(story)
    counselling.nobody_signs_up(story)
    counselling.those_who_come_are_a_number(story)
    counselling.what_was_promised_is_said(story)
    counselling.the_figures_have_no_names(story)
