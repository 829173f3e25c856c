"""The body of a request: read within its limit, and strict JSON, the one reading on which every parser agrees.

Where a route says so, also what a form of a page sends.
"""

import re
from collections.abc import Mapping
from typing import Any

from chassis.web.checks import check, query
from chassis.web.problems import Problem
from chassis.web.route import Route
from contracts import strictjson

MAX_DEPTH = 32
# A string (perhaps unfinished, so that every match succeeds and the scan stays linear) or a bracket.
TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
UTF8 = r"(?:\s*;\s*charset=\"?utf-8\"?)?"
JSON_TYPE = re.compile(rf"application/json{UTF8}", re.IGNORECASE)
FORM_TYPE = re.compile(rf"application/x-www-form-urlencoded{UTF8}", re.IGNORECASE)


def read(environ: Mapping[str, Any], limit: int) -> bytes:
    """The bytes of the body, at most `limit`.

    Raises:
        Problem: `body_too_large`, or what is wrong with the way it was sent.
    """
    stream = environ["wsgi.input"]
    if environ.get("wsgi.input_terminated"):
        raw: bytes = stream.read()
    else:
        raw = stream.read(min(int(environ.get("CONTENT_LENGTH") or 0), limit + 1))
    if len(raw) > limit:
        raise Problem("body_too_large", bytes=limit)
    return raw


def load(route: Route, environ: Mapping[str, Any], raw: bytes) -> dict[str, Any]:
    """The checked values of the body of a request on this route."""
    if route.reads or (route.body is None and not raw):
        if raw:
            raise Problem("body_unexpected")
        return {}
    if route.form and _is_plain(environ, FORM_TYPE):
        return check(route.body).load_query(_of_form(raw))
    if raw and not _is_plain(environ, JSON_TYPE):
        raise Problem("body_type_unsupported")
    return check(route.body).load(parse(raw))


def parse(raw: bytes) -> Any:
    """The value in `raw`.

    Raises:
        Problem: `body_missing` or `body_not_json`; never with a word of the body.
    """
    if not raw.strip():
        raise Problem("body_missing")
    if _too_deep(raw):
        raise Problem("body_not_json")
    try:
        return strictjson.loads(raw, limit=len(raw))
    except strictjson.NotJson:
        raise Problem("body_not_json") from None


def _of_form(raw: bytes) -> dict[str, list[str]]:
    """What a browser sends for a form; its values are text, as those of a query are."""
    try:
        return query(raw.decode("ascii")) if raw else {}
    except (UnicodeDecodeError, Problem):
        raise Problem("body_not_a_form") from None


def _is_plain(environ: Mapping[str, Any], type: re.Pattern[str]) -> bool:
    plain = not environ.get("HTTP_CONTENT_ENCODING")
    return plain and type.fullmatch(environ.get("CONTENT_TYPE") or "") is not None


def _too_deep(raw: bytes) -> bool:
    if raw.count(b"[") + raw.count(b"{") <= MAX_DEPTH:
        return False
    depth = 0
    for token in TOKEN.finditer(raw):
        first = token[0][:1]
        depth += 1 if first in b"[{" else -1 if first in b"]}" else 0
        if depth > MAX_DEPTH:
            return True
    return False
