"""A private mail server and the letters it was given."""

import sys
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests.servers.process import Server


class MailSink(Server):
    """A real SMTP server that keeps what it is sent."""

    name = "mailsink"

    def __init__(self) -> None:
        super().__init__()
        (self.folder / "mail").mkdir()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def command(self) -> list[str | Path]:
        return [sys.executable, Path(__file__).with_name("mailsink.py"), str(self.port), self.folder / "mail"]

    def messages(self) -> list[EmailMessage]:
        """What was delivered, in the order of delivery."""
        letters = sorted((self.folder / "mail").glob("*.eml"))
        return [message_from_bytes(letter.read_bytes(), policy=policy.default) for letter in letters]
