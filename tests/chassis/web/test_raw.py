"""What arrives on a real socket and should not: it is refused rightly, nothing is echoed, the server lives on."""

from collections.abc import Iterator

import pytest

from tests.chassis.web import raw
from tests.chassis.web.conftest import NotesServer
from tests.chassis.web.served import MARKER

M = MARKER.encode()
POST = b"POST /notes/open HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
GET = b"GET /page HTTP/1.1\r\n"
TLS_HELLO = bytes.fromhex("1603010200010001fc0303") + M


def body(content: bytes) -> bytes:
    return POST + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(content) + content


def chunked(content: bytes) -> bytes:
    return POST + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + content


def get(*lines: bytes) -> bytes:
    return GET + b"".join(line + b"\r\n" for line in (*lines, b"Connection: close", b""))


# What is wrong, the bytes, the status that says so.
BODIES: dict[str, tuple[bytes, int]] = {
    "no JSON": (body(b'{"text": ' + M), 400),
    "no UTF-8": (body(b'{"text": "\xff\xfe' + M + b'"}'), 400),
    "nested 100,000 deep": (body(b"[" * 100_000 + M), 400),
    "an integer of a million digits": (body(b'{"text": ' + b"9" * 1_000_000 + b"}"), 400),
    "NaN": (body(b'{"text": NaN, "' + M + b'": 1}'), 400),
    "one name twice": (body(b'{"text": "a", "text": "' + M + b'"}'), 400),
    "an unknown field": (body(b'{"text": "a", "' + M + b'": 1}'), 422),
    "no body at all": (POST + b"Connection: close\r\n\r\n", 400),
    "another type": (body(b"{}").replace(b"application/json", b"text/xml"), 415),
    "compressed": (body(b"{}").replace(b"Connection", b"Content-Encoding: gzip\r\nConnection"), 415),
    "a bad chunk size": (chunked(M + b"\r\nabc\r\n0\r\n\r\n"), 400),
    "a chunk size with a sign": (chunked(b"+3\r\nabc\r\n0\r\n\r\n"), 400),
    "a chunk longer than said": (chunked(b"2\r\n{}" + M + b"\r\n0\r\n\r\n"), 400),
    "chunk lines that end in LF": (chunked(b"2\n{}\n0\n\n"), 400),
    "endless chunk trailers": (chunked(b"2\r\n{}\r\n0\r\n" + b"X-A: b\r\n" * 1000), 400),
    "more than a megabyte": (body(b'"' + b"x" * 1_100_000 + b'"'), 413),
    "more than a megabyte in chunks": (chunked(b"".join(b"10000\r\n%b\r\n" % (b"x" * 65536) for _ in range(20))), 413),
    "a chunk of four gigabytes": (chunked(b"ffffffff\r\n" + M), 413),
}
HEADS: dict[str, tuple[bytes, int]] = {
    "two lengths": (POST + b"Content-Length: 2\r\nContent-Length: 20\r\n\r\n{}" + M, 400),
    "the same length twice": (POST + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400),
    "a list of lengths": (POST + b"Content-Length: 2, 2\r\n\r\n{}", 400),
    "length and chunks": (POST + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "a negative length": (POST + b"Content-Length: -1\r\n\r\n", 400),
    "a length in words": (POST + b"Content-Length: " + M + b"\r\n\r\n", 400),
    "a length with a sign": (POST + b"Content-Length: +2\r\n\r\n{}", 400),
    "a length in hexadecimal": (POST + b"Content-Length: 0x2\r\n\r\n{}", 400),
    "another coding": (POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n", 400),
    "a coding in disguise": (POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400),
    "a coding behind a tab": (POST + b"Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n", 400),
    "two codings": (POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "chunks in HTTP/1.0": (POST.replace(b"1.1", b"1.0") + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "a folded header": (get(b"Host: a", b"X-A: b", b" " + M), 400),
    "a header that starts folded": (GET + b" Host: a\r\n\r\n", 400),
    "NUL in a header": (get(b"Host: a", b"X-A: \x00" + M), 400),
    "a control character in a header": (get(b"Host: a", b"X-A: \x1b[2J" + M), 400),
    "a bare CR in a header": (get(b"Host: a", b"X-A: b\rX-B: " + M), 400),
    "a byte beyond ASCII": (get(b"Host: a", b"X-A: \xc3\xa6"), 400),
    "lines that end in LF": (get(b"Host: a").replace(b"\r\n", b"\n"), 400),
    "one line that ends in LF": (GET + b"Host: a\nX-A: b\r\n\r\n", 400),
    "no Host": (get(), 400),
    "two Hosts": (get(b"Host: a", b"Host: " + M), 400),
    "an empty Host": (get(b"Host:"), 400),
    "a Host with a path": (get(b"Host: a/" + M), 400),
    "two tokens": (get(b"Host: a", b"Authorization: Bearer a.b.c", b"Authorization: Bearer d.e.f"), 400),
    "white space before the colon": (get(b"Host : a"), 400),
    "a header without a colon": (get(b"Host: a", M), 400),
    "a header without a name": (get(b"Host: a", b": " + M), 400),
    "a header of 100 kB": (get(b"Host: a", b"X-A: " + b"x" * 100_000), 431),
    "a thousand headers": (get(b"Host: a", *(b"X-%d: b" % n for n in range(1000))), 431),
    "an address of 20 kB": (b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    "a method that is none": (b"GE(T /page HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "an unknown method": (b"BREW /page HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 405),
    "no version": (b"GET /page\r\nHost: a\r\n\r\n", 400),
    "another version": (b"GET /page HTTP/2.0\r\nHost: a\r\n\r\n", 505),
    "two spaces": (b"GET  /page HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "an absolute address": (b"GET http://" + M + b"/page HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "a fragment": (b"GET /page#" + M + b" HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "half a percent sign": (b"GET /page%2 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "an unknown expectation": (get(b"Host: a", b"Expect: " + M), 417),
    "an empty line first": (b"\r\n" + get(b"Host: a"), 400),
    "a TLS hello": (TLS_HELLO, 400),
}


@pytest.fixture(autouse=True)
def lives_on(notes: NotesServer) -> Iterator[None]:
    yield
    assert notes.running()
    assert notes.is_well()


@pytest.mark.parametrize(("data", "status"), (HEADS | BODIES).values(), ids=(HEADS | BODIES).keys())
def test_a_bad_request_is_refused_without_repeating_it(notes: NotesServer, data: bytes, status: int) -> None:
    answered = raw.send(notes.port, data)
    assert answered.status == status
    assert answered.problem["status"] == status
    assert answered.problem["remedy"]
    assert answered.headers["connection"] == "close"
    assert answered.headers["correlation-id"]
    assert M not in answered.everything


def test_there_are_at_least_the_26_cases_that_the_stock_server_was_tried_with() -> None:
    assert len(HEADS | BODIES) >= 26


def test_the_words_of_an_exception_stay_inside(notes: NotesServer) -> None:
    answered = raw.send(notes.port, b"GET /broken HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    assert answered.status == 500
    assert answered.problem["correlation_id"] == answered.headers["correlation-id"]
    assert b"010203" not in answered.everything
    assert M not in answered.everything
    assert MARKER not in notes.log.read_text()


def test_sixty_megabytes_are_refused_without_being_kept(notes: NotesServer) -> None:
    before = resident_bytes(notes)
    answered = raw.send(notes.port, POST + b"Content-Length: 62914560\r\n\r\n" + b"x" * 62_914_560)
    assert answered.status in (413, None)  # None: we were cut off before we had read the answer
    assert resident_bytes(notes) - before < 64 * 1024 * 1024


def test_a_body_that_stops_half_way_is_refused(notes: NotesServer) -> None:
    answered = raw.send(notes.port, POST + b"Content-Length: 100\r\n\r\n{" + M, finish=True)
    assert (answered.status, answered.problem["code"]) == (400, "body_malformed")
    assert M not in answered.everything


def test_a_head_that_stops_half_way_is_refused(notes: NotesServer) -> None:
    assert raw.send(notes.port, GET + M, finish=True).status == 400


def test_a_body_that_never_comes_is_given_up(notes: NotesServer) -> None:
    assert raw.send(notes.port, POST + b"Content-Length: 100\r\n\r\n{").problem["code"] == "body_slow"


def test_a_head_that_never_ends_is_given_up(notes: NotesServer) -> None:
    assert raw.send(notes.port, GET + b"X-A: b").problem["code"] == "head_slow"


def test_who_says_nothing_is_let_go_without_a_word(notes: NotesServer) -> None:
    assert raw.send(notes.port, b"").everything == b""


@pytest.mark.parametrize("data", [b"", GET, POST + b"Content-Length: 100\r\n\r\n{", get(b"Host: a")])
def test_a_peer_that_vanishes_harms_nobody(notes: NotesServer, data: bytes) -> None:
    with raw.connected(notes.port) as sock:
        sock.sendall(data)
        raw.reset(sock)


def test_a_header_with_an_underscore_does_not_pass_for_one_with_a_dash(notes: NotesServer) -> None:
    request = b"GET /notes HTTP/1.1\r\nHost: a\r\nAuthorization_: x\r\nConnection: close\r\n"
    alias = b"Accept_Language: en\r\nX_User-Id: 1\r\n\r\n"
    answered = raw.send(notes.port, request + alias)
    assert answered.status == 401
    assert answered.headers["content-language"] == "da"


def test_requests_may_follow_each_other_without_waiting(notes: NotesServer) -> None:
    with raw.connected(notes.port) as sock:
        sock.sendall(GET + b"Host: a\r\n\r\n" + get(b"Host: a"))
        assert raw.until_closed(sock).count(b"HTTP/1.1 200 OK") == 2


def test_a_body_in_chunks_is_a_body(notes: NotesServer) -> None:
    answered = raw.send(notes.port, chunked(b'9\r\n{"text":"\r\n7;a=b\r\nhello"}\r\n0\r\nX-A: b\r\n\r\n'))
    assert answered.status == 201


def test_who_asks_before_sending_is_answered_first(notes: NotesServer) -> None:
    with raw.connected(notes.port) as sock:
        sock.sendall(POST + b"Expect: 100-continue\r\nConnection: close\r\nContent-Length: 16\r\n\r\n")
        assert sock.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        sock.sendall(b'{"text":"hello"}')
        assert raw.parsed(raw.until_closed(sock)).status == 201


def test_what_was_not_read_is_never_taken_for_the_next_request(notes: NotesServer) -> None:
    smuggled = b"GET /broken HTTP/1.1\r\nHost: a\r\n\r\n"
    request = b"POST /notes HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % len(smuggled)
    assert raw.send(notes.port, request + smuggled).everything.count(b"HTTP/1.1 ") == 1


def test_an_old_client_is_answered_and_let_go(notes: NotesServer) -> None:
    answered = raw.send(notes.port, b"GET /page HTTP/1.0\r\n\r\n")
    assert (answered.status, answered.headers["connection"]) == (200, "close")


def resident_bytes(server: NotesServer) -> int:
    assert server.process
    with open(f"/proc/{server.process.pid}/statm", encoding="ascii") as figures:
        return int(figures.read().split()[1]) * 4096
