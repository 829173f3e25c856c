"""What needs me today: one list, what is due first comes first, page by page, without a name."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import select

from chassis.testing import caller
from chassis.web.request import Page
from chassis.work import Caller
from contracts.programmes import load
from matching.actions import attention, checkins, clicking, matches, reviews, rulings
from matching.domain.attention import KINDS, PLACES, Thing
from matching.queries.attention import Part
from matching.tables import Match, Need, Proposal, VettingWarning, Volunteer
from tests.matching import make
from tests.matching.make import AMAL, CODE, JONAS, TODAY, VIBEKE, uid
from tests.matching.runs.crowd import copied
from tests.matching.town import Shown, Town

MANY = 40


@pytest.fixture
def town() -> Town:
    return Town()


def needs(town: Town, by: Caller | None = None) -> Sequence[Shown]:
    with town.rehearsal.work(by or make.coordinator()) as work:
        return attention.page(work, Page(limit=200))


def kinds(town: Town, by: Caller | None = None) -> list[str]:
    return [each["kind"] for each in needs(town, by)]


def test_nothing_needs_anybody_in_an_empty_town(town: Town) -> None:
    assert kinds(town) == []


def test_a_proposal_waits_for_a_matcher_and_not_for_the_one_who_has_answered(town: Town) -> None:
    proposal = town.has_proposal()
    [thing] = needs(town)
    assert (thing["kind"], thing["subject"], thing["due_on"]) == (
        "matcher_awaited",
        proposal,
        TODAY + timedelta(days=14),
    )
    town.answers(proposal, make.matcher())
    assert kinds(town, make.matcher()) == []
    assert kinds(town, make.second_matcher()) == ["matcher_awaited"]
    town.answers(proposal, make.second_matcher())
    assert kinds(town) == []


def test_a_proposal_that_expires_soon_is_said_and_so_is_one_that_lapsed_until_another_is_made(town: Town) -> None:
    proposal = town.has_proposal()
    for by in make.everybody()[:2]:
        town.answers(proposal, by)
    town.days_pass(10)
    assert kinds(town) == []
    town.days_pass(1)
    assert kinds(town) == ["proposal_expiring"]
    town.days_pass(4)
    assert kinds(town) == ["proposal_lapsed"]
    assert town.runs()["proposals"]
    assert kinds(town) == ["matcher_awaited"]


def test_a_proposal_that_lapsed_because_the_family_changed_its_mind_needs_nobody(town: Town) -> None:
    town.has_proposal()
    town.hear(make.need_withdrawn())
    town.days_pass(15)
    assert kinds(town) == []


def test_a_match_is_followed_from_the_first_meeting_to_the_goodbye(town: Town) -> None:
    match = town.has_match()
    town.days_pass(14)
    assert kinds(town) == ["first_meeting"]
    with town.rehearsal.work(make.coordinator()) as work:
        matches.meet_first(work, match, met_on=TODAY, child_says="yes")
    assert kinds(town) == []
    town.days_pass(16)
    assert kinds(town) == ["support_due"]
    with town.rehearsal.work(make.coordinator()) as work:
        reviews.support(work, match, on=TODAY + timedelta(days=30))
    town.days_pass(8)
    silent = needs(town)
    assert [each["kind"] for each in silent] == ["checkin_silent", "checkin_silent"]
    with town.rehearsal.work(make.coordinator()) as work:
        for each in silent:
            checkins.talk(work, each["subject"], on=TODAY + timedelta(days=38))
    assert kinds(town) == []
    town.days_pass(182 - 38)
    assert Counter(kinds(town)) == Counter(["support_due", "review_due"])
    town.ends(match, make.guardian())
    assert kinds(town) == ["goodbye_due"]
    with town.rehearsal.work(make.coordinator()) as work:
        matches.say_goodbye(work, match, how="words", on=TODAY)
    assert kinds(town) == []


def test_who_would_like_to_talk_is_said_at_once_and_until_somebody_has_talked(town: Town) -> None:
    town.has_match()
    town.days_pass(30)
    asked = {event.data["side"]: event.subject for event in town.told("checkin.asked.v1")}
    with town.rehearsal.work() as work:
        link = clicking.make_link(work, asked["family"], person=AMAL)
    assert link
    with town.rehearsal.work() as work:
        clicking.click(work, link["url"].rpartition("/")[2], "da", answer="talk", sure=None)
    assert "talk_wanted" in kinds(town)
    with town.rehearsal.work(make.coordinator()) as work:
        checkins.talk(work, asked["family"], on=TODAY)
    assert "talk_wanted" not in kinds(town)


def test_a_pin_that_cannot_be_is_said_until_it_is_lifted(town: Town) -> None:
    town.registers(languages=["uk"])
    town.has_need(languages=["da"])
    ruling = town.rules("pin", "asked_for_each_other")
    assert kinds(town) == []
    town.runs()
    [thing] = needs(town)
    assert (thing["kind"], thing["about"], thing["subject"]) == ("pin_impossible", "ruling", ruling["id"])
    assert kinds(town, make.guardian()) == kinds(town, make.frivillig(VIBEKE)) == []
    with town.rehearsal.work(make.coordinator()) as work:
        rulings.lift(work, ruling["id"])
    assert kinds(town) == []


def test_vetting_that_runs_out_is_said_as_soon_as_it_is_warned_of_until_it_is_renewed(town: Town) -> None:
    town.has_volunteer()
    town.days_pass(3 * 365 - 92)
    assert kinds(town) == []
    town.days_pass(4)
    [thing] = needs(town)
    assert (thing["kind"], thing["subject"], thing["row"]) == ("vetting_ahead", VIBEKE, "S0-22")
    assert kinds(town, make.frivillig(VIBEKE)) == []
    town.rehearsal.later(days=1)
    today = TODAY + timedelta(days=3 * 365 - 92 + 4)
    town.vets(VIBEKE, "children_certificate", on=today)
    assert kinds(town) == []


def test_nobody_finds_what_they_are_part_of_themselves_or_another_organisations(town: Town) -> None:
    town.has_match()
    town.days_pass(60)
    everything = kinds(town)
    assert everything
    for person in (AMAL, JONAS, VIBEKE):
        assert kinds(town, caller("coordinator", subject=person)) == []
    elsewhere = caller("matcher", organisation="rode-kors", relations=frozenset({"organisation"}))
    assert kinds(town, elsewhere) == []


def test_everything_says_what_to_do_and_where_the_rule_comes_from_and_no_name(town: Town) -> None:
    town.has_match()
    town.days_pass(60)
    for each in needs(town):
        assert each["row"]
        assert each["to_do"]["da"]
        assert each["to_do"]["en"]
        assert "Vibeke" not in repr(each)


@pytest.mark.parametrize("code", load())
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_row_in_every_programme(code: str, kind: str) -> None:
    thing = Thing(kind=kind, subject=uid("x"), due_on=TODAY, programme=code)
    assert thing.row(load()[code])


def test_the_figures_count_what_the_list_shows(town: Town) -> None:
    town.has_match()
    town.days_pass(60)
    with town.look() as work:
        counted = attention.counts(work.session, work.today)
    assert counted == {(CODE, kind): number for kind, number in Counter(kinds(town)).items()}


THINGS = some.builds(
    Thing,
    kind=some.sampled_from(list(KINDS)),
    subject=some.uuids(),
    due_on=some.dates(),
    programme=some.just(CODE),
)


@given(some.lists(THINGS, max_size=30))
def test_the_id_is_the_place_in_the_list(things: list[Thing]) -> None:
    by_id = sorted(things, key=lambda thing: thing.id)
    days: list[tuple[date, int]] = [(thing.due_on, PLACES[thing.kind]) for thing in by_id]
    assert days == sorted(days)


def test_pages_go_on_where_they_stopped_although_something_was_done_in_between(town: Town) -> None:
    match = town.has_match()
    town.days_pass(60)
    everything = [each["id"] for each in needs(town)]
    seen: list[UUID] = []
    for number in range(len(everything)):
        with town.rehearsal.work(make.coordinator()) as work:
            found = attention.page(work, Page(limit=1, after=seen[-1] if seen else None))
        seen.append(found[0]["id"])
        if number == 0:
            with town.rehearsal.work(make.coordinator()) as work:
                matches.meet_first(work, match, met_on=TODAY, child_says="yes")
    assert seen == everything


@pytest.mark.parametrize("limit", [1, 7, 40, 200])
def test_a_long_list_is_the_same_read_page_by_page(town: Town, limit: int) -> None:
    town.has_match()
    with town.rehearsal.work() as work:
        copied(work, Need, lambda row, number: {**row, "id": uid(f"need {number}")}, MANY)
        copied(work, Proposal, lambda row, number: {**row, **_ids("proposal", number), "place": number + 1}, MANY)
        copied(work, Match, lambda row, number: {**row, **_ids("match", number)}, MANY)
    town.days_pass(35)
    with town.rehearsal.work(make.coordinator()) as work:
        whole = [each["id"] for each in attention.page(work, Page(limit=1000))]
        found: list[UUID] = []
        while rows := attention.page(work, Page(limit=limit, after=found[-1] if found else None)):
            found += [each["id"] for each in rows[:limit]]
    assert found == whole == sorted(set(whole))
    assert len(whole) >= 2 * (MANY + 1)


@pytest.mark.parametrize("limit", [1, 7, 200])
def test_proposals_and_vetting_are_read_a_part_at_a_time_whatever_others_have(town: Town, limit: int) -> None:
    town.has_proposal()
    with town.rehearsal.work() as work:
        copied(work, Need, lambda row, number: {**row, "id": uid(f"need {number}")}, MANY)
        copied(work, Proposal, _proposal, MANY)
        copied(work, Volunteer, _volunteer, MANY)
        last = TODAY + timedelta(days=60)
        ids = work.session.scalars(select(Volunteer.id)).all()
        work.session.add_all(
            VettingWarning(volunteer_id=id, step="children_certificate", expires_on=last, days=90, said_at=work.now)
            for id in ids
        )
    with town.rehearsal.work(make.coordinator()) as work:
        whole = attention.page(work, Page(limit=1000))
        found: list[Shown] = []
        while rows := attention.page(work, Page(limit=limit, after=found[-1]["id"] if found else None)):
            found += rows[:limit]
        assert found == whole
        assert Counter(each["kind"] for each in whole) == {
            "matcher_awaited": MANY // 4 + 1,
            "proposal_lapsed": MANY // 4,
            "vetting_ahead": MANY // 2 + 1,
        }
        part = Part(person=make.MADS, organisation="kfum", after=None, order=PLACES, limit=limit)
        kinds = [list(kind.part(work.session, part)) for kind in attention._kinds(TODAY)]
    assert max(map(len, kinds)) == min(limit, MANY // 2 + 1)


def _proposal(row: Mapping[str, Any], number: int) -> dict[str, Any]:
    """Open or lapsed, ours or another organisation's, whose are due first."""
    of = {"organisation": "kfum" if number % 2 else "roede-kors", "place": number + 1}
    state = {"state": "open", "expires_on": TODAY + timedelta(days=9 + number % 2)}
    if number % 4 > 1:
        state = {"state": "lapsed", "expires_on": TODAY - timedelta(days=3 - number % 2), "unanswered": True}
    return {**row, **_ids("proposal", number), **of, **state}


def _volunteer(row: Mapping[str, Any], number: int) -> dict[str, Any]:
    return {**row, "id": uid(f"volunteer {number}"), "organisation": "kfum" if number % 2 else "roede-kors"}


def _ids(kind: str, number: int) -> dict[str, UUID]:
    """The ids of a copy: its own, and of what it is about."""
    about = {"proposal": ("need_id", f"need {number}"), "match": ("proposal_id", f"proposal {number}")}
    name, other = about[kind]
    return {"id": uid(f"{kind} {number}"), name: uid(other)}
