"""What another version would mean for one family, for those in running matches, and for what is promised."""

from dataclasses import replace
from datetime import date

import pytest

from contracts.programmes import Programme, read_text
from enrollment.domain.effects import Standing, effects, falls_away, kinds_touched, rhythms_touched
from enrollment.domain.eligibility import Person, Picture, Stay
from enrollment.domain.families import Family
from tests.enrollment.make import AMAL, AREA, JONAS, MUNICIPALITY, OURS, PROGRAMME, SARA, TODAY, consent, family, joined
from tests.enrollment.terms import CHILD_SAYS_FROM, RELEASED, reworded

HERE = read_text(PROGRAMME, RELEASED)
GUARDIANS = ('guardians: {value: both, row: S0-17, note: "The row says the family; every guardian of it is asked."}',)
REQUIRED = (
    "receivers: {value: [organisation], row: S0-24}\n    categories: {value: [contact_details, meetings], row: S0-24}\n"
    "    required_to_join: {value: false"
)


def version(*changes: tuple[str, str]) -> Programme:
    return read_text(PROGRAMME, reworded(*changes, version="2.0.0"))


def standing(of: Family | None = None, **known: object) -> Standing:
    here = of or joined()
    people = tuple(Person(kind=each.kind.value, born=each.born) for each in here.members)
    picture = Picture(people=people, area=AREA, municipality=MUNICIPALITY)
    return replace(Standing(family=here, picture=picture), **known)  # type: ignore[arg-type]


def codes(becomes: Programme, of: Standing | None = None, was: Programme = HERE) -> tuple[str, ...]:
    (found,) = effects(was, becomes, [of or standing()], TODAY)
    return found


def test_a_version_in_the_same_words_means_nothing_for_anybody() -> None:
    assert codes(version()) == ()
    assert codes(version(), standing(family())) == ()
    assert kinds_touched(HERE, version()) == frozenset()
    assert rhythms_touched(HERE, version()) == 0


def test_a_child_who_comes_to_be_asked_is_newly_asked() -> None:
    was = version((CHILD_SAYS_FROM, "child_says_from: {value: 12"))
    silent = standing(family(yes=(AMAL, JONAS), consents=(consent(AMAL), consent(JONAS))))
    assert codes(HERE, silent, was) == ("newly_asked", "wish_missing")
    assert codes(HERE, standing(), was) == ("newly_asked",)


def test_a_child_who_need_not_be_asked_is_asked_no_longer() -> None:
    becomes = version((CHILD_SAYS_FROM, "child_says_from: {value: 12"))
    assert codes(becomes) == ("no_longer_asked",)


def test_the_second_guardian_is_asked_once_one_is_not_enough() -> None:
    was = version((GUARDIANS[0], "guardians: {value: one, row: S0-17}"))
    one = standing(family(yes=(AMAL, SARA), consents=(consent(AMAL),)))
    assert codes(HERE, one, was) == ("consent_missing", "newly_asked", "wish_missing")
    assert codes(was, one, HERE) == ("no_longer_asked",)


def test_a_consent_that_becomes_a_condition_is_missing() -> None:
    becomes = version((REQUIRED, REQUIRED.replace("false", "true")))
    assert codes(becomes) == ("consent_missing",)
    given = (*joined().consents, consent(AMAL, "messages"), consent(JONAS, "messages"))
    assert codes(becomes, standing(replace(joined(), consents=given))) == ()


def test_a_consent_to_a_purpose_or_a_receiver_that_is_gone_falls_away() -> None:
    given = (*joined().consents, consent(AMAL, "evaluation", "kolding"))
    here = standing(replace(joined(), consents=given))
    assert codes(version(("partners: {value: [kolding]", "partners: {value: []")), here) == ("consent_falls_away",)
    assert codes(version(("\n  evaluation:\n", "\n  research:\n")), here) == ("consent_falls_away",)
    assert falls_away(HERE, "evaluation", "somebody")
    assert not falls_away(HERE, "evaluation", OURS)


def test_a_consent_that_was_taken_back_cannot_fall_away() -> None:
    over = (*joined().consents, consent(AMAL, "evaluation", "kolding", withdrawn_on=date(2026, 2, 1)))
    here = standing(replace(joined(), consents=over))
    assert codes(version(("partners: {value: [kolding]", "partners: {value: []")), here) == ()


