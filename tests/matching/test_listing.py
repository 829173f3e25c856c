"""Staff look through volunteers by what they offer and where they stand, without their names."""

from typing import Any
from uuid import UUID

import pytest

from chassis.testing import caller
from chassis.web.request import Page
from chassis.work import Caller
from matching.actions import offered, showing
from matching.queries import listing
from tests.matching import make
from tests.matching.make import CODE, MADS, TODAY, VIBEKE, uid
from tests.matching.town import Town

ANNA = uid("Anna")


@pytest.fixture
def town() -> Town:
    return Town()


def listed(town: Town, by: Caller | None = None, **sought: Any) -> list[tuple[UUID, str]]:
    with town.rehearsal.work(by or make.matcher()) as work:
        found = offered.page(work, Page(limit=50, after=None), **sought)
        return sorted((shown["id"], shown["state"]) for shown in found)


def test_staff_look_through_volunteers_by_what_they_offer_and_where_they_stand(town: Town) -> None:
    town.has_volunteer()
    town.registers(ANNA, kinds=["helper"], languages=["so"], slots=["mon_day"], area="kolding_two")
    town.has_volunteer(uid("Pia"), pauses=[(TODAY, None)])
    town.registers(uid("Leo"))
    town.says_goodbye(uid("Leo"))
    everybody = {VIBEKE: "approved", ANNA: "vetting", uid("Pia"): "paused", uid("Leo"): "left"}
    assert dict(listed(town)) == everybody
    for id, state in everybody.items():
        assert listed(town, state=state) == [(id, state)]
    searches: list[dict[str, Any]] = [{"kind": "helper"}, {"language": "so"}, {"slot": "mon_day"}]
    for sought in searches:
        assert listed(town, **sought) == [(ANNA, "vetting")]
    assert listed(town, area="kolding_two") == [(ANNA, "vetting")]
    assert listed(town, programme="kerteminde") == []
    assert listed(town, kind="network_person", state="approved", language=None) == [(VIBEKE, "approved")]


def test_a_word_that_is_part_of_another_does_not_find_it(town: Town) -> None:
    town.registers()
    assert listed(town, kind="network") == listed(town, kind="network_") == listed(town, kind="networkxperson") == []


def test_who_offers_two_kinds_counts_for_both(town: Town) -> None:
    town.has_volunteer(kinds=["network_person", "helper"])
    town.has_volunteer(ANNA)
    town.registers(uid("Pia"))
    with town.look() as work:
        assert listing.approved_per_kind(work.session) == {(CODE, "network_person"): 2, (CODE, "helper"): 1}


def test_sharing_that_is_taken_back_counts_at_once(town: Town) -> None:
    theirs = caller("matcher", organisation="kolding", subject=MADS, relations=frozenset({"shared"}))
    town.registers(shares_with=["kolding"])
    assert (seen(town, theirs), listed(town, theirs)) == (VIBEKE, [(VIBEKE, "vetting")])
    town.offers_anew(shares_with=[])
    assert (seen(town, theirs), listed(town, theirs)) == (None, [])


def seen(town: Town, by: Caller) -> UUID | None:
    with town.rehearsal.work(by) as work:
        shown = showing.volunteer(work, VIBEKE)
        return shown["id"] if shown else None
