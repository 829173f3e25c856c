"""Access tokens: who is calling, according to the issuer this service trusts.

A token is right in every part or it is refused, always with the same answer. Which roles mean anything is decided by
the route, not here.
"""

import json
import re
import warnings
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError, SecurityWarning
from joserfc.util import urlsafe_b64decode

from chassis.clock import Clock
from chassis.web.keys import KeySet
from chassis.web.minting import key_from, make_key, mint, read_key
from chassis.web.problems import Problem
from chassis.web.route import UUID_SHAPE

__all__ = ["Identity", "Verifier", "key_from", "make_key", "mint", "read_key"]

# EdDSA is the name that issuers still use for what is now called Ed25519.
ALGORITHMS = ["ES256", "RS256", "Ed25519", "EdDSA"]
warnings.filterwarnings("ignore", message="EdDSA is deprecated", category=SecurityWarning)
TYPES = frozenset({None, "JWT", "jwt", "at+jwt", "application/at+jwt"})
ORGANISATION = re.compile(r"[a-z][a-z0-9-]{0,39}")
ROLE = re.compile(r"[a-z][a-z0-9_]{0,39}")
SUBJECT = re.compile(UUID_SHAPE)
MAX_BYTES = 8192
MAX_ROLES = 50
REMEMBERED = 2048
REMEMBERED_SECONDS = 60.0


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What a right token says, and from when until when it says so (seconds since 1970)."""

    organisation: str
    roles: frozenset[str]
    subject: UUID
    not_before: float
    expires: float


class Verifier:
    """Checks tokens against one issuer. A signature is checked once a minute; time is checked every time."""

    def __init__(self, keys: KeySet, *, issuer: str, audience: str, leeway: float, clock: Clock) -> None:
        self._keys, self._issuer, self._audience, self._leeway, self._clock = keys, issuer, audience, leeway, clock
        self._known: OrderedDict[bytes, tuple[Identity, float]] = OrderedDict()

    def identity(self, token: str) -> Identity:
        """Who the token speaks for.

        Raises:
            Problem: `token_invalid`, whatever is wrong with it.
        """
        if len(token) > MAX_BYTES:
            raise Problem("token_invalid")
        digest = sha256(token.encode()).digest()
        identity = self._remembered(digest) or self._remember(digest, self._verified(token))
        now = self._clock.now().timestamp()
        if not identity.not_before - self._leeway <= now < identity.expires + self._leeway:
            raise Problem("token_invalid")
        return identity

    def _remembered(self, digest: bytes) -> Identity | None:
        identity, until = self._known.get(digest, (None, 0.0))
        return identity if self._clock.elapsed() < until else None

    def _remember(self, digest: bytes, identity: Identity) -> Identity:
        self._known[digest] = identity, self._clock.elapsed() + REMEMBERED_SECONDS
        self._known.move_to_end(digest)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return identity

    def _verified(self, token: str) -> Identity:
        try:
            return self._identity(self._claims(token))
        except (JoseError, ValueError, TypeError, KeyError):
            raise Problem("token_invalid") from None

    def _claims(self, token: str) -> Mapping[str, Any]:
        header = _header(token)
        key = self._keys.find(header["kid"])
        if key is None or header.get("typ") not in TYPES or "crit" in header:
            raise ValueError
        claims: Mapping[str, Any] = jwt.decode(token, key, algorithms=ALGORITHMS).claims
        return claims

    def _identity(self, claims: Mapping[str, Any]) -> Identity:
        audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        if claims["iss"] != self._issuer or self._audience not in audience:
            raise ValueError
        return Identity(
            organisation=_matching(ORGANISATION, claims["org"]),
            roles=_roles(claims["roles"]),
            subject=UUID(_matching(SUBJECT, claims["sub"])),
            not_before=max(_moment(claims.get("nbf", 0)), _moment(claims.get("iat", 0))),
            expires=_moment(claims["exp"]),
        )


def _header(token: str) -> dict[str, Any]:
    header = json.loads(urlsafe_b64decode(token.split(".")[0].encode()))
    if not isinstance(header, dict) or not isinstance(header.get("kid"), str):
        raise ValueError
    return header


def _matching(pattern: re.Pattern[str], value: Any) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError
    return value


def _roles(value: Any) -> frozenset[str]:
    if not isinstance(value, list) or len(value) > MAX_ROLES:
        raise ValueError
    return frozenset(_matching(ROLE, role) for role in value)


def _moment(value: Any) -> float:
    # bool is an int to Python, and a string is what other libraries let through
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e11:
        raise ValueError
    return float(value)
