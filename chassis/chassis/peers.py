"""Asking another service's HTTP API, as the service we are and for a stated purpose. Never waits long."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import requests

from chassis.clock import Clock
from chassis.settings import Settings
from chassis.web.minting import mint, read_key

TIMEOUT_SECONDS = (2.0, 5.0)
TOKEN_MINUTES = 5
JSON = "application/json"


@dataclass(frozen=True)
class Reply:
    """What a peer answered: the HTTP status, or None when it could not be reached. `content` is what is not JSON."""

    status: int | None
    body: Mapping[str, Any] = field(default_factory=dict)
    content: bytes = b""


class Peers:
    """The other services this one may ask, by name."""

    def __init__(self, service: str, settings: Settings, clock: Clock) -> None:
        self._service, self._settings, self._clock = service, settings, clock
        self._session = requests.Session()

    def ask(
        self, service: str, path: str, *, purpose: str, correlation_id: UUID | None = None, accept: str = JSON
    ) -> Reply:
        """GET `path` from a peer, stating why. An outage is an answer, not an exception."""
        headers = {"Authorization": f"Bearer {self._token()}", "Purpose": purpose}
        headers |= {"Accept": accept, "Accept-Language": "en"}
        if correlation_id:
            headers["Correlation-Id"] = str(correlation_id)
        url = self._settings["peers"][service].rstrip("/") + path
        try:
            answer = self._session.get(url, headers=headers, timeout=TIMEOUT_SECONDS, allow_redirects=False)
            if accept != JSON:
                return Reply(answer.status_code, content=_in(accept, answer))
            return Reply(answer.status_code, answer.json() if answer.content else {})
        except (requests.RequestException, ValueError):
            return Reply(None)

    def _token(self) -> str:
        if path := self._settings["service_token"]:
            # Read anew each time: the platform rotates the file.
            return Path(path).read_text(encoding="ascii").strip()
        return mint(
            read_key(Path(self._settings["signing_key"])),
            issuer=self._settings["issuer"],
            audience=self._settings["audience"],
            organisation=self._settings["organisation"],
            roles=["service"],
            subject=UUID(int=0),
            now=self._clock.now(),
            minutes=TOKEN_MINUTES,
        )


def _in(media_type: str, answer: requests.Response) -> bytes:
    """The content of an answer that is what was asked for; a refusal, or a page of somebody between, is not."""
    given = answer.headers.get("Content-Type", "").partition(";")[0].strip()
    return answer.content if given == media_type else b""
