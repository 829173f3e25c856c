"""Nobody sees anything of a plan until the family says so, and then exactly what it says."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from enrollment.domain.seeing import FAMILY, Shown, actors, objection, seen
from tests.enrollment.make import OURS, PARTNER, programme

WORDS = ["kfum", "kolding", "coordinator", "school_or_daycare"]
words = st.frozensets(st.sampled_from(WORDS))


@st.composite
def plans(draw: st.DrawFn) -> list[Shown]:
    """A tree: each thing hangs under an earlier one or under nothing."""
    things: list[Shown] = []
    for number in range(draw(st.integers(0, 10))):
        under = draw(st.sampled_from([None, *(each.id for each in things)]))
        things.append(Shown(id=UUID(int=number), under=under, seen_by=draw(words)))
    return things


@given(plans())
def test_the_family_sees_everything(things: list[Shown]) -> None:
    assert seen(FAMILY, things) == {thing.id for thing in things}


@given(plans(), words)
def test_others_see_what_they_are_shown_and_only_with_all_above_it(things: list[Shown], eyes: frozenset[str]) -> None:
    known = {thing.id: thing for thing in things}
    visible = seen(eyes, things)
    for thing in things:
        above = known[thing.under].id in visible if thing.under is not None else True
        assert (thing.id in visible) == (bool(thing.seen_by & eyes) and above)


@given(plans())
def test_whom_nothing_is_shown_sees_nothing(things: list[Shown]) -> None:
    assert seen(frozenset(), things) == frozenset()
    assert seen(frozenset({"somebody_else"}), things) == frozenset()


@given(plans(), words, words)
def test_more_eyes_never_see_less(things: list[Shown], eyes: frozenset[str], more: frozenset[str]) -> None:
    assert seen(eyes, things) <= seen(eyes | more, things)


def test_a_family_shows_to_organisations_actors_and_who_coordinates() -> None:
    assert {OURS, PARTNER, "coordinator", "municipality"} <= actors(programme())
    assert objection(programme(), [OURS, "municipality"]) is None
    refused = objection(programme(), [OURS, "the_neighbour"])
    assert refused is not None
    assert (refused.code, refused.field, refused.because["actor"]) == ("unknown_actor", "seen_by", "the_neighbour")
