"""What enrollment tells about a need is what the rules decide on."""

from datetime import date

import pytest

from matching.actions.knowing import needs_known
from matching.domain import facts
from matching.domain.programmes import place_of
from matching.tables import Need
from tests.matching import make
from tests.matching.make import FAMILY, NEED, TODAY
from tests.matching.town import Town, refused


@pytest.fixture
def town() -> Town:
    return Town()


def known(town: Town) -> facts.Need:
    with town.look() as work:
        [found] = needs_known(work, [work.session.get_one(Need, NEED)])
    return found


def test_needs_keep_what_families_wish_since_when_they_wait_and_where_they_have_come(town: Town) -> None:
    town.hear(make.need_registered(wishes=["has_children"], waiting_since=date(2026, 1, 2), tracks=["togetherness"]))
    need = known(town)
    assert need.wishes == frozenset({"has_children"})
    assert need.tracks == frozenset({"togetherness"})
    assert (need.waiting_since, need.waited(TODAY)) == (date(2026, 1, 2), 59)
    assert (need.east, need.north) == place_of(make.programme(), "kolding_one")
    assert need.family == FAMILY


def test_a_need_of_an_older_release_says_nothing_of_wishes_and_tracks(town: Town) -> None:
    town.hear(make.need_registered())
    need = known(town)
    assert (need.wishes, need.tracks, need.waiting_since) == (frozenset(), None, None)


def test_a_need_in_an_area_this_release_does_not_know_waits_with_the_operators(town: Town) -> None:
    with refused("unknown_area"):
        town.hear(make.need_registered(area="kolding_three"))
