"""Parcels: what goes in comes out, in an order that does not depend on how it was found."""

import json
from base64 import b64encode
from random import Random
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from matching.domain import parcels

ids = st.lists(st.uuids(), unique=True, max_size=500)


def found(proposed: list[UUID], unmatched: list[UUID], snapshot: bytes = b"facts") -> dict[str, Any]:
    return {
        "hash": "f" * 64,
        "figures": {"needs": len(proposed) + len(unmatched)},
        "impossible_pins": [],
        "left_out": [],
        "proposed": [{"need": str(need), "volunteer": str(need), "reasons": []} for need in proposed],
        "unmatched": [{"need": str(need), "blocked_by": [{"code": "own_family", "figures": {}}]} for need in unmatched],
        "snapshot": b64encode(snapshot).decode(),
    }


@given(ids, ids, st.binary(max_size=2 * parcels.PIECE))
def test_everything_arrives_once_and_by_the_ids_of_the_needs(a: list[UUID], b: list[UUID], snapshot: bytes) -> None:
    arrived = list(parcels.unwrap(parcels.wrap(found(a, b, snapshot))))
    proposed = [each for some in parcels.lists(arrived, parcels.PROPOSED) for each in some]
    unmatched = [each for some in parcels.packs(arrived, parcels.UNMATCHED) for each in some]
    assert [parcels.need_of(each) for each in proposed] == sorted(a)
    assert [parcels.need_of(each) for each in unmatched] == sorted(b)
    assert parcels.joined(body for _, body in parcels.bodies(arrived, parcels.SNAPSHOT)) == b64encode(snapshot).decode()


@given(ids, st.randoms(use_true_random=False))
def test_the_order_in_which_it_was_found_does_not_show(needs: list[UUID], chance: Random) -> None:
    shuffled = list(needs)
    chance.shuffle(shuffled)
    assert parcels.wrap(found(shuffled, needs)) == parcels.wrap(found(needs, shuffled))


@given(ids)
def test_no_parcel_keeps_anybody_waiting(needs: list[UUID]) -> None:
    arrived = list(parcels.unwrap(parcels.wrap(found(needs, needs, b"x" * 3 * parcels.PIECE))))
    assert all(len(some) <= parcels.PAIRS for some in parcels.lists(arrived, parcels.PROPOSED))
    assert all(len(some) <= parcels.NEEDS for some in parcels.packs(arrived, parcels.UNMATCHED))
    assert all(len(body) <= parcels.PIECE for kind, body in arrived if kind == parcels.SNAPSHOT)


@given(ids)
def test_each_piece_that_is_kept_says_which_need_is_its_last(needs: list[UUID]) -> None:
    arrived = list(parcels.unwrap(parcels.wrap(found([], needs))))
    lasts = [last for last, _ in parcels.bodies(arrived, parcels.UNMATCHED)]
    assert lasts == [last for last, _ in parcels.packed(found([], needs)["unmatched"])]
    assert lasts[-1:] == sorted(needs)[-1:]


def test_the_figures_count_what_was_found_and_whom_nobody_fits() -> None:
    asked = found([UUID(int=1)], [UUID(int=2), UUID(int=3)])
    asked["unmatched"][0]["blocked_by"] = [{"code": "others_waited_longer", "figures": {}}]
    head = parcels.head(list(parcels.unwrap(parcels.wrap(asked))))
    assert head["figures"] == {"needs": 3, "proposed": 1, "unmatched": 2, "nobody_fits": 1}
    assert json.dumps(head)
