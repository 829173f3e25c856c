"""Asking about many ids a portion at a time: a database takes only so many values in one statement.

Deliberately not here: which rows are asked for.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

#: Well below what either database takes at once; larger portions are no faster.
PORTION = 5_000


def rows(session: Session, query: Any, column: Any, ids: Iterable[UUID | None]) -> Iterator[Any]:
    """The rows of a query where a column is one of the ids; in the query's order within a portion, not across them."""
    left = iter(dict.fromkeys(ids))  # who is named twice is asked about once
    while some := list(islice(left, PORTION)):
        yield from session.execute(query.where(column.in_(some)))


def scalars(session: Session, query: Any, column: Any, ids: Iterable[UUID | None]) -> Iterator[Any]:
    """The same of a query for one thing."""
    return (row[0] for row in rows(session, query, column, ids))
