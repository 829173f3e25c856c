"""Spans of time and what can be done with many of them: joined, cut with others, taken out of others.

A span ends where the next may begin. Deliberately not here: days, opening hours and whose time it is.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

Span = tuple[datetime, datetime]


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same time as spans that neither overlap nor touch, the earliest first; empty ones are gone."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif start < end:
            found.append((start, end))
    return found


def common(some: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """The time that is in both; each must be joined."""
    found: list[Span] = []
    at, of = 0, 0
    while at < len(some) and of < len(others):
        start, end = max(some[at][0], others[of][0]), min(some[at][1], others[of][1])
        if start < end:
            found.append((start, end))
        if some[at][1] < others[of][1]:
            at += 1
        else:
            of += 1
    return found


def without(some: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """The time of `some` that is not in `taken`; each must be joined."""
    found: list[Span] = []
    of = 0
    for start, end in some:
        while of < len(taken) and taken[of][1] <= start:
            of += 1
        free_from = start
        for taken_from, taken_until in taken[of:]:
            if taken_from >= end:
                break
            if free_from < taken_from:
                found.append((free_from, taken_from))
            free_from = taken_until
        if free_from < end:
            found.append((free_from, end))
    return found


def at_least(spans: Iterable[Span], length: timedelta) -> list[Span]:
    """Those that are long enough."""
    return [(start, end) for start, end in spans if end - start >= length]
