"""Which volunteers to look for: the few profiles that would unlock most waiting, best first.

Each profile is added to the best set place by place, as if the pool were solved again, until everybody it suits is
served; what is still waiting then decides the next. Deliberately not here: the words (`matching.domain.recruiting`).
"""

import json
from base64 import b64decode
from collections.abc import Mapping
from typing import Any

import numpy as np

from contracts.programmes import Programme, load
from matching.domain.recruiting import Gap
from matching.solving import snapshot
from matching.solving.augmenting import Served
from matching.solving.listing import codes, vocabulary
from matching.solving.optimum import Optimum, solve
from matching.solving.pairs import Possible, feasible
from matching.solving.pool import Pool
from matching.solving.profiles import Profiles, profiles, suits
from matching.solving.reading import read
from matching.solving.running import frame_of
from matching.solving.standing import NOBODY, Rows, capped

MOST = 20

Answer = dict[str, Any]


def gaps(pool: Pool, possible: Possible, best: Optimum) -> list[Answer]:
    """The profiles to look for, at most `MOST`."""
    programme = load()[pool.programme]
    served = Served(pool, possible, best)
    known = profiles(pool, np.array(served.waiting(), np.int64), pool.terms["reach_km"])
    weight = capped(pool).astype(np.int64) + 1
    found: list[Answer] = []
    while len(found) < MOST and (of := _heaviest(known, weight, served)) is not None:
        found.append(_gap(pool, programme, served, known.parts[of], known.need[known.profile == of]))
    return found


def _heaviest(known: Profiles, weight: Rows, served: Served) -> int | None:
    """The profile whose families have waited longest altogether; the first of those alike."""
    waits = served.seat[known.need] == NOBODY
    if not waits.any():
        return None
    return int(np.bincount(known.profile[waits], weights=weight[known.need[waits]]).argmax())


def _gap(pool: Pool, programme: Programme, served: Served, parts: Any, suited: Rows) -> Answer:
    families = suited[served.seat[suited] == NOBODY]
    first, places = _added(pool, served, parts, families)
    kind, area, language, slot = (
        vocabulary(pool, name)[part]
        for name, part in zip(("kinds", "areas", "languages", "slots"), parts.tolist(), strict=True)
    )
    waited = pool.needs.waited[families]
    gap = Gap(
        kind=kind,
        area=area,
        language=language,
        slot=slot,
        families=len(np.unique(pool.needs.families[families])),
        waited_long=len(np.unique(pool.needs.families[families][waited > pool.terms["long_wait"]])),
        volunteers_needed=places,
        topic=_topic(pool, families),
        source=_source(pool, programme, parts),
    )
    return {
        "profile": {"kind": kind, "area": area, "language": language, "slot": slot, "topic": gap.topic},
        "families": gap.families,
        "waited_long": gap.waited_long,
        "serves": {"families": 1, "waited": int(pool.needs.waited[first])},
        "volunteers_needed": places,
        "waiting_days_unlocked": int(waited.sum()),
        "source": gap.source,
        "text": gap.text(programme),
    }


def _added(pool: Pool, served: Served, parts: Any, families: Rows) -> tuple[int, int]:
    """Add places of this profile until these families are served: whom the first place serves, and how many it took."""
    new = served.volunteer(suits(pool, parts.tolist(), pool.terms["reach_km"]).tolist())
    first, places = served.add_place(new), 1
    while (served.seat[families] == NOBODY).any() and served.add_place(new) is not None:
        places += 1
    return (NOBODY if first is None else first), places


def _topic(pool: Pool, families: Rows) -> str | None:
    """What more than half of the families would like to talk about, if there is such a thing."""
    words = vocabulary(pool, "topics")
    asked = [code for mask in pool.needs.topics[families].tolist() for code in codes(mask, words)]
    often = max(sorted(set(asked)), key=asked.count, default=None)
    return often if often and 2 * asked.count(often) > len(families) > 1 else None


def _source(pool: Pool, programme: Programme, parts: Any) -> str | None:
    """Where most volunteers of this kind who speak this language came from, else of this kind; a source to try."""
    people, (kind, _, language, _) = pool.volunteers, parts.tolist()
    known = people.source >= 0
    for mask in (_has(people.kinds, kind) & _has(people.languages, language), _has(people.kinds, kind)):
        sources = people.source[known & mask]
        if len(sources):
            return str(vocabulary(pool, "sources")[int(np.bincount(sources).argmax())])
    return next(iter(programme.recruiting_sources), None)


def _has(masks: Any, word: int) -> Any:
    return (masks[:, word // 64] >> np.uint64(word % 64)) & np.uint64(1) == 1


def find(request: Mapping[str, Any]) -> bytes:
    """The profiles to look for in the pool that a run would have, asked for as a run is, as JSON."""
    pool = _pool(request)
    possible = feasible(pool)
    found = gaps(pool, possible, solve(pool, possible))
    return json.dumps({"gaps": found}, separators=(",", ":")).encode()


def _pool(request: Mapping[str, Any]) -> Pool:
    if "snapshot" in request:
        return snapshot.decode(snapshot.unpack(b64decode(request["snapshot"])))
    return read(request["database_url"], frame_of(request), request.get("organisations", ())).pool
