"""The server under peers that take their time, come in crowds, or are there when it stops."""

import contextlib
import socket
import time
from collections.abc import Iterator

import pytest
import requests

from tests.chassis.web import raw
from tests.chassis.web.conftest import LIMITS, NotesServer
from tests.chassis.web.served import SLOW_SECONDS
from tests.servers.waits import wait_until

CROWD = 300
SLOW = b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"


@contextlib.contextmanager
def crowd(port: int, size: int) -> Iterator[list[socket.socket]]:
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(raw.connected(port)) for _ in range(size)]


def drip(sock: socket.socket) -> bool:
    """Send one more byte of a head that never ends; whether the other side still holds on."""
    sock.setblocking(False)
    try:
        sock.send(b"x")
        return sock.recv(65536) != b""
    except BlockingIOError:
        return True
    except (BrokenPipeError, ConnectionResetError):
        return False


def test_three_hundred_slow_peers_are_gone_in_time_and_others_are_served_meanwhile(notes: NotesServer) -> None:
    with crowd(notes.port, CROWD) as peers:
        began = time.monotonic()
        for peer in peers:
            peer.sendall(b"GET /page HTTP/1.1\r\nX-A: ")
        served = requests.get(f"{notes.url}/page", timeout=LIMITS["header_seconds"])
        assert served.ok
        held = set(peers)

        def all_gone() -> bool:
            held.intersection_update([peer for peer in held if drip(peer)])
            return not held

        wait_until(all_gone, 10 * LIMITS["header_seconds"], "the slow peers to be let go", every=0.1)
        assert time.monotonic() - began >= LIMITS["header_seconds"]
    assert notes.is_well()


def test_a_peer_that_reads_nothing_holds_up_nobody(notes: NotesServer) -> None:
    asset = b"GET /docs/assets/swagger-ui-bundle.js HTTP/1.1\r\nHost: a\r\n\r\n"
    with raw.connected(notes.port) as peer:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        peer.sendall(asset * 20)
        assert notes.is_well()
        wait_until(lambda: drip_is_refused(peer), 10 * LIMITS["body_seconds"], "the peer to be let go", every=0.1)


def drip_is_refused(peer: socket.socket) -> bool:
    peer.setblocking(False)
    try:
        peer.send(b"x")
    except BlockingIOError:
        return False
    except OSError:
        return True
    return False


def test_beyond_the_cap_peers_are_turned_away_and_then_there_is_room_again(notes: NotesServer) -> None:
    with crowd(notes.port, int(LIMITS["max_connections"])) as peers:
        for peer in peers:
            peer.sendall(b"GET /page HTTP/1.1\r\nHost: a\r\n\r\n")
        assert all(raw.one(peer).status == 200 for peer in peers)
        turned_away = raw.send(notes.port, b"")
        assert (turned_away.status, turned_away.problem["code"]) == (503, "crowded")
    wait_until(notes.is_well, 10, "room for another peer")


def test_an_idle_peer_is_let_go(notes: NotesServer) -> None:
    with raw.connected(notes.port) as peer:
        peer.sendall(b"GET /page HTTP/1.1\r\nHost: a\r\n\r\n")
        assert raw.one(peer).headers["connection"] == "keep-alive"
        assert raw.until_closed(peer) == b""


def test_many_peers_at_once_do_not_wait_for_each_other(notes: NotesServer) -> None:
    with crowd(notes.port, 20) as peers:
        began = time.monotonic()
        for peer in peers:
            peer.sendall(SLOW)
        assert [raw.one(peer).status for peer in peers] == [200] * 20
        assert time.monotonic() - began < 20 * SLOW_SECONDS / 2


def test_a_stop_finishes_what_is_in_hand_and_lets_the_idle_go() -> None:
    with NotesServer() as server, raw.connected(server.port) as busy, raw.connected(server.port) as idle:
        idle.sendall(b"GET /page HTTP/1.1\r\nHost: a\r\n\r\n")
        assert raw.one(idle).status == 200
        busy.sendall(SLOW)
        assert server.process
        # The slow door is being served once a request sent after it has been answered.
        assert server.is_well()
        server.process.terminate()
        assert raw.until_closed(idle) == b""
        answered = raw.parsed(raw.until_closed(busy))
        assert (answered.status, answered.headers["connection"]) == (200, "close")
        assert server.process.wait(10) == 0
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port))


def test_a_stop_does_not_wait_for_ever() -> None:
    patient = {"stop_seconds": 4.0, "body_seconds": 60.0, "header_seconds": 60.0}
    with NotesServer(patient) as server, raw.connected(server.port) as peer:
        peer.sendall(b"POST /notes/open HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n{")
        assert server.is_well()
        assert server.process
        server.process.terminate()
        assert server.process.wait(10) == 0
