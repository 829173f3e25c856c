"""What a run's process sends back, in parcels small enough to be taken in between two other requests.

A parcel is its kind, its length and its bytes. `head` is what is said of the whole run, as JSON. Each `proposed` is a
list of pairs, as JSON, and each `unmatched` a list of needs, packed as it is kept; both go by the ids of the needs.
Each `snapshot` is a piece of the bytes that were decided on. Deliberately not here: what any of it means.
"""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from struct import Struct
from typing import Any
from uuid import UUID

import orjson

Found = Mapping[str, Any]
Parcels = Sequence[tuple[str, bytes]]
Kept = tuple[UUID | None, bytes]

HEAD, PROPOSED, UNMATCHED, SNAPSHOT = KINDS = ("head", "proposed", "unmatched", "snapshot")
CHANGED = "changed"
LABEL = Struct(">BQ")
PAIRS = 12
NEEDS = 200
PIECE = 262_144
FAST = 1  # most of the gain for a fraction of the time
HEADED = ("hash", "impossible_pins", "left_out")
#: There is somebody who fits; others have the places.
OTHERS_FIRST = frozenset({"others_waited_longer", "others_wait_too"})


def wrap(found: Found) -> bytes:
    """Everything a run found, in parcels."""
    return b"".join(LABEL.pack(KINDS.index(kind), len(body)) + body for kind, body in _parcels(found))


def unwrap(answer: bytes) -> Iterator[tuple[str, bytes]]:
    """The kind and the bytes of every parcel, in order."""
    at = 0
    while at < len(answer):
        kind, length = LABEL.unpack_from(answer, at)
        at += LABEL.size
        yield KINDS[kind], answer[at : at + length]
        at += length


def head(parcels: Parcels) -> dict[str, Any]:
    """What is said of the whole run."""
    said: dict[str, Any] = orjson.loads(parcels[0][1])
    return said


def lists(parcels: Parcels, kind: str) -> Iterator[list[dict[str, Any]]]:
    """The lists in the parcels of a kind."""
    return (orjson.loads(body) for one, body in parcels if one == kind)


def together(lists: Iterable[list[dict[str, Any]]], count: int) -> Iterator[list[dict[str, Any]]]:
    """So many lists at a time as one, for whoever looks up what is known of many at once."""
    left = iter(lists)
    while some := list(islice(left, count)):
        yield list(chain.from_iterable(some))


def packs(parcels: Parcels, kind: str) -> Iterator[list[dict[str, Any]]]:
    """The same of a kind that is packed."""
    return (unpack(body) for one, body in parcels if one == kind)


def bodies(parcels: Parcels, kind: str) -> Iterator[Kept]:
    """The parcels of a kind as they are kept, each with the last need that is in it."""
    for one, body in parcels:
        if one == kind:
            yield need_of(unpack(body)[-1]) if kind == UNMATCHED else None, body


def packed(needs: Sequence[Found]) -> Iterator[Kept]:
    """Needs as they are kept."""
    for some in cut(_in_order(needs), NEEDS):
        yield need_of(some[-1]), pack(some)


def pack(needs: Sequence[Found]) -> bytes:
    """Some needs as they are kept."""
    return zlib.compress(orjson.dumps(needs), FAST)


def unpack(kept: bytes) -> list[dict[str, Any]]:
    """Needs that were kept."""
    found: list[dict[str, Any]] = orjson.loads(zlib.decompress(kept))
    return found


def joined(pieces: Iterable[bytes]) -> str:
    """A snapshot again, as the run's process gave it."""
    return b64encode(b"".join(pieces)).decode()


def need_of(found: Found) -> UUID:
    """The need that a pair, or a reason for none, is about."""
    return UUID(found["need"])


def cut(whole: Any, size: int) -> Iterator[Any]:
    """Slices of at most this size."""
    for start in range(0, len(whole), size):
        yield whole[start : start + size]


def _parcels(found: Found) -> Iterator[tuple[str, bytes]]:
    yield HEAD, orjson.dumps({name: found[name] for name in HEADED} | {"figures": _figures(found)})
    for pairs in cut(_in_order(found["proposed"]), PAIRS):
        yield PROPOSED, orjson.dumps(pairs)
    for needs in cut(_in_order(found["unmatched"]), NEEDS):
        yield UNMATCHED, pack(needs)
    for piece in cut(b64decode(found["snapshot"]), PIECE):
        yield SNAPSHOT, piece


def _figures(found: Found) -> dict[str, Any]:
    unmatched = found["unmatched"]
    nobody = sum(OTHERS_FIRST.isdisjoint(why["code"] for why in each["blocked_by"]) for each in unmatched)
    return {**found["figures"], "proposed": len(found["proposed"]), "unmatched": len(unmatched), "nobody_fits": nobody}


def _in_order(found: Sequence[Found]) -> list[Found]:
    return sorted(found, key=lambda each: str(each["need"]).replace("-", ""))
