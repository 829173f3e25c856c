"""What comes in and goes out at the doors of notifications, and what the service can be told."""

from marshmallow import Schema, ValidationError, fields, validates

from contracts.fields import Strict, count, moment, nested, slug, text, uuid, word
from notifications.domain.texts import LANGUAGES
from notifications.domain.words import STATES, TEMPLATES


class Settings(Schema):
    """Own settings: how mail leaves, and in whose name."""

    mail = fields.String(load_default="print://")
    sender = fields.Email(load_default="samspil@samspil.example")

    @validates("mail")
    def mail_leads_somewhere(self, value: str, **_: object) -> None:
        """Refuse a way of sending that does not exist before the first message meets it."""
        if not value.startswith(("print://", "smtp://")):
            raise ValidationError("must be print:// or smtp://host:port")


class WantedMessages(Strict):
    """Which messages are asked for."""

    state = word(STATES, null=True, means="Only messages in this state.")
    template = word(TEMPLATES, null=True, means="Only this template.")
    about = uuid(null=True, means="Only those about this meeting, match or question.")
    person = uuid(null=True, means="Only those to this person.")


class Message(Strict):
    """A message and what has become of it; never its address, never its text."""

    id = uuid()
    template = word(TEMPLATES)
    about = uuid(means="The meeting, match or question it is about.")
    person = uuid(means="To whom, as a pseudonym.")
    role = slug(means="As what the person is written to.")
    channel = slug(null=True, means="email or print; null before the first attempt.")
    state = word(STATES)
    reason = slug(null=True, means="Why it was cancelled, failed, or waits for another attempt.")
    due_at = moment(means="When it should go out.")
    attempts = count()
    settled_at = moment(null=True, means="When it was sent, or given up for good.")


class Template(Strict):
    """What a message says in one language, with its placeholders."""

    template = word(TEMPLATES)
    language = word(LANGUAGES)
    subject = text(200)
    text = text(4000, lines=True)


class Templates(Strict):
    """Every text that is sent."""

    items = nested(Template, many=True)
