"""What is known of people goes when its time is over, and not before."""

from uuid import UUID

import pytest
from sqlalchemy import func, select

from chassis import lookups, tables
from enrollment import actions
from enrollment.tables import Tables
from tests.enrollment.make import AMAL
from tests.enrollment.story import BIRGIT, Story

OF_PEOPLE = ("contacts", "families", "members", "wishes", "consents", "needs", "matches")


def kept(story: Story) -> int:
    with story.rehearsal.work() as work:
        return sum(
            work.session.scalar(select(func.count()).select_from(Tables.metadata.tables[name])) or 0
            for name in OF_PEOPLE
        )


def test_a_request_that_nobody_followed_is_forgotten(story: Story) -> None:
    story.contact(story.postcard())
    forget_after(story, days=180)
    assert kept(story) == 1
    forget_after(story, days=1)
    assert kept(story) == 0


def test_a_family_that_never_joined_is_forgotten(story: Story) -> None:
    story.enrol()
    story.wish(AMAL)
    forget_after(story, days=181)
    assert kept(story) == 0


def test_a_family_that_left_is_forgotten_later(story: Story) -> None:
    story.join()
    story.consent(AMAL, "one_to_one")
    story.need()
    story.do(actions.leave, story.family, "moved_away")
    forget_after(story, days=364)
    assert kept(story) > 0
    forget_after(story, days=2)
    assert kept(story) == 0


def test_a_family_that_takes_part_is_not_forgotten(story: Story) -> None:
    story.join()
    before = kept(story)
    forget_after(story, days=3650)
    assert kept(story) == before


def test_who_looked_at_a_family_goes_with_it(story: Story) -> None:
    story.join()
    look_at(story, story.family)
    look_at(story, AMAL)
    with story.rehearsal.work() as work:
        assert len(lookups.about(work.session, [story.family, AMAL])) == 2
    story.do(actions.leave, story.family, reason="completed")
    forget_after(story, days=366)
    with story.rehearsal.work() as work:
        assert lookups.about(work.session, [story.family, AMAL]) == []


@pytest.mark.parametrize("table", ["contacts", "members"])
def test_every_personal_column_says_how_long_it_is_kept_and_who_may_read_it(table: str) -> None:
    personal = {"name", "email", "born", "language"} & set(Tables.metadata.tables[table].columns.keys())
    assert personal
    for name in personal:
        info = Tables.metadata.tables[table].columns[name].info
        assert info["personal"]
        assert info["retention"]
        assert info["readers"]


def forget_after(story: Story, *, days: int) -> None:
    story.rehearsal.later(days=days)
    story.do(actions.forget, lookups.forget)


def look_at(story: Story, id: UUID) -> None:
    with story.rehearsal.work() as work:
        who = {"organisation": "kfum", "roles": "coordinator", "subject": BIRGIT, "purpose": "follow_up"}
        what = {"resource": "families", "resource_id": id, "correlation_id": work.correlation_id}
        work.session.execute(tables.lookups.insert().values(id=work.new_id(), at=work.now, **who, **what))
