"""Handing a mail over, bounded in time. What it says and to whom is the caller's business."""

import smtplib
import sys
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from enum import Enum
from urllib.parse import urlsplit

TIMEOUT_SECONDS = 10
ATTACHED = "samspil.ics"


class Handover(Enum):
    """What became of a mail."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """What a mail tells the reader's calendar (RFC 6047): the method and the iCalendar that says it as well."""

    method: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A mail to one person. The id is stable, so that a second copy can be recognised."""

    id: str
    sender: str
    to: str
    subject: str
    text: str
    at: datetime
    calendar: Calendar | None = None


def send(url: str, letter: Letter) -> Handover:
    """Hand `letter` to `print://` (this process's standard output) or to `smtp://host:port`."""
    place = urlsplit(url)
    if place.scheme == "print":
        also = f"[{ATTACHED}: {letter.calendar.method}]\n" if letter.calendar else ""
        print(f"\n✉  {letter.to} – {letter.subject}\n{letter.text}\n{also}", file=sys.stdout, flush=True)  # noqa: T201
        return Handover.SENT
    try:
        with smtplib.SMTP(place.hostname or "", place.port or 25, timeout=TIMEOUT_SECONDS) as server:
            server.send_message(_composed(letter))
    except smtplib.SMTPResponseException as answer:
        return Handover.LATER if 400 <= answer.smtp_code < 500 else Handover.REFUSED
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = [code for code, _ in refusal.recipients.values()]
        return Handover.REFUSED if all(code >= 500 for code in codes) else Handover.LATER
    except (OSError, smtplib.SMTPException):
        return Handover.LATER
    return Handover.SENT


def _composed(letter: Letter) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = letter.sender, letter.to, letter.subject
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = f"<{letter.id}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    if letter.calendar:
        # Beside the text, not instead of it: who has no calendar, or one that shows little, reads the letter.
        message.add_attachment(
            letter.calendar.content,
            maintype="text",
            subtype="calendar",
            filename=ATTACHED,
            params={"method": letter.calendar.method, "charset": "utf-8"},
        )
    return message
