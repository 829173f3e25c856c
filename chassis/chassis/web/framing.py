"""How a request is written on the wire, read strictly: what two programs could understand differently is refused.

Works on bytes alone; sockets and time are `stream`'s business. Stricter than RFC 9112 allows where leniency has only
ever helped an attacker: no bare line feeds, no folded lines, no bytes beyond ASCII, one length and one only.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from chassis.web.problems import Problem

MAX_HEAD_BYTES = 32_768
MAX_LINE_BYTES = 8_192
MAX_HEADERS = 100
END = b"\r\n\r\n"

#: A byte that may stand nowhere in a head, a line feed without its carriage return, or the reverse.
FLAW = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xff]|(?<!\r)\n|\r(?!\n|\Z)")
TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
METHOD = re.compile(rb"[A-Za-z][A-Za-z-]{0,19}")
TARGET = re.compile(rb"/(?:[!$&-;=?-Z_a-z~\[\]]|%(?=[0-9A-Fa-f]{2}))*")
VERSION = re.compile(rb"HTTP/[0-9]\.[0-9]")
HOST = re.compile(r"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
LENGTH = re.compile(r"[0-9]{1,18}", re.ASCII)
CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})(?:;[\t -~]{0,255})?")

#: Headers whose second appearance would mean that somebody reads the first and somebody else the last.
SINGLE = frozenset(
    {
        "AUTHORIZATION",
        "CONTENT_ENCODING",
        "CONTENT_LENGTH",
        "CONTENT_TYPE",
        "CORRELATION_ID",
        "EXPECT",
        "HOST",
        "IDEMPOTENCY_KEY",
        "IF_MATCH",
        "PURPOSE",
        "TRANSFER_ENCODING",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a request. Header names are as WSGI spells them, without the prefix."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    #: Bytes of the body; None when it comes in chunks.
    length: int | None
    keep_alive: bool
    expects_continue: bool


def find_end(buffer: bytearray, seen: int) -> int:
    """Where the head in `buffer` ends, or -1; the first `seen` bytes have been looked at before.

    Raises:
        Problem: as soon as it is certain that this will never be a head.
    """
    end = buffer.find(END, max(0, seen - 3))
    if FLAW.search(buffer, max(0, seen - 1), end + 4 if end >= 0 else len(buffer)):
        raise Problem("head_malformed")
    if buffer.find(b"\r\n", 0, MAX_LINE_BYTES) < 0 and len(buffer) >= MAX_LINE_BYTES:
        raise Problem("address_too_long")
    if (end if end >= 0 else len(buffer)) > MAX_HEAD_BYTES:
        raise Problem("head_too_large")
    return end


def parse_head(raw: bytes) -> Head:
    """The head written in `raw`, which ends before the empty line and holds no flaw.

    Raises:
        Problem: it is no head that we and everybody else would read alike.
    """
    first, *lines = raw.split(b"\r\n")
    method, target, newer = _request_line(first)
    headers = _headers(lines)
    _check_host(headers, newer)
    path, _, query = target.partition(b"?")
    return Head(
        method=method,
        path=(unquote_to_bytes(path) if b"%" in path else path).decode("latin-1"),
        query=query.decode("ascii"),
        headers=headers,
        length=_length(headers, newer),
        keep_alive=_keep_alive(headers, newer),
        expects_continue=_expects_continue(headers),
    )


def chunk_size(line: bytes) -> int:
    """The size in the first line of a chunk."""
    found = CHUNK.fullmatch(line)
    if not found:
        raise Problem("body_malformed")
    return int(found[1], 16)


def _request_line(line: bytes) -> tuple[str, bytes, bool]:
    parts = line.split(b" ")
    if len(parts) != 3 or not METHOD.fullmatch(parts[0]) or not VERSION.fullmatch(parts[2]):
        raise Problem("head_malformed")
    if parts[2] not in (b"HTTP/1.1", b"HTTP/1.0"):
        raise Problem("http_version_unsupported")
    if not TARGET.fullmatch(parts[1]):
        raise Problem("head_malformed")
    return parts[0].decode("ascii"), parts[1], parts[2] == b"HTTP/1.1"


def _headers(lines: list[bytes]) -> dict[str, str]:
    if len(lines) > MAX_HEADERS:
        raise Problem("head_too_large")
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(b":")
        # White space before the colon and folded lines both end up in a name that is no token.
        if not colon or not TOKEN.fullmatch(name):
            raise Problem("head_malformed")
        # X_User and X-User would become one name behind WSGI: the alias is not heard.
        if b"_" not in name:
            _add(headers, name.decode("ascii").upper().replace("-", "_"), value.strip(b" \t").decode("ascii"))
    return headers


def _add(headers: dict[str, str], name: str, value: str) -> None:
    if name not in headers:
        headers[name] = value
    elif name in SINGLE:
        raise Problem("head_malformed")
    else:
        headers[name] += f", {value}"


def _check_host(headers: dict[str, str], newer: bool) -> None:
    host = headers.get("HOST")
    if host is None and not newer:
        return
    if host is None or not HOST.fullmatch(host):
        raise Problem("head_malformed")


def _length(headers: dict[str, str], newer: bool) -> int | None:
    coding, length = headers.get("TRANSFER_ENCODING"), headers.get("CONTENT_LENGTH")
    if coding is not None:
        if length is not None or not newer or coding.lower() != "chunked":
            raise Problem("head_malformed")
        return None
    if length is not None and not LENGTH.fullmatch(length):
        raise Problem("head_malformed")
    return int(length or 0)


def _keep_alive(headers: dict[str, str], newer: bool) -> bool:
    said = {word.strip() for word in headers.get("CONNECTION", "").lower().split(",")}
    return "close" not in said and (newer or "keep-alive" in said)


def _expects_continue(headers: dict[str, str]) -> bool:
    said = headers.get("EXPECT")
    if said is not None and said.lower() != "100-continue":
        raise Problem("expectation_unknown")
    return said is not None
