"""Pages of calendars for tests: drawn from a few meetings, and read as a screen reader does."""

from collections.abc import Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import pytest

from activities.domain.agenda import LANGUAGES, Entry
from activities.domain.stretches import around
from activities.page import calendar
from tests.activities.make_calendars import at

TODAY = date(2026, 11, 22)
LIMITS = (TODAY - timedelta(days=90), TODAY + timedelta(days=400))
VOID = {"meta", "link", "br", "input"}


class Page(HTMLParser):
    """What a screen reader finds: elements with their attributes, their text, and what they stand in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[tuple[str, ...], dict[str, str | None], list[str]]] = []
        self._open: list[int] = []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        above = self.elements[self._open[-1]][0] if self._open else ()
        self.elements.append(((*above, tag), dict(attrs), []))
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0][-1] == tag

    def handle_data(self, data: str) -> None:
        for place in self._open:
            self.elements[place][2].append(data)

    def all(self, tag: str, **attributes: str) -> list[str]:
        """The text of every element like this."""
        return [" ".join("".join(text).split()) for _, _, text in self.like(tag, **attributes)]

    def like(self, tag: str, **attributes: str) -> Iterator[tuple[tuple[str, ...], dict[str, str | None], list[str]]]:
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        for place, found, text in self.elements:
            if place[-1] == tag and wanted.items() <= found.items():
                yield place, found, text


def entry(starts_at: Any = None, **changes: Any) -> Entry:
    starts_at = starts_at or at(2026, 11, 17, 17, 30)
    told = {"id": UUID(int=1), "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2), "what": "Familieklub"}
    return Entry(**{**told, **changes})


def shown(*entries: Entry, kind: str = "month", day: date = TODAY, language: str = "da", today: date = TODAY) -> Page:
    return Page(drawn(*entries, kind=kind, day=day, language=language, today=today))


def drawn(
    *entries: Entry, kind: str = "month", day: date = TODAY, language: str = "da", today: date = TODAY, name: str = "N"
) -> str:
    return calendar(entries, around(kind, day), language=language, name=name, today=today, limits=LIMITS)


EACH = [(kind, language) for kind in ("month", "week") for language in LANGUAGES]
each_page = pytest.mark.parametrize(("kind", "language"), EACH)
