"""The reading of heads as algebra: pieces read like the whole, and what is read says exactly what was written."""

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from chassis.web.framing import Head, chunk_size, find_end, parse_head
from chassis.web.problems import Problem

REFUSED = "refused"
names = some.from_regex(r"X-[A-Za-z0-9!#$%&'*+.^`|~-]{1,12}", fullmatch=True)
words = some.text(some.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=20)
bytes_of_heads = some.lists(
    some.sampled_from(
        [b"GET / HTTP/1.1", b"Host: a", b"\r\n", b"\r", b"\n", b"\r\n\r\n", b" ", b":", b"\x00", b"\xff", b"x"]
    ),
    max_size=12,
).map(b"".join)


def end_of(data: bytes, cuts: list[int]) -> int | str:
    """What becomes of `data` when it arrives cut into pieces."""
    buffer, seen = bytearray(), 0
    marks = sorted({min(cut, len(data)) for cut in cuts} | {0, len(data)})
    for start, stop in pairwise(marks):
        buffer += data[start:stop]
        try:
            end = find_end(buffer, seen)
        except Problem:
            return REFUSED
        if end >= 0:
            return end
        seen = len(buffer)
    return -1


@given(bytes_of_heads, some.lists(some.integers(0, 60), max_size=10))
@example(b"GET / HTTP/1.1\r\n\r\n", [15])
@example(b"GET / HTTP/1.1\r\n\r\n", [16])
@example(b"a\n", [1])
@example(b"a\rb", [2])
def test_a_head_in_pieces_reads_like_the_whole(data: bytes, cuts: list[int]) -> None:
    assert end_of(data, cuts) == end_of(data, [])


@given(some.dictionaries(names, words, max_size=8), some.text("abcdefghij/-._~", max_size=30))
def test_what_was_written_is_what_is_read(headers: dict[str, str], path: str) -> None:
    lines = [f"GET /{path}?q=1 HTTP/1.1", "Host: a", *(f"{name}: \t{value}" for name, value in headers.items())]
    head = parse_head("\r\n".join(lines).encode())
    assert (head.method, head.path, head.query, head.length) == ("GET", f"/{path}", "q=1", 0)
    for name, value in headers.items():
        assert value in head.headers[name.upper().replace("-", "_")]


@given(some.binary(max_size=200))
def test_no_bytes_make_the_reader_stumble(data: bytes) -> None:
    with suppress(Problem):
        assert isinstance(parse_head(data), Head)
    with suppress(Problem):
        assert chunk_size(data) >= 0


def test_a_repeated_header_that_may_be_repeated_is_one_list() -> None:
    head = parse_head(b"GET / HTTP/1.1\r\nHost: a\r\nAccept: x\r\nAccept: y")
    assert head.headers["ACCEPT"] == "x, y"


def test_percent_signs_are_read_as_the_bytes_they_stand_for() -> None:
    assert parse_head(b"GET /%41%C3%A6 HTTP/1.1\r\nHost: a").path.encode("latin-1").decode() == "/Aæ"


@pytest.mark.parametrize(
    ("version", "said", "kept"),
    [
        ("1.1", "", True),
        ("1.1", "close", False),
        ("1.1", "Close, X", False),
        ("1.0", "", False),
        ("1.0", "keep-alive", True),
    ],
)
def test_a_connection_is_kept_as_both_sides_want(version: str, said: str, kept: bool) -> None:
    assert parse_head(f"GET / HTTP/{version}\r\nHost: a\r\nConnection: {said}".encode()).keep_alive is kept
