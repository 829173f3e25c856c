"""What a family is told of growing up: what it means, for whom, and that nothing ends by a birthday."""

from dataclasses import replace
from datetime import date, timedelta

from contracts.programmes import Programme
from contracts.programmes.parts.support import Track
from enrollment.domain.families import Family, Kind, Member
from enrollment.domain.joining import end, missing
from enrollment.domain.notices import Notice, notices
from tests.enrollment.make import AMAL, BABY, SARA, TODAY, child, consent, family, guardian, programme

EIGHTEEN = date(2034, 3, 12)  # Sara's


def seen(family: Family, on: date, terms: Programme | None = None) -> list[tuple[str, object]]:
    return [(each.code, each.person) for each in notices(terms or programme(), family, on, None)]


def test_a_grown_up_sibling_is_told_of_while_the_family_goes_on() -> None:
    both = family(guardian(AMAL), child(SARA), child(BABY, born=date(2024, 1, 1)))
    assert seen(both, EIGHTEEN - timedelta(days=1)) == []
    assert seen(both, EIGHTEEN) == [("grown_up", SARA)]
    assert seen(both, EIGHTEEN + timedelta(days=365)) == [("grown_up", SARA)]


def test_when_the_last_child_has_grown_up_a_goodbye_is_offered() -> None:
    found = notices(programme(), family(guardian(AMAL), child(SARA)), EIGHTEEN, None)
    offered = EIGHTEEN - timedelta(days=1) + timedelta(days=programme().goodbye.within_days)
    assert [(each.code, each.goodbye_by, each.must_end_by) for each in found] == [
        ("grown_up", None, None),
        ("outgrown", offered, None),
    ]


def test_a_birthday_puts_nobody_out() -> None:
    small = family(guardian(AMAL), child(SARA), yes=[AMAL, SARA], consents=[consent(AMAL)])
    assert missing(programme(), small, EIGHTEEN) == ()
    assert end(missing(programme(), small, EIGHTEEN + timedelta(days=1000))) is None


def test_the_programmes_own_band_counts_where_it_has_one() -> None:
    to_eleven = replace(programme(), tracks={"club": band(11, "child")})
    small = family(guardian(AMAL), child(SARA))
    assert seen(small, date(2028, 3, 11), to_eleven) == []
    assert seen(small, date(2028, 3, 12), to_eleven) == [("outgrown", None)]


def test_a_young_person_keeps_a_programme_for_young_people_open() -> None:
    young = replace(programme(), tracks={"coach": band(25, "young_person")})
    alone = family(Member(person=AMAL, kind=Kind.YOUNG_PERSON, born=date(2004, 3, 2)))
    assert seen(alone, date(2030, 3, 1), young) == []
    assert seen(alone, date(2030, 3, 2), young) == [("outgrown", None)]


def test_who_has_moved_away_is_told_until_when() -> None:
    day = TODAY + timedelta(days=60)
    (notice,) = notices(programme(), family(), TODAY, day)
    assert notice == Notice(code="moved_out", row=programme().row_of("target_group.lives_in"), must_end_by=day)


def band(at_most: int, kind: str) -> Track:
    track = programme().tracks["togetherness"]
    return replace(track, ages={kind: replace(track.ages["child"], at_most=at_most)})
