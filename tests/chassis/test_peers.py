"""What a service hears when it asks another one: an answer, a refusal, or nothing; never an exception."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import eventlet
import pytest
from eventlet import wsgi

from chassis.clock import HeldClock
from chassis.peers import Peers, Reply
from chassis.testing import AT
from chassis.web import minting
from tests.servers import free_port

CALENDAR = "BEGIN:VCALENDAR\r\nSUMMARY:Fællesmøde\r\nEND:VCALENDAR\r\n".encode()


@contextmanager
def peer(status: str, media_type: str, content: bytes, heard: list[dict[str, Any]]) -> Iterator[str]:
    """A service that gives everybody the same answer; its URL."""

    def answer(environ: dict[str, Any], start: Any) -> list[bytes]:
        heard.append(environ)
        start(status, [("Content-Type", media_type)])
        return [content]

    listener = eventlet.listen(("127.0.0.1", 0))
    serving = eventlet.spawn(wsgi.server, listener, answer, log_output=False)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        serving.kill()


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, Any]:
    key = tmp_path / "key.json"
    key.write_text(minting.make_key()[0], encoding="ascii")
    told = {"issuer": "https://login.example", "audience": "samspil", "organisation": "kfum"}
    return {**told, "service_token": "", "signing_key": str(key)}


def ask(settings: dict[str, Any], url: str, **more: Any) -> Reply:
    peers = Peers("notifications", {**settings, "peers": {"activities": url}}, HeldClock(AT))
    return peers.ask("activities", "/meetings/1/itip", purpose="change", correlation_id=UUID(int=4), **more)


def test_it_says_who_asks_why_and_in_what_it_wants_the_answer(settings: dict[str, Any]) -> None:
    heard: list[dict[str, Any]] = []
    with peer("200 OK", "application/json", b'{"name": "Amal"}', heard) as url:
        assert ask(settings, f"{url}/") == Reply(200, {"name": "Amal"})
    [request] = heard
    assert request["PATH_INFO"] == "/meetings/1/itip"
    assert request["HTTP_AUTHORIZATION"].startswith("Bearer ey")
    assert (request["HTTP_PURPOSE"], request["HTTP_CORRELATION_ID"]) == ("change", str(UUID(int=4)))
    assert request["HTTP_ACCEPT"] == "application/json"


@pytest.mark.parametrize(
    ("status", "media_type", "content", "accept", "reply"),
    [
        ("200 OK", "text/calendar; charset=utf-8", CALENDAR, "text/calendar", Reply(200, content=CALENDAR)),
        ("404 Not Found", "application/problem+json", b'{"code": "x"}', "text/calendar", Reply(404)),
        ("200 OK", "text/html", b"<html>", "text/calendar", Reply(200)),
        ("404 Not Found", "application/problem+json", b'{"code": "x"}', "application/json", Reply(404, {"code": "x"})),
        ("200 OK", "text/html", b"<html>", "application/json", Reply(None)),
        ("204 No Content", "application/json", b"", "application/json", Reply(204)),
    ],
    ids=["a calendar", "refused", "a page for a calendar", "refused in words", "a page for words", "nothing"],
)
def test_what_it_takes_for_an_answer(
    settings: dict[str, Any], status: str, media_type: str, content: bytes, accept: str, reply: Reply
) -> None:
    with peer(status, media_type, content, []) as url:
        assert ask(settings, url, accept=accept) == reply


def test_nobody_there_is_an_answer_too(settings: dict[str, Any]) -> None:
    assert ask(settings, f"http://127.0.0.1:{free_port()}") == Reply(None)
