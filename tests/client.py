"""A caller of the HTTP APIs: one base URL, one token. It says what came back when that is not what was expected."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import requests

TIMEOUT_SECONDS = 30


class UnexpectedError(AssertionError):
    """The service answered something else; the text holds request, status and body."""


@dataclass(frozen=True)
class Reply:
    """An answer: `body` is the JSON value, or the text when it is not JSON."""

    status: int
    headers: Mapping[str, str]
    body: Any

    def __getitem__(self, key: str) -> Any:
        return self.body[key]

    @property
    def version(self) -> str:
        """The ETag, to be sent back as the version that a change is based on."""
        return self.headers["ETag"]


class Client:
    """Somebody who calls a service. Without `expect`, every 2xx is as expected."""

    def __init__(self, url: str, token: str = "", *, language: str = "en") -> None:
        self.url = url.rstrip("/")
        self.session = requests.Session()
        self.session.headers["Accept-Language"] = language
        if token:
            self.session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, *, purpose: str = "", expect: int | None = None, **query: str) -> Reply:
        return self.call("GET", path, expect=expect, query=query, headers={"Purpose": purpose})

    def post(
        self, path: str, body: Any = None, *, key: str = "", version: str = "", expect: int | None = None
    ) -> Reply:
        """`key` makes it safe to send the same command again."""
        return self.call("POST", path, body, expect=expect, headers={"Idempotency-Key": key, "If-Match": version})

    def put(self, path: str, body: Any, *, version: str = "", expect: int | None = None) -> Reply:
        return self.call("PUT", path, body, expect=expect, headers={"If-Match": version})

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        expect: int | None = None,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Any request. Empty headers are left out.

        Raises:
            UnexpectedError: the status is not `expect` (any 2xx when that is None).
            requests.RequestException: nobody answered.
        """
        said = {name: value for name, value in (headers or {}).items() if value}
        answer = self.session.request(
            method, self.url + path, json=body, params=query, headers=said, timeout=TIMEOUT_SECONDS
        )
        if not (answer.ok if expect is None else answer.status_code == expect):
            raise UnexpectedError(
                f"{method} {self.url}{path}: {answer.status_code}, not {expect or 2}xx: {answer.text}"
            )
        return Reply(answer.status_code, answer.headers, _body(answer))


def _body(answer: requests.Response) -> Any:
    return answer.json() if "json" in answer.headers.get("Content-Type", "") else answer.text
