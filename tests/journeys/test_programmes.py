"""Each programme's own story on RabbitMQ, told through HTTP, and what no programme description says.

One house a programme, with the services its stories need in one process; all houses share the session's broker.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from contracts.events import REGISTER
from contracts.programmes import load
from tests.house import House
from tests.journeys import boligsocialt_hus, familien_i_fokus, kerteminde, omraadeplan, silent_gaps
from tests.journeys.ears import Ears
from tests.journeys.journey import Journey, named_where_nobody_may_be
from tests.journeys.people import Person
from tests.servers import RabbitMQ

Begin = Callable[[str, Sequence[Person]], Journey]
WITH_FIGURES = ("enrollment", "reporting")
SERVICES = {"familien_i_fokus": ("enrollment", "matching", "reporting")}


@pytest.fixture(scope="module")
def houses(one_broker: RabbitMQ, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], House]]:
    """The running house of a programme, begun when it is first asked for."""
    broker, running = one_broker.healthy(), {}

    def house(programme: str) -> House:
        if programme not in running:
            folder: Path = tmp_path_factory.mktemp(programme)
            running[programme] = House(folder, broker_url=broker.url, **told(programme)).start()
        return running[programme]

    yield house
    for each in running.values():
        each.stop()


def told(programme: str) -> dict[str, Any]:
    """Whose house it is; copies to everybody are agreed, so that only consent keeps anything from them."""
    terms = load()[programme]
    others = [*terms.partners, kerteminde.SCOUTS]
    return {
        "organisation": terms.organisation,
        "services": SERVICES.get(programme, WITH_FIGURES),
        "settings": {
            "suppress_below_reporting": 1,
            "exports_enrollment": dict.fromkeys(REGISTER, others),
        },
    }


@pytest.fixture
def begin(houses: Callable[[str], House]) -> Iterator[Begin]:
    """Begins a journey; when it is over, nobody may have been named in a log or to others."""
    begun: list[House] = []

    def begin(programme: str, people: Sequence[Person]) -> Journey:
        begun.append(houses(programme))
        return Journey(begun[-1], programme, people)

    yield begin
    assert [place for house in begun for place in named_where_nobody_may_be(house)] == []


@pytest.fixture
def ears(one_broker: RabbitMQ) -> Iterator[Callable[..., Ears]]:
    """The ears of an organisation at the exchange of a programme's own."""
    opened: list[Ears] = []

    def ears(programme: str, organisation: str) -> Ears:
        opened.append(Ears(one_broker, owner=load()[programme].organisation, organisation=organisation))
        return opened[-1]

    yield ears
    for each in opened:
        each.__exit__()


def test_kerteminde_a_child_is_thought_of_and_the_family_decides(begin: Begin, ears: Any) -> None:
    story = begin("kerteminde", kerteminde.people())
    red_barnet = ears("kerteminde", kerteminde.RED_BARNET)
    kerteminde.an_association_joins_and_offers(story)
    kerteminde.a_school_employee_follows_the_handguide(story)
    kerteminde.she_cannot_refer_the_child(story)
    kerteminde.the_family_asks_itself(story)
    kerteminde.the_child_says_yes_too(story)
    kerteminde.red_barnet_hears_only_what_the_family_lets_it(story, red_barnet)
    kerteminde.the_family_asks_for_sparring(story)
    kerteminde.strengths_are_handed_over(story)
    kerteminde.she_sees_who_knows_what(story)


def test_kerteminde_an_association_that_joins_later_hears_nothing_by_default(begin: Begin, ears: Any) -> None:
    story = begin("kerteminde", kerteminde.people())
    kerteminde.an_association_that_joins_later_hears_nothing_by_default(story, ears("kerteminde", kerteminde.SCOUTS))


def test_familien_i_fokus_the_way_leads_through_the_networks(begin: Begin) -> None:
    story = begin("familien_i_fokus", familien_i_fokus.people())
    familien_i_fokus.a_network_person_is_not_the_first_thing(story)
    familien_i_fokus.a_partner_invites(story)
    familien_i_fokus.everybody_says_yes(story)
    familien_i_fokus.a_need_with_e_boks_finds_a_volunteer(story)
    familien_i_fokus.units_stay_apart(story)


def test_the_area_plan_somebody_met_in_the_street_has_a_plan_of_their_own(begin: Begin, ears: Any) -> None:
    story = begin("omraadeplan", omraadeplan.people())
    omraadeplan.those_met_in_the_street_are_a_number(story, ears("omraadeplan", omraadeplan.OURS))
    omraadeplan.a_young_person_comes_by_a_code_of_their_own(story)
    omraadeplan.the_goal_is_broken_into_small_successes(story)
    omraadeplan.she_decides_who_sees_it(story, ears("omraadeplan", "kommunen"))
    omraadeplan.a_family_guide_is_asked_not_given(story)
    omraadeplan.somebody_asks_how_it_goes_after_the_course(story)


def test_boligsocialt_hus_a_child_is_taken_across_to_the_youth_centre(begin: Begin, ears: Any) -> None:
    story = begin("boligsocialt_hus", boligsocialt_hus.people())
    centre = ears("boligsocialt_hus", boligsocialt_hus.CENTRE)
    boligsocialt_hus.a_family_of_the_club_joins(story)
    boligsocialt_hus.fifth_grade_is_announced(story)
    boligsocialt_hus.the_bridge_is_agreed_by_all_who_are_asked(story, centre)
    boligsocialt_hus.they_go_across_and_he_lands(story)


def test_two_guardians_disagree(begin: Begin, ears: Any) -> None:
    story = begin("kerteminde", silent_gaps.two_parents("kerteminde"))
    silent_gaps.two_guardians_disagree(story, ears("kerteminde", "dui"), "dui")


def test_the_child_says_no(begin: Begin) -> None:
    silent_gaps.the_child_says_no(begin("kerteminde", silent_gaps.two_parents("kerteminde")))


def test_the_family_moves_out_of_the_area(begin: Begin) -> None:
    story = begin("boligsocialt_hus", silent_gaps.two_parents(boligsocialt_hus.OURS))
    silent_gaps.the_family_moves_out_of_the_area(story, elsewhere="0751")


def test_a_sibling_turns_nineteen(begin: Begin) -> None:
    silent_gaps.a_sibling_turns_nineteen(begin("omraadeplan", silent_gaps.two_parents(omraadeplan.OURS)))
