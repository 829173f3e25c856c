"""A run proposes the best there is, once for every need."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from matching.tables import Proposal, Run
from tests.matching import make
from tests.matching.make import AMAL, CODE, FAMILY, MADS, NEED, TODAY, VIBEKE, uid
from tests.matching.town import Town, refused


@pytest.fixture
def town() -> Town:
    return Town()


def test_a_need_and_a_volunteer_who_fit_are_proposed(town: Town) -> None:
    town.has_proposal()
    [proposed] = town.told("match.proposed.v1")
    assert proposed.data == {"need": NEED, "family": FAMILY, "volunteer": VIBEKE}
    assert proposed.programme == CODE


def test_a_proposal_says_why_and_until_when(town: Town) -> None:
    town.has_volunteer()
    town.has_need(wanted_on=TODAY - timedelta(days=34))
    [proposal] = town.runs()["proposals"]
    assert proposal["state"] == "open"
    assert proposal["awaits"] == "matcher"
    assert proposal["expires_on"] == TODAY + timedelta(days=14)
    waited = proposal["reasons"][1]
    assert (waited["code"], waited["figures"]) == ("waited", {"days": 34})
    assert waited["text"] == {
        "da": "Familien har ventet i 34 dage.",
        "en": "The family has waited for 34 days.",
    }


def test_a_run_keeps_the_fingerprint_of_what_it_decided_on(town: Town) -> None:
    first, second = town.runs(), town.runs()
    town.registers()
    third = town.runs()
    assert first["input_hash"] == second["input_hash"] != third["input_hash"]
    with town.look() as work:
        row = work.session.get_one(Run, third["id"])
        assert (row.input_hash, row.decided_by) == (third["input_hash"], MADS)
        assert row.programme_version == make.programme().version


def test_a_need_that_stands_is_not_proposed_for_again(town: Town) -> None:
    town.has_proposal()
    town.has_volunteer(uid("Anna"))
    assert town.runs()["proposals"] == town.runs()["unmatched"] == []


def test_an_open_proposal_takes_a_place(town: Town) -> None:
    town.has_proposal()
    town.hear(make.need_registered(uid("other")))
    [unmatched] = town.runs()["unmatched"]
    assert unmatched["need"] == uid("other")
    [blocked] = unmatched["blocked_by"]
    assert (blocked["code"], blocked["text"]["en"]) == (
        "no_room_left",
        "The volunteer has no room for more than 1 families.",
    )


def test_a_volunteer_with_room_for_two_meets_two(town: Town) -> None:
    town.has_volunteer(capacity=2)
    town.has_need()
    town.hear(make.need_registered(uid("second")), make.need_registered(uid("third")))
    run = town.runs()
    assert len(run["proposals"]) == 2
    assert [blocked["code"] for blocked in run["unmatched"][0]["blocked_by"]] == ["others_waited_longer"]


def test_what_is_in_the_way_is_said_with_row_and_smallest_change(town: Town) -> None:
    town.registers()
    town.vets(VIBEKE, *make.STEPS[:-1])
    town.has_need()
    [unmatched] = town.runs()["unmatched"]
    assert unmatched["nearest"] == VIBEKE
    [blocked] = unmatched["blocked_by"]
    assert (blocked["code"], blocked["row"]) == ("vetting_missing", "S0-22")
    assert blocked["would_change"]["da"] == "Gennemfør, og skriv udfald og dato: børneattest."


@pytest.mark.parametrize(
    "event",
    [
        make.need_withdrawn(),
        make.family_left(),
        make.consent_changed("withdrawn", sequence=3),
        make.consent_changed("granted", sequence=3, expires_on=TODAY - timedelta(days=1)),
    ],
    ids=lambda event: event.type,
)
def test_a_family_that_has_changed_its_mind_is_not_proposed_for(town: Town, event) -> None:
    town.has_volunteer()
    town.has_need()
    town.hear(event)
    assert town.runs()["proposals"] == []


def test_a_family_that_comes_back_with_a_new_need_is_proposed_for(town: Town) -> None:
    town.has_volunteer()
    town.has_need()
    town.hear(make.family_left(sequence=2), make.need_registered(uid("new"), sequence=9))
    assert [proposal["need"] for proposal in town.runs()["proposals"]] == [uid("new")]


def test_nobody_is_the_volunteer_of_their_own_family(town: Town) -> None:
    town.has_volunteer(AMAL)
    town.has_need()
    [unmatched] = town.runs()["unmatched"]
    assert [blocked["code"] for blocked in unmatched["blocked_by"]] == ["no_volunteers"]


def test_an_unknown_programme_is_refused(town: Town) -> None:
    with refused("unknown_programme"):
        town.runs(programme="unknown")


def a_second_one(first: Proposal, **other: object) -> Proposal:
    columns = {column.key: getattr(first, column.key) for column in Proposal.__table__.columns}
    return Proposal(**columns | {"id": uid("second")} | other)


def test_the_database_itself_refuses_a_second_proposal_for_a_need_or_a_place(town: Town) -> None:
    id = town.has_proposal()
    town.hear(make.need_registered(uid("other")))
    for other in ({"place": 2}, {"need_id": uid("other")}):
        with pytest.raises(IntegrityError), town.look() as work:
            work.session.add(a_second_one(work.session.get_one(Proposal, id), **other))
    with town.look() as work:
        work.session.add(a_second_one(work.session.get_one(Proposal, id), place=2, need_id=uid("other")))
