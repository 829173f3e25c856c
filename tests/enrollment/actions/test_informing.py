"""The information phase keeps nobody's identity, and a code only as its digest."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from contracts.programmes import load
from contracts.refusals import Refused
from enrollment import actions
from enrollment.tables import Information, ProgrammeInForce
from tests.enrollment.make import PARTNER, PROGRAMME
from tests.enrollment.story import PIA, TELLING, Story

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
