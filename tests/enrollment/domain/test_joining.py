"""A family takes part when everybody whose own word is asked for has given it, and not before. # S0-17"""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.consents import Consent
from enrollment.domain.families import Answer, Family
from enrollment.domain.joining import Missing, end, missing
from tests.enrollment.make import AMAL, BABY, JONAS, SARA, TODAY, child, consent, family, guardian, joined, programme

PEOPLE = (AMAL, JONAS, SARA)


def said(gaps: tuple[Missing, ...]) -> set[tuple[str, UUID | None]]:
    return {(gap.code, gap.person) for gap in gaps}


def test_of_a_new_family_everything_is_missing() -> None:
    assert said(missing(programme(), family(), TODAY)) == {
        ("wish_missing", AMAL),
        ("wish_missing", JONAS),
        ("wish_missing", SARA),
        ("consent_missing", AMAL),
        ("consent_missing", JONAS),
    }


def test_nothing_is_missing_when_everybody_has_said_yes() -> None:
    assert missing(programme(), joined(), TODAY) == ()


@pytest.mark.parametrize("silent", PEOPLE)
def test_each_single_wish_counts(silent: UUID) -> None:
    all_but_one = family(yes=set(PEOPLE) - {silent}, consents=joined().consents)
    assert said(missing(programme(), all_but_one, TODAY)) == {("wish_missing", silent)}


@pytest.mark.parametrize("refusing", PEOPLE)
def test_a_no_is_a_no_from_anybody_who_is_asked(refusing: UUID) -> None:
    against = family(yes=set(PEOPLE) - {refusing}, no=[refusing], consents=joined().consents)
    assert said(missing(programme(), against, TODAY)) == {("wish_is_no", refusing)}


def test_a_child_too_young_to_be_asked_is_not_waited_for() -> None:
    baby = child(BABY, born=date(2024, 8, 1))
    small = family(guardian(AMAL), baby, yes=[AMAL], consents=[consent(AMAL)])
    assert missing(programme(), small, TODAY) == ()


def test_where_one_guardian_is_enough_one_yes_and_one_consent_are() -> None:
    one = family(yes=[AMAL, SARA], consents=[consent(AMAL)])
    assert missing(programme(guardians="one"), one, TODAY) == ()
    assert said(missing(programme(guardians="both"), one, TODAY)) == {
        ("wish_missing", JONAS),
        ("consent_missing", JONAS),
    }


def test_one_guardian_is_never_enough_against_the_no_of_another() -> None:
    divided = family(yes=[AMAL, SARA], no=[JONAS], consents=[consent(AMAL)])
    assert said(missing(programme(guardians="one"), divided, TODAY)) == {("wish_is_no", JONAS)}


def test_a_consent_to_somebody_else_is_not_the_one_that_is_asked_for() -> None:
    elsewhere = family(yes=PEOPLE, consents=[consent(AMAL), consent(JONAS, receiver="kolding")])
    assert said(missing(programme(), elsewhere, TODAY)) == {("consent_missing", JONAS)}


def test_every_reason_cites_the_row_that_asks() -> None:
    rows = {gap.code: gap.row for gap in missing(programme(), family(), TODAY)}
    assert set(rows.values()) == {"S0-17"}


def test_silence_ends_nothing() -> None:
    older = date(2029, 1, 1)
    baby = child(BABY, born=date(2020, 6, 1))
    grown = family(guardian(AMAL), baby, yes=[AMAL], consents=[consent(AMAL)])
    assert missing(programme(), grown, TODAY) == ()
    assert said(missing(programme(), grown, older)) == {("wish_missing", BABY)}
    assert end(missing(programme(), grown, older)) is None


def test_a_no_ends_it_and_says_so() -> None:
    assert end(missing(programme(), family(yes=[AMAL, JONAS], no=[SARA]), TODAY)) == "wish_withdrawn"


def test_a_lost_consent_ends_it_and_says_so() -> None:
    lost = family(yes=PEOPLE, consents=[consent(AMAL), consent(JONAS, withdrawn_on=TODAY)])
    assert end(missing(programme(), lost, TODAY), "participation") == "consent_withdrawn"
    for before in (None, "messages"):  # what ended before it was asked for
        assert end(missing(programme(), lost, TODAY), before) is None


answers = st.sampled_from([None, Answer.YES, Answer.NO])


@given(
    rule=st.sampled_from(["both", "one"]),
    said=st.fixed_dictionaries(dict.fromkeys(PEOPLE, answers)),
    consenting=st.sets(st.sampled_from([AMAL, JONAS])),
)
def test_no_family_ever_takes_part_without_its_own_wish(
    rule: str, said: dict[UUID, Answer | None], consenting: set[UUID]
) -> None:
    consents: list[Consent] = [consent(person) for person in consenting]
    wishes = {person: answer for person, answer in said.items() if answer}
    asked = Family(members=family().members, wishes=wishes, consents=tuple(consents))
    complete = not missing(programme(guardians=rule), asked, TODAY)
    guardians = [said[person] for person in (AMAL, JONAS)]
    enough = all if rule == "both" else any
    assert complete == (
        enough(answer == Answer.YES for answer in guardians)
        and Answer.NO not in guardians
        and said[SARA] == Answer.YES
        and enough(person in consenting for person in (AMAL, JONAS))
    )
