"""With a family go its plan, its bridges and its mandates, and every personal column of them says so."""

import pytest
from sqlalchemy import func, select

from chassis import lookups
from enrollment import actions
from enrollment.tables import Tables, bridges, mandates, plans
from tests.enrollment.actions.test_bridges import WORDS, approve, crossed, write
from tests.enrollment.actions.test_mandates import live
from tests.enrollment.actions.test_plans import effort, goal, guided
from tests.enrollment.actions.test_successes import hear, noted
from tests.enrollment.moves import put_in_place
from tests.enrollment.story import BIRGIT, Story

OURS = [
    table.__tablename__
    for module in (plans, bridges, mandates)
    for table in vars(module).values()
    if isinstance(table, type) and issubclass(table, Tables) and table.__module__ == module.__name__
]
# What the family writes or says itself, or what tells of its life; the rest is who did what when.
OF_THE_FAMILY = {
    "goals": {"title", "person", "reached_at"},
    "successes": {"word", "noted_on"},
    "efforts": {"actor", "body", "title", "begins_on", "ends_on"},
    "appointments": {"day", "part_of_day"},
    "bridges": {"wanted_by", "crossed_on", "landed"},
    "handover_notes": {"strengths", "what_helps", "child_says"},
    "mandates": {"body"},
    "mandate_uses": {"day"},
}


@pytest.fixture
def story(monkeypatch: pytest.MonkeyPatch) -> Story:
    """A family that takes part."""
    put_in_place(monkeypatch)
    story = Story()
    story.join()
    return story


def filled(story: Story) -> None:
    """Something in every table of plans, bridges and mandates."""
    guided(story)
    top = goal(story)
    sub = goal(story, "Gå til fodbold", under=top)
    hear(story, noted(story))
    mine = effort(story, goal=sub)
    story.do(actions.appoint, mine, on=story.rehearsal.clock.today(), part_of_day="day")
    bridge = crossed(story)
    approve(story, bridge, write(story, bridge, **WORDS)["edition"])
    story.do(actions.use_mandate, live(story), None, by=("coordinator", BIRGIT))


def rows(story: Story) -> dict[str, int]:
    with story.rehearsal.work() as work:
        tables = {name: Tables.metadata.tables[name] for name in OURS}
        return {
            name: work.session.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables.items()
        }


def test_forgetting_a_family_forgets_everything_of_its_plan_bridges_and_mandates(story: Story) -> None:
    filled(story)
    before = rows(story)
    assert len(before) == 13
    assert all(before.values()), before
    story.do(actions.leave, story.family, "completed")
    story.rehearsal.later(days=366)
    story.do(actions.forget, lookups.forget)
    assert set(rows(story).values()) == {0}


def test_a_family_that_left_keeps_its_plan_until_it_is_forgotten(story: Story) -> None:
    filled(story)
    before = rows(story)
    story.do(actions.leave, story.family, "completed")
    story.rehearsal.later(days=300)
    story.do(actions.forget, lookups.forget)
    assert rows(story) == before


@pytest.mark.parametrize("table", OF_THE_FAMILY)
def test_what_the_family_says_is_marked_with_how_long_it_is_kept_and_who_may_read_it(table: str) -> None:
    columns = Tables.metadata.tables[table].columns
    assert {name for name, column in columns.items() if column.info.get("personal")} == OF_THE_FAMILY[table]
    for name in OF_THE_FAMILY[table]:
        assert columns[name].info["retention"]
        assert columns[name].info["readers"]