def test_an_area_that_is_gone_takes_its_families_tracks_along() -> None:
    assert codes(version(("\n  kolding_one:", "\n  kolding_three:"))) == ("area_falls_away", "track_falls_away")
    elsewhere = standing(picture=replace(standing().picture, area="kolding_two"))
    assert codes(version(("\n  kolding_one:", "\n  kolding_three:")), elsewhere) == ()


def test_a_narrower_band_closes_a_track_to_those_outside_it() -> None:
    narrower = version(("at_most: {value: 17, row: S0-19", "at_most: {value: 6, row: S0-19"))
    assert codes(narrower) == ("track_falls_away",)


def test_a_track_one_takes_part_in_falls_away_though_it_was_closed_to_others() -> None:
    gone = version(("tracks:\n  togetherness:", "tracks:\n  company:"), ("{value: togetherness,", "{value: company,"))
    old = Picture(people=(), area=AREA, municipality=MUNICIPALITY, stays=(Stay(track="togetherness", since=TODAY),))
    assert codes(gone, standing(picture=old)) == ("track_falls_away",)


def test_a_running_need_of_a_kind_that_is_gone_falls_away() -> None:
    gone = version(("needs:\n  network_person:", "needs:\n  companion:"))
    assert codes(gone, standing(needs=("network_person",))) == ("need_falls_away",)
    assert codes(gone) == ()


def test_a_need_that_comes_to_wait_for_another_consent_lacks_it_until_it_is_given() -> None:
    other = version(("consent: {value: one_to_one, row: S0-24}", "consent: {value: messages, row: S0-24}"))
    assert codes(other, standing(needs=("network_person",))) == ("need_without_consent",)
    given = replace(joined(), consents=(*joined().consents, consent(AMAL, "messages")))
    assert codes(other, standing(given, needs=("network_person",))) == ()


@pytest.mark.parametrize("mandate", [("spokesperson", "school"), ("interpreter", "school")])
def test_a_mandate_for_what_is_gone_falls_away(mandate: tuple[str, str]) -> None:
    fewer = version(
        ("bodies: {value: [school, daycare, job_centre, family_department], row", "bodies: {value: [daycare], row")
    )
    assert codes(fewer, standing(mandates=(mandate,))) == ("mandate_falls_away",)
    assert codes(fewer, standing(mandates=(("spokesperson", "daycare"),))) == ()


def test_each_family_of_several_gets_its_own_answer() -> None:
    elsewhere = standing(picture=replace(standing().picture, area="kolding_two"))
    gone = version(("\n  kolding_one:", "\n  kolding_three:"))
    found = list(effects(HERE, gone, [elsewhere, standing(), elsewhere], TODAY))
    assert found == [(), ("area_falls_away", "track_falls_away"), ()]


@pytest.mark.parametrize(
    "change",
    [
        ("certificate_years: {value: 3", "certificate_years: {value: 2"),
        ("check_in_days: {value: [30, 91, 182]", "check_in_days: {value: [30]"),
        ("needs:\n  network_person:", "needs:\n  companion:"),
        ("consent: {value: one_to_one, row: S0-24}", "consent: {value: messages, row: S0-24}"),
        ("volunteers: {value: [network_person], row", "volunteers: {value: [helper], row"),
        (
            "with_children: {value: true, row: S0-19}\n    employed",
            "with_children: {value: false, row: S0-19}\n    employed",
        ),
    ],
)
def test_volunteers_are_concerned_by_need_vetting_matching_and_consent(change: tuple[str, str]) -> None:
    assert kinds_touched(HERE, version(change)) == {"network_person"}


def test_volunteers_are_not_concerned_by_what_a_need_is_called() -> None:
    assert kinds_touched(HERE, version(("En frivillig ved familiens side", "En ven af familien"))) == frozenset()


def test_a_rhythm_counts_once_in_each_area_it_was_promised_in() -> None:
    assert rhythms_touched(HERE, version(("every: {value: two_weeks", "every: {value: month"))) == 2
    assert rhythms_touched(HERE, version(("\n  shared_meals:", "\n  suppers:"))) == 2
    assert rhythms_touched(HERE, version(("\n  kolding_one:", "\n  kolding_three:"))) == len(HERE.rhythms)
    assert rhythms_touched(HERE, version(("Vi spiser sammen hver anden uge", "Vi spiser sammen tit"))) == 0
