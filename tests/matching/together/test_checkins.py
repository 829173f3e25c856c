"""How does it go? Both sides are asked after one, three and six months, each once; silence goes to the coordinator."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chassis.testing import caller
from chassis.web.request import Page
from contracts import matching as agreement
from matching.actions import checkins, clicking
from matching.domain import accompaniment
from matching.tables import Match
from tests.matching import make
from tests.matching.make import AMAL, FAMILY, JONAS, TODAY, VIBEKE, uid
from tests.matching.town import Shown, Town, refused

DAYS = (30, 91, 182)


@pytest.fixture
def town() -> Town:
    """Where vetting holds for all the time that passes."""
    return Town()


def listed(town: Town, match: UUID | None = None) -> list[Shown]:
    with town.rehearsal.work(make.coordinator()) as work:
        return list(checkins.page(work, Page(limit=50), match=match))


def test_both_sides_are_asked_on_the_days_of_the_programme_each_once(town: Town) -> None:
    match = town.has_match()
    asked = []
    for _ in range(200):
        town.days_pass(1)
        asked.append(len(town.told("checkin.asked.v1")))
    assert [asked[day - 1] - asked[day - 2] for day in DAYS] == [2, 2, 2]
    assert asked[-1] == 6
    family, volunteer = town.told("checkin.asked.v1")[:2]
    assert family.data == {
        "match": match,
        "family": FAMILY,
        "side": "family",
        "people": [AMAL, JONAS],
        "answer_by": TODAY + timedelta(days=37),
    }
    assert (volunteer.data["side"], volunteer.data["people"]) == ("volunteer", [VIBEKE])
    assert {each["id"] for each in listed(town, match)} >= {family.subject, volunteer.subject}


def test_after_a_long_silence_of_the_timer_only_the_latest_is_asked(town: Town) -> None:
    town.has_match()
    town.days_pass(120)
    assert len(town.told("checkin.asked.v1")) == 2
    town.days_pass(1)
    assert len(town.told("checkin.asked.v1")) == 2


def test_who_has_stopped_is_not_asked(town: Town) -> None:
    match = town.has_match()
    town.ends(match, make.guardian())
    town.days_pass(200)
    assert town.told("checkin.asked.v1") == []


def test_staff_record_that_they_have_talked_with_who_was_silent(town: Town) -> None:
    match = town.has_match()
    town.days_pass(30)
    town.days_pass(8)
    silent = listed(town, match)
    assert [each["state"] for each in silent] == ["silent", "silent"]
    with town.rehearsal.work(make.coordinator()) as work:
        shown = checkins.talk(work, silent[0]["id"], on=TODAY + timedelta(days=38))
    assert shown["talked_on"] == TODAY + timedelta(days=38)
    with refused("already_done"), town.rehearsal.work(make.coordinator()) as work:
        checkins.talk(work, silent[0]["id"], on=TODAY)
    with refused("met_in_the_future"), town.rehearsal.work(make.coordinator()) as work:
        checkins.talk(work, silent[1]["id"], on=TODAY + timedelta(days=39))


def test_who_is_in_a_match_does_not_read_the_other_sides_answer_as_staff(town: Town) -> None:
    """Mads is a matcher and the guardian."""
    town.has_volunteer()
    town.hear(make.consent_changed(person=make.MADS), make.need_registered(guardians=[make.MADS]))
    town.runs()
    [proposal] = town.proposals()
    third = caller("matcher", subject=make.BIRGIT)
    for by in (make.second_matcher(), third, make.guardian(make.MADS), make.frivillig()):
        shown = town.answers(proposal, by)
    assert shown["match"]
    town.days_pass(30)
    asked = {event.data["side"]: event.subject for event in town.told("checkin.asked.v1")}
    with town.rehearsal.work() as work:
        link = clicking.make_link(work, asked["volunteer"], person=VIBEKE)
    assert link
    with town.rehearsal.work() as work:
        clicking.click(work, link["url"].rpartition("/")[2], "da", answer="talk", sure=None)
    with town.rehearsal.work(make.matcher()) as work:
        assert {each["answer"] for each in checkins.page(work, Page(limit=9), match=None)} == {None}
    with refused("not_found"), town.rehearsal.work(make.matcher()) as work:
        checkins.talk(work, asked["volunteer"], on=TODAY)
    assert "talk" in {each["answer"] for each in listed(town)}


def test_a_match_from_before_the_days_were_kept_gets_them_and_is_asked_from_then_on(town: Town) -> None:
    match = town.has_match()
    with town.rehearsal.work() as work:
        row = work.session.get_one(Match, match)
        row.started_on = row.checkin_on = row.review_on = row.support_on = row.meet_by = None
    town.days_pass(40)
    assert town.told("checkin.asked.v1") == []
    with town.rehearsal.work() as work:
        row = work.session.get_one(Match, match)
        assert (row.started_on, row.checkin_on) == (TODAY, TODAY + timedelta(days=91))
        assert row.review_on == TODAY + timedelta(days=40 + 182)
    town.days_pass(51)
    assert len(town.told("checkin.asked.v1")) == 2


def test_links_are_made_for_those_who_were_asked_only(town: Town) -> None:
    town.has_match()
    town.days_pass(30)
    [family, volunteer] = [event.subject for event in town.told("checkin.asked.v1")]
    pairs = [(family, VIBEKE), (volunteer, AMAL), (family, uid("stranger")), (uid("nothing"), AMAL)]
    with town.rehearsal.work() as work:
        assert [clicking.make_link(work, id, person=person) for id, person in pairs] == [None] * 4
        assert clicking.make_link(work, family, person=JONAS)
        assert clicking.make_link(work, volunteer, person=VIBEKE)


def test_the_words_are_those_of_the_agreement() -> None:
    assert accompaniment.ANSWERS == agreement.CHECKIN_ANSWERS
    assert accompaniment.SIDES == agreement.SIDES


@given(some.lists(some.integers(1, 400), min_size=1, max_size=6, unique=True), some.integers(0, 500))
def test_whenever_the_timer_comes_each_check_in_is_asked_for_at_most_once_and_none_too_early(
    days: list[int], step: int
) -> None:
    asked: list[int] = []
    for passed in range(0, 500, step % 40 + 1):
        at = TODAY + timedelta(days=passed)
        number = accompaniment.checkin_due(days, TODAY, at, asked)
        if number:
            assert sorted(days)[number - 1] <= passed
            asked.append(number)
        ahead = accompaniment.next_checkin(days, TODAY, at)
        assert (ahead is None) == (max(days) <= passed)
    assert asked == sorted(set(asked))
