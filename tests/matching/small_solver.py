"""A run over a small pool, in the shape the service expects: reads the database, decides, answers in parcels."""

import json
from base64 import b64decode, b64encode
from datetime import date
from types import SimpleNamespace
from typing import Any, cast
from zlib import compress, decompress

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from chassis.companions import Aside
from chassis.work import Work
from matching.actions.knowing import needs_known, volunteers_known
from matching.domain import parcels, programmes
from matching.domain.proposing import Proposals, propose
from matching.domain.snapshot import fingerprint
from matching.queries import needs, volunteers

HERE = Aside(function="tests.matching.small_solver:run", reads_database=True)


def run(asked: dict[str, Any]) -> bytes:
    """Decide on what the database says, or on a snapshot of what it said."""
    if "snapshot" in asked:
        return parcels.wrap({**json.loads(decompress(b64decode(asked["snapshot"]))), "snapshot": asked["snapshot"]})
    engine = create_engine(asked["database_url"])
    with Session(engine) as session:
        found = _found(session, asked["programme"], date.fromisoformat(asked["at"]))
    engine.dispose()
    return parcels.wrap({**found, "snapshot": b64encode(compress(json.dumps(found).encode())).decode()})


def _found(session: Session, programme: str, at: date) -> dict[str, Any]:
    rules, work = programmes.named(programme), cast(Work, SimpleNamespace(session=session, today=at))
    waiting = needs_known(work, needs.waiting(session, programme))
    offered = volunteers_known(work, volunteers.present(session, programme))
    return {
        "hash": fingerprint(rules, waiting, offered, at),
        "figures": {"needs": len(waiting), "volunteers": len(offered)},
        "impossible_pins": [],
        "left_out": [],
        **_said(propose(rules, waiting, offered, at)),
    }


def _said(found: Proposals) -> dict[str, Any]:
    return {
        "proposed": [
            {
                "need": str(each.need.id),
                "volunteer": str(each.volunteer.id),
                "reasons": [{"code": one.code, "figures": dict(one.figures)} for one in each.reasons],
                "pinned": False,
            }
            for each in found.proposed
        ],
        "unmatched": [
            {
                "need": str(each.need.id),
                "nearest": each.nearest and str(each.nearest),
                "blocked_by": [{"code": one.code, "figures": dict(one.figures)} for one in each.blocked_by],
            }
            for each in found.unmatched
        ],
    }
