"""Keys and tokens for development and tests, and for a service that signs its own questions to peers."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from joserfc import jwt
from joserfc.jwk import ECKey


def make_key() -> tuple[str, str]:
    """A new signing key and the key set to publish for it, both as JSON text."""
    key = ECKey.generate_key("P-256")
    named = {"kid": key.thumbprint(), "use": "sig", "alg": "ES256"}
    public = {"keys": [key.as_dict(private=False, **named)]}
    return json.dumps(key.as_dict(private=True, **named)), json.dumps(public)


def key_from(private: str) -> ECKey:
    """The signing key in this JSON text."""
    return ECKey.import_key(json.loads(private))


def read_key(path: Path) -> ECKey:
    """The signing key in this file."""
    return key_from(path.read_text(encoding="ascii"))


def mint(  # noqa: PLR0913 - one argument a claim
    key: ECKey,
    *,
    issuer: str,
    audience: str,
    organisation: str,
    roles: Iterable[str],
    subject: UUID,
    now: datetime,
    minutes: float = 60,
) -> str:
    """A signed access token that is valid for `minutes` from `now`."""
    begins = int(now.timestamp())
    claims = {
        "iss": issuer,
        "aud": audience,
        "org": organisation,
        "roles": sorted(roles),
        "sub": str(subject),
        "iat": begins,
        "nbf": begins,
        "exp": begins + int(timedelta(minutes=minutes).total_seconds()),
    }
    return jwt.encode({"alg": "ES256", "kid": key.kid}, claims, key)
