"""What a door gets to see of a request: checked values. Headers, tokens and bytes stay outside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Page:
    """The slice of a list that is asked for: rows after this id, `limit` at most.

    A door answers up to `limit + 1` rows ordered by id; the one too many only tells that there is more.
    """

    limit: int
    after: UUID | None = None
    #: The rest of the query as it was sent, for the link to the next page.
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Request:
    """One accepted request. `body` and `query` have passed their schema, `path` holds UUIDs and slugs."""

    path: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)
    version: int | None = None
    page: Page | None = None
    #: The language the caller reads best of those we write.
    language: str = "da"


def id_of(row: Any) -> UUID:
    """The id of a row of a list, be it a mapping or an object."""
    found: UUID = row["id"] if isinstance(row, Mapping) else row.id
    return found
