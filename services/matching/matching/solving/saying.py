"""Why each pair of a best set is proposed: the reasons of the domain (`matching.domain.reasons`), for whole columns.

Tests hold the two to the same codes and figures. Deliberately not here: the words, and why others are not proposed.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from math import isqrt
from typing import Any

import numpy as np

from matching.domain.blocking import listed
from matching.solving.listing import Reason, counted, per_value, reason, vocabulary
from matching.solving.pairs import BIT, OVERRIDABLE, squared_metres, violations
from matching.solving.pool import Numbers, Pool

Column = list[Reason | None]


def reasons(pool: Pool, needs: Numbers, volunteers: Numbers) -> list[list[Reason]]:
    """Everything that speaks for each of these pairs, the weightiest first."""
    columns = (
        *_ruled(pool, needs, volunteers),
        *_weighed(pool, needs, volunteers),
        *_common(pool, needs, volunteers),
    )
    return [[said for said in row if said] for row in zip(*columns, strict=True)]


def _ruled(pool: Pool, needs: Numbers, volunteers: Numbers) -> Iterator[Column]:
    pinned = reason("pinned")
    yield [pinned if is_pinned else None for is_pinned in _is_named(pool, "pinned", needs, volunteers).tolist()]
    plain = replace(pool, named={name: pairs for name, pairs in pool.named.items() if not name.startswith("override")})
    broken = violations(plain, needs, volunteers) if len(plain.named) < len(pool.named) else np.zeros(len(needs), int)
    yield per_value(broken, _set_aside)


def _set_aside(bits: int) -> Reason | None:
    rules = [code for code in OVERRIDABLE if bits & int(BIT[code])]
    return reason("set_aside", rules=listed(rules)) if rules else None


def _weighed(pool: Pool, needs: Numbers, volunteers: Numbers) -> Iterator[Column]:
    ahead = pool.at + timedelta(days=pool.terms["warns_ahead"])
    until, ceiling = ahead.isoformat(), int(pool.terms["ceiling"])
    stays, runs_out = reason("stays_vetted", until=until), reason("vetting_runs_out", until=until)
    yield [stays if holds else runs_out for holds in pool.volunteers.stays_vetted[volunteers].tolist()]
    yield per_value(pool.needs.waited[needs], lambda days: _waited(days, ceiling))


def _waited(days: int, ceiling: int) -> Reason:
    return reason("waited_long", days=days, ceiling=ceiling) if days > ceiling else reason("waited", days=days)


def _common(pool: Pool, needs: Numbers, volunteers: Numbers) -> Iterator[Column]:
    asks, offers = pool.needs, pool.volunteers
    wishes, meets = asks.wishes[needs], offers.meets[volunteers]
    yield counted("wishes_met", "wishes", wishes & meets, vocabulary(pool, "wishes"))
    for name in ("topics", "slots", "languages"):
        shared = getattr(asks, name)[needs] & getattr(offers, name)[volunteers]
        yield counted(f"common_{name}", name, shared, vocabulary(pool, name))
    yield _distances(pool, needs, volunteers)
    rooms = np.stack([offers.room[volunteers], offers.capacity[volunteers]], axis=1)
    yield per_value(rooms, lambda room: reason("room", left=room[0], capacity=room[1]))
    yield counted("to_ask_about", "wishes", wishes & ~meets, vocabulary(pool, "wishes"))


def _distances(pool: Pool, needs: Numbers, volunteers: Numbers) -> Column:
    areas, area = vocabulary(pool, "areas"), pool.needs.area[needs]
    near = area == pool.volunteers.area[volunteers]
    # What is below zero is an area: one column, so that equal values are said once.
    squared = np.where(near, -1 - area.astype(np.int64), squared_metres(pool, needs, volunteers))

    def say(value: int) -> Reason:
        return reason("same_area", area=areas[-1 - value]) if value < 0 else reason("distance", metres=isqrt(value))

    return per_value(squared, say)


def _is_named(pool: Pool, name: str, needs: Numbers, volunteers: Numbers) -> Any:
    """Which of these pairs are among the pool's named ones."""
    named = pool.named.get(name)
    if named is None:
        return np.zeros(len(needs), bool)
    width = max(1, len(pool.volunteers.ids))
    known = named.need.astype(np.int64) * width + named.volunteer
    return np.isin(needs.astype(np.int64) * width + volunteers, known)
