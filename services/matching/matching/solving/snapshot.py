"""What a run decided on, as bytes: the same pool is always the same bytes, on every machine and however it was loaded.

Whatever a run takes from its programme stands among the terms, so that a later programme changes nothing. A pool's rows
stand in the order of their ids, so the order of loading does not show. First comes the length of a header in JSON, then
the header, then the columns it names, one after the other. Deliberately not here: where it is kept.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from hashlib import sha256
from struct import Struct
from typing import Any

import numpy as np

from matching.solving.lines import LeftOut
from matching.solving.pool import Needs, Pairs, Pool, Volunteers

LENGTH = Struct("<Q")
#: Ids hardly compress, and the rest does so at once.
FAST = 1
ROWS = {"needs": Needs, "volunteers": Volunteers}
SAID = ("programme", "version", "organisation")


def encode(pool: Pool, left_out: Iterable[LeftOut] = ()) -> bytes:
    """The pool and who is not in it as bytes, not yet compressed."""
    columns = list(_columns(pool))
    header = {
        **{name: getattr(pool, name) for name in SAID},
        "at": pool.at.isoformat(),
        "vocabularies": {name: list(words) for name, words in pool.vocabularies.items()},
        "terms": pool.terms,
        "left_out": [[each.side, each.id, each.reason] for each in left_out],
        "columns": [[*name, column.dtype.str, column.shape] for name, column in columns],
    }
    said = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    return b"".join([LENGTH.pack(len(said)), said, *(column.tobytes() for _, column in columns)])


def decode(encoded: bytes) -> Pool:
    """The pool that became these bytes."""
    header, at = _header(encoded)
    found: dict[str, dict[str, Any]] = {}
    for part, name, kind, shape in header["columns"]:
        column = np.frombuffer(encoded, kind, int(np.prod(shape)), at).reshape(shape)
        found.setdefault(part, {})[name] = column
        at += column.nbytes
    return Pool(
        **{name: header[name] for name in SAID},
        at=date.fromisoformat(header["at"]),
        needs=Needs(**found["needs"]),
        volunteers=Volunteers(**found["volunteers"]),
        vocabularies={name: tuple(words) for name, words in header["vocabularies"].items()},
        named={part.removeprefix("pairs "): Pairs(**rows) for part, rows in found.items() if part not in ROWS},
        terms=header["terms"],
    )


def left_out(encoded: bytes) -> tuple[LeftOut, ...]:
    """Who could not take part in what became these bytes, and why."""
    header, _ = _header(encoded)
    return tuple(LeftOut(side=side, id=id, reason=reason) for side, id, reason in header["left_out"])


def fingerprint(encoded: bytes) -> str:
    """The SHA-256 of the pool, as 64 hexadecimal letters."""
    return sha256(encoded).hexdigest()


def pack(encoded: bytes) -> bytes:
    """The bytes as they are kept."""
    return zlib.compress(encoded, FAST)


def unpack(kept: bytes) -> bytes:
    """The bytes again."""
    return zlib.decompress(kept)


def _header(encoded: bytes) -> tuple[Any, int]:
    """The header, and where the columns begin."""
    [length] = LENGTH.unpack_from(encoded)
    begins = LENGTH.size + length
    return json.loads(encoded[LENGTH.size : begins]), begins


def _columns(pool: Pool) -> Iterator[tuple[tuple[str, str], Any]]:
    rows: dict[str, Any] = {"needs": pool.needs, "volunteers": pool.volunteers}
    rows |= {f"pairs {name}": pairs for name, pairs in sorted(pool.named.items())}
    for part, columns in rows.items():
        for field in fields(columns):
            column = np.ascontiguousarray(getattr(columns, field.name))
            yield (part, field.name), column.astype(column.dtype.newbyteorder("<"), copy=False)
