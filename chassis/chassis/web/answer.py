"""An answer before it is sent: status, headers, bytes. What every answer carries is added at the end, in one place."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

Headers = tuple[tuple[str, str], ...]

JSON = ("Content-Type", "application/json; charset=utf-8")
HTML = ("Content-Type", "text/html; charset=utf-8")
STRICT_PAGE = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# A page whose form is sent back to where it came from.
PAGE_WITH_FORM = STRICT_PAGE.replace("form-action 'none'", "form-action 'self'")
ON_EVERY_ANSWER: Headers = (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"))
# For pages of other sites (CORS): they may read the answer, and never as somebody, for `*` lets no cookie through.
OPEN_TO_THE_WEB: Headers = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "Correlation-Id, ETag, Link"),
)
ASKED_BEFOREHAND: Headers = (
    ("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"),
    ("Access-Control-Allow-Headers", "Accept-Language, Correlation-Id"),
    ("Access-Control-Max-Age", "86400"),
)
# Answers are about people unless their route says otherwise.
UNLESS_SAID: Headers = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
)
# For what whoever asked may keep, and nobody in between.
ASK_EACH_TIME = ("Cache-Control", "private, no-cache")
WITHOUT_LENGTH = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
STATUS_LINES = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, body and the headers that belong to this answer alone."""

    status: int
    body: bytes = b""
    headers: Headers = ()

    def having(self, *headers: tuple[str, str]) -> "Answer":
        """The same answer with more headers."""
        return Answer(self.status, self.body, self.headers + headers)

    def header_list(self, *more: tuple[str, str]) -> list[tuple[str, str]]:
        """All headers as they are sent."""
        said = {name for name, _ in self.headers}
        default = [header for header in UNLESS_SAID if header[0] not in said]
        length = [] if self.status in WITHOUT_LENGTH else [("Content-Length", str(len(self.body)))]
        return [*self.headers, *more, *default, *ON_EVERY_ANSWER, *length]


def json_bytes(value: Any) -> bytes:
    """Compact UTF-8 JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def json_answer(status: int, value: Any, headers: Iterable[tuple[str, str]] = ()) -> Answer:
    """An answer that holds JSON."""
    return Answer(status, json_bytes(value), (JSON, *headers))


def html_answer(status: int, page: str, policy: str = STRICT_PAGE) -> Answer:
    """An answer that holds a page; `policy` is its Content-Security-Policy."""
    return Answer(status, page.encode(), (HTML, ("Content-Security-Policy", policy)))
