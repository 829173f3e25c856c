"""The issuer's public keys, from a file, an address or the setting itself; read again when an unknown key turns up."""

import json
from pathlib import Path
from typing import Any

import requests
from joserfc import jwk
from joserfc.errors import JoseError

from chassis.clock import Clock

FRESH_SECONDS = 600.0
PAUSE_SECONDS = 10.0
ANSWER_SECONDS = 3.0
MAX_BYTES = 262_144
TYPES = ("EC", "RSA", "OKP")


class KeySet:
    """Public keys by id. A source that does not answer leaves the keys as they were."""

    def __init__(self, source: str, clock: Clock) -> None:
        self._source, self._clock = source, clock
        self._keys: dict[str, jwk.Key] = {}
        self._asked_at = self._read_at = float("-inf")

    def find(self, kid: str) -> jwk.Key | None:
        """The key with this id, or None."""
        now = self._clock.elapsed()
        stale = now - self._read_at > FRESH_SECONDS
        # The pause keeps made-up key ids from turning into a flood of questions to the issuer.
        if (stale or kid not in self._keys) and now - self._asked_at > PAUSE_SECONDS:
            self._asked_at = now
            self._refresh(now)
        return self._keys.get(kid)

    def _refresh(self, now: float) -> None:
        try:
            self._keys = _usable(json.loads(self._fetch()))
            self._read_at = now
        except (OSError, ValueError, TypeError, KeyError, JoseError):
            return

    def _fetch(self) -> bytes:
        if self._source.startswith("{"):
            return self._source.encode()
        if not self._source.startswith(("https://", "http://")):
            return Path(self._source).read_bytes()
        with requests.get(self._source, timeout=ANSWER_SECONDS, allow_redirects=False, stream=True) as answer:
            answer.raise_for_status()
            return next(answer.iter_content(MAX_BYTES), b"")


def _usable(document: Any) -> dict[str, jwk.Key]:
    entries = [entry for entry in document["keys"] if entry.get("kty") in TYPES and entry.get("use", "sig") == "sig"]
    return {entry["kid"]: jwk.import_key(entry) for entry in entries if isinstance(entry.get("kid"), str)}
