"""A run from beginning to end, in a process of its own: read, find what is possible, solve, prove, explain.

The answer is JSON. The pool that was decided on comes with it, and its hash: given back, it is solved once more to the
same answer. Deliberately not here: what becomes of the answer; nothing is written.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from matching.domain import programmes
from matching.solving import snapshot
from matching.solving.beside import beside
from matching.solving.columns import Frame
from matching.solving.explaining import Explained, explain
from matching.solving.gathering import Gathered
from matching.solving.optimum import Optimum, solve
from matching.solving.pairs import Possible, keys, possible
from matching.solving.reading import read

Answer = dict[str, Any]
#: Fewer needs than this are looked at before a second process has begun; of more, it leaves us this share.
WORTH_A_PROCESS, OUR_SHARE = 20_000, 0.65


def run(request: Mapping[str, Any]) -> bytes:
    """The answer to a request, or to the request that had this `snapshot`."""
    return json.dumps(answer(request), separators=(",", ":")).encode()


def answer(request: Mapping[str, Any]) -> Answer:
    """The same, before it is written down."""
    if "snapshot" in request:
        return replay(request)
    gathered = read(request["database_url"], frame_of(request), request.get("organisations", ()))
    return decided(gathered)


def replay(request: Mapping[str, Any]) -> Answer:
    """Decide once more on a pool that was kept."""
    kept = snapshot.unpack(b64decode(request["snapshot"]))
    return decided(Gathered(pool=snapshot.decode(kept), left_out=snapshot.left_out(kept)))


def frame_of(request: Mapping[str, Any]) -> Frame:
    """What a request is about."""
    at = date.fromisoformat(request["at"])
    return Frame(programmes.named(request["programme"]), request["organisation"], at)


def found(gathered: Gathered) -> tuple[Possible, Answer]:
    """The possible pairs, and the pool as it is kept; another process finds some of the pairs and does the keeping."""
    pool, many = gathered.pool, len(gathered.pool.needs.ids)
    upto = int(OUR_SHARE * many)
    with beside(lambda: (keys(pool, upto, many), _kept(gathered)), many >= WORTH_A_PROCESS) as others:
        ours = keys(pool, 0, upto)
        theirs, kept = others()
    return possible(pool, np.concatenate([ours, theirs])), kept


def decided(gathered: Gathered) -> Answer:
    """The best proposals for a pool, proven, each with its reasons, and what is in the way of all other needs."""
    pool = gathered.pool
    possible, kept = found(gathered)
    best = solve(pool, possible)
    return told(gathered, kept, best, explain(pool, possible, best))


def told(gathered: Gathered, kept: Answer, best: Optimum, said: Explained) -> Answer:
    """All that is said of a run."""
    return {
        **kept,
        "figures": {**best.figures, "left_out": len(gathered.left_out)},
        "proposed": said.proposed,
        "unmatched": said.unmatched,
        "impossible_pins": said.impossible_pins,
        "left_out": [{each.side: each.id, "reason": each.reason} for each in gathered.left_out],
    }


def _kept(gathered: Gathered) -> Answer:
    encoded = snapshot.encode(gathered.pool, gathered.left_out)
    return {
        "hash": snapshot.fingerprint(encoded),
        "snapshot": b64encode(snapshot.pack(encoded)).decode(),
    }
