"""What the headers of a request say; a checked value, or the problem that names the header."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from chassis.web.problems import LANGUAGES, Problem
from chassis.web.route import UUID_SHAPE, Route

Environ = Mapping[str, Any]

ONE_UUID = re.compile(UUID_SHAPE)
ETAG = re.compile(r'"(0|[1-9]\d{0,17})"', re.ASCII)
KEPT = re.compile(r'(?:W/)?("[\x21\x23-\x7e]*")')
KEY = re.compile(r"[\x21-\x7e]{1,255}")
BEARER = re.compile(r"[Bb]earer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*)")
QUALITY = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.ASCII)


def language(environ: Environ) -> str:
    """The language the caller reads best of those we write; Danish when nothing is said."""
    said = environ.get("HTTP_ACCEPT_LANGUAGE")
    return _preferred(said[:200]) if said else LANGUAGES[0]


@lru_cache(maxsize=256)
def _preferred(said: str) -> str:
    wishes = [_wish(part) for part in said.split(",")]
    best, chosen = 0.0, LANGUAGES[0]
    for tag, quality in wishes:
        if quality > best and (tag in LANGUAGES or tag == "*"):
            best, chosen = quality, LANGUAGES[0] if tag == "*" else tag
    return chosen


def _wish(part: str) -> tuple[str, float]:
    tag, _, parameter = part.partition(";")
    quality = parameter.strip().removeprefix("q=")
    weight = float(quality) if QUALITY.fullmatch(quality) else (0.0 if parameter.strip() else 1.0)
    return tag.strip().lower().split("-")[0], weight


def correlation_id(environ: Environ) -> UUID | None:
    """The id under which the caller follows its request, or None."""
    said = environ.get("HTTP_CORRELATION_ID")
    if said is None:
        return None
    if not ONE_UUID.fullmatch(said):
        raise Problem("correlation_id_invalid", field="Correlation-Id")
    return UUID(said)


def bearer(environ: Environ) -> str | None:
    """The access token, or None where there is no Authorization header."""
    said = environ.get("HTTP_AUTHORIZATION")
    if said is None:
        return None
    found = BEARER.fullmatch(said)
    if not found:
        raise Problem("token_invalid")
    return found[1]


def version(environ: Environ, route: Route) -> int | None:
    """The version that If-Match names, on routes that ask for one."""
    if not route.versioned:
        return None
    said = environ.get("HTTP_IF_MATCH")
    if said is None:
        raise Problem("version_missing", field="If-Match")
    found = ETAG.fullmatch(said)
    if not found:
        raise Problem("version_invalid", field="If-Match")
    return int(found[1])


def kept(environ: Environ) -> frozenset[str]:
    """The ETags of the answers that the caller has kept."""
    return frozenset(KEPT.findall(environ.get("HTTP_IF_NONE_MATCH", "")[:2000]))


def purpose(environ: Environ, route: Route) -> str | None:
    """Why personal data is looked at, on routes that ask for a reason."""
    if not route.purposes:
        return None
    said = environ.get("HTTP_PURPOSE")
    if said is None:
        raise Problem("purpose_missing", field="Purpose", purposes=", ".join(route.purposes))
    if said not in route.purposes:
        raise Problem("purpose_unknown", field="Purpose", purposes=", ".join(route.purposes))
    return str(said)


def idempotency_key(environ: Environ, route: Route) -> str | None:
    """The key under which a command is carried out once."""
    said = environ.get("HTTP_IDEMPOTENCY_KEY")
    if said is None or not route.changes:
        return None
    if not KEY.fullmatch(said):
        raise Problem("idempotency_key_invalid", field="Idempotency-Key")
    return str(said)
