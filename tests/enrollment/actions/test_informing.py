"""The information phase keeps nobody's identity, and a code only as its digest."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from chassis.testing import caller
from contracts.programmes import load
from contracts.refusals import Refused
from enrollment import actions
from enrollment.tables import Information, ProgrammeInForce
from tests.enrollment.make import AMAL, OURS, PARTNER, PROGRAMME
from tests.enrollment.story import BIRGIT, PIA, TELLING, Story

IDENTIFYING = {"name", "email", "phone", "address", "born", "person", "child", "guardian", "family", "note"}


def test_the_table_of_the_information_phase_has_no_place_for_who_was_told() -> None:
    assert not {column.name for column in Information.__table__.columns} & IDENTIFYING


def test_who_told_whom_is_known_only_of_the_professional(story: Story) -> None:
    story.postcard()
    with story.rehearsal.work() as work:
        row = work.session.scalars(select(Information)).one()
        assert (row.professional, row.professional_organisation) == (PIA, PARTNER)
    assert story.told()[1:] == []


def test_the_code_of_a_postcard_lasts_as_long_as_the_programme_says(story: Story) -> None:
    given = story.do(actions.inform, by=("professional", PIA), **TELLING)
    days = load()[PROGRAMME].information_phase.postcard_days
    assert given["expires_on"] == story.rehearsal.clock.today() + timedelta(days=days)


def test_the_code_is_not_in_the_database(story: Story) -> None:
    code = story.postcard()
    with story.rehearsal.work() as work:
        row = work.session.scalars(select(Information)).one()
        kept = " ".join(str(getattr(row, column.name)) for column in Information.__table__.columns)
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_two_codes_differ(story: Story) -> None:
    assert story.postcard() != story.postcard()


def test_without_a_postcard_there_is_no_code(story: Story) -> None:
    told = story.do(actions.inform, by=("professional", PIA), **TELLING | {"handed": "none"})
    assert (told["code"], told["expires_on"]) == (None, None)


@pytest.mark.parametrize(
    ("changes", "code"), [({"programme": "unheard_of"}, "unknown_programme"), ({"area": "elsewhere"}, "unknown_area")]
)
def test_one_tells_of_a_programme_in_force_in_one_of_its_areas(story: Story, changes: dict, code: str) -> None:
    with pytest.raises(Refused) as refused:
        story.do(actions.inform, by=("professional", PIA), **TELLING | changes)
    assert refused.value.code == code


def test_a_programme_that_was_never_put_in_force_cannot_be_told_of(story: Story) -> None:
    with story.rehearsal.work() as work:
        work.session.delete(work.session.get_one(ProgrammeInForce, (PROGRAMME, load()[PROGRAMME].version)))
    with pytest.raises(Refused) as refused:
        story.do(actions.inform, by=("professional", PIA), **TELLING)
    assert refused.value.code == "unknown_programme"


def test_a_code_is_revoked_by_who_handed_it_out_or_by_the_coordinator(story: Story) -> None:
    for by in (("professional", PIA), ("coordinator", BIRGIT)):
        given = story.do(actions.inform, by=("professional", PIA), **TELLING)
        story.do(actions.revoke_code, given["id"], by=by)
        with pytest.raises(Refused) as refused:
            story.contact(given["code"])
        assert refused.value.code == "code_not_valid"


@pytest.mark.parametrize(
    ("role", "organisation", "person"),
    [("professional", PARTNER, AMAL), ("coordinator", PARTNER, AMAL), ("professional", OURS, PIA)],
)
def test_to_others_a_code_that_was_handed_out_does_not_exist(
    story: Story, role: str, organisation: str, person: UUID
) -> None:
    given = story.do(actions.inform, by=("professional", PIA), **TELLING)
    other = caller(role, organisation=organisation, subject=person)
    with pytest.raises(Refused) as refused, story.rehearsal.work(other) as work:
        actions.revoke_code(work, given["id"])
    assert refused.value.code == "not_found"


def test_what_was_told_without_handing_over_has_no_code_to_revoke(story: Story) -> None:
    given = story.do(actions.inform, by=("professional", PIA), **TELLING | {"handed": "none"})
    with pytest.raises(Refused):
        story.do(actions.revoke_code, given["id"], by=("professional", PIA))


def test_who_told_sees_what_was_handed_out_and_not_what_the_family_did_with_it(story: Story) -> None:
    handed = story.do(actions.inform, by=("professional", PIA), **TELLING)
    before = own(story)
    story.contact(handed["code"])
    assert own(story) == before
    assert [each["state"] for each in before] == ["handed_out"]
    story.rehearsal.later(days=91)
    assert [each["state"] for each in own(story)] == ["over"]
    story.do(actions.revoke_code, handed["id"], by=("professional", PIA))
    assert [each["state"] for each in own(story)] == ["revoked"]


def test_everybody_sees_only_their_own(story: Story) -> None:
    story.postcard()
    assert own(story, by=AMAL) == []


def test_counts_by_state_say_nothing_of_one_family(story: Story) -> None:
    codes = [story.postcard() for _ in range(7)]
    story.do(actions.inform, by=("professional", PIA), **TELLING | {"handed": "none"})
    seen = []
    for code in codes:
        story.contact(code)
        seen.append(counts(story)["used_at_least"])
    assert seen == [0, 0, 0, 0, 5, 5, 5]
    handed = next(each["id"] for each in own(story) if each["handed"] == "postcard")
    story.do(actions.revoke_code, handed, by=("professional", PIA))
    story.rehearsal.later(days=91)
    told = counts(story)
    assert [told[state] for state in ("told", "handed_out", "revoked", "over")] == [8, 7, 1, 6]


def own(story: Story, by: UUID = PIA) -> list[Any]:
    return list(story.do(actions.own_informations, by=("professional", by), after=None, limit=50))


def counts(story: Story) -> Any:
    (told,) = story.do(actions.information_counts, by=("professional", PIA))["items"]
    return told
