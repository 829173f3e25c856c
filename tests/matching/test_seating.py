"""The seating is the best there is: compared with every possible one."""

from collections.abc import Iterator, Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.domain.seating import seat

TABLES = "ABCD"
choices = st.lists(st.lists(st.sampled_from(TABLES), unique=True), max_size=6)
places = st.tuples(*[st.integers(0, 3)] * len(TABLES))

Choices = Mapping[int, Sequence[str]]
Places = Mapping[str, int]


def every_seating(choices: Choices, places: Places) -> Iterator[dict[int, str]]:
    """Every way to seat some of the guests."""

    def seated(guests: list[int], left: dict[str, int], so_far: dict[int, str]) -> Iterator[dict[int, str]]:
        if not guests:
            yield so_far
            return
        guest, *others = guests
        yield from seated(others, left, so_far)
        for table in choices[guest]:
            if left[table]:
                yield from seated(others, left | {table: left[table] - 1}, so_far | {guest: table})

    return seated(list(choices), dict(places), {})


def worth(choices: Choices, seating: Mapping[int, str]) -> tuple[list[bool], list[int]]:
    """Who is seated counts before where, and earlier guests before later ones."""
    seated = [guest in seating for guest in choices]
    where = [-list(choices[guest]).index(seating[guest]) for guest in choices if guest in seating]
    return seated, where


@given(choices, places)
@settings(max_examples=400, deadline=None)
def test_no_other_seating_is_better(wanted: list[list[str]], numbers: tuple[int, ...]) -> None:
    by_guest, by_table = dict(enumerate(wanted)), dict(zip(TABLES, numbers, strict=True))
    found = seat(by_guest, by_table)
    assert worth(by_guest, found) == max(worth(by_guest, each) for each in every_seating(by_guest, by_table))


@given(choices, places)
@settings(deadline=None)
def test_nobody_could_be_seated_besides(wanted: list[list[str]], numbers: tuple[int, ...]) -> None:
    by_guest, by_table = dict(enumerate(wanted)), dict(zip(TABLES, numbers, strict=True))
    most = max(len(each) for each in every_seating(by_guest, by_table))
    assert len(seat(by_guest, by_table)) == most


def test_others_move_along_to_make_room() -> None:
    assert seat({1: "AB", 2: "A"}, {"A": 1, "B": 1}) == {1: "B", 2: "A"}


def test_the_first_chooses_where_it_costs_nobody_a_seat() -> None:
    assert seat({1: "AB", 2: "AB"}, {"A": 1, "B": 1}) == {1: "A", 2: "B"}


def test_the_first_is_seated_when_there_is_room_for_one() -> None:
    assert seat({1: "A", 2: "A"}, {"A": 1}) == {1: "A"}


def test_a_long_chain_of_moves_is_found() -> None:
    length = 2000
    wanted = {guest: [guest, guest + 1] for guest in range(length)} | {length: [0]}
    found = seat(wanted, dict.fromkeys(range(length + 1), 1))
    assert len(found) == length + 1
    assert found[length] == 0
