"""A mail is handed over in bounded time, and what the other side said decides what happens next."""

import socket
from dataclasses import replace
from datetime import UTC, datetime

import eventlet
import pytest

from chassis.mail import Calendar, Handover, Letter, send
from tests.servers import MailSink, free_port

LETTER = Letter(
    id="1@samspil.example",
    sender="Samspil <samspil@samspil.example>",
    to="amal@familie.example",
    subject="Møde på tirsdag",
    text="Kære Amal\n\nVi ses.\n",
    at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
)


def answering(*answers: str) -> str:
    """A mail server that says these lines, one a command, and closes."""
    listener = eventlet.listen(("127.0.0.1", 0))

    def serve() -> None:
        peer, _ = listener.accept()
        with peer.makefile("rwb") as lines:
            for answer in answers:
                lines.write(answer.encode() + b"\r\n")
                lines.flush()
                lines.readline()
        peer.close()

    eventlet.spawn(serve)
    return f"smtp://127.0.0.1:{listener.getsockname()[1]}"


def test_a_letter_arrives_as_it_was_written(mail: MailSink) -> None:
    assert send(mail.url, LETTER) is Handover.SENT
    (arrived,) = mail.messages()
    assert (arrived["To"], arrived["Subject"], arrived["Message-ID"]) == (
        "amal@familie.example",
        "Møde på tirsdag",
        "<1@samspil.example>",
    )
    assert "Vi ses." in arrived.get_content()


def test_a_calendar_comes_beside_the_text_with_its_method(mail: MailSink) -> None:
    written = "BEGIN:VCALENDAR\r\nSUMMARY:Fællesmøde\r\nEND:VCALENDAR\r\n".encode()
    assert send(mail.url, replace(LETTER, calendar=Calendar(method="CANCEL", content=written))) is Handover.SENT
    (arrived,) = mail.messages()
    text, calendar = arrived.iter_parts()
    assert arrived.get_content_type() == "multipart/mixed"
    assert "Vi ses." in text.get_content()
    assert (calendar.get_content_type(), calendar.get_param("method"), calendar.get_content_charset()) == (
        "text/calendar",
        "CANCEL",
        "utf-8",
    )
    assert calendar.get_payload(decode=True) == written


def test_nobody_there_means_later() -> None:
    assert send(f"smtp://127.0.0.1:{free_port()}", LETTER) is Handover.LATER


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        (("421 busy",), Handover.LATER),
        (("220 hi", "250 ok", "250 ok", "450 mailbox busy"), Handover.LATER),
        (("220 hi", "250 ok", "250 ok", "550 no such mailbox"), Handover.REFUSED),
        (("220 hi", "250 ok", "550 not from you"), Handover.REFUSED),
        (("220 hi", "250 ok"), Handover.LATER),
    ],
    ids=["busy server", "busy mailbox", "no mailbox", "no sender", "line cut"],
)
def test_a_no_for_now_means_later_and_a_no_for_good_means_refused(answers: tuple[str, ...], outcome: Handover) -> None:
    assert send(answering(*answers), LETTER) is outcome


def test_embedded_mails_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert send("print://", LETTER) is Handover.SENT
    assert "✉  amal@familie.example – Møde på tirsdag" in capsys.readouterr().out
    send("print://", replace(LETTER, calendar=Calendar(method="REQUEST", content=b"")))
    assert "[samspil.ics: REQUEST]" in capsys.readouterr().out


def test_sockets_here_are_the_patched_ones() -> None:
    assert socket.socket.__module__.startswith("eventlet")
