"""An event as it travels: CloudEvents 1.0, one structured JSON document from the outbox to the archive.

`encode`, `decode` and `check` are pure. Deliberately not here: routing keys, receivers and all that a broker adds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from marshmallow import EXCLUDE, ValidationError
from marshmallow.validate import Regexp

from contracts import strictjson
from contracts.events import CLASSIFICATIONS, EVERY, REGISTER, EventType
from contracts.fields import SLUG, Strict, faults, moment, slug, uuid, version, word
from contracts.values import Sequence, Text

CONTENT_TYPE = "application/cloudevents+json"
MALFORMED = (
    *strictjson.CODES,
    "not_an_object",
    "missing_attribute",
    "wrong_attribute",
    "unknown_type",
    "not_its_owner",
    "wrong_classification",
    "wrong_data",
)


class Malformed(Exception):
    """No event we know; `code` is one of `MALFORMED`, `where` the name of one of our own attributes or fields.

    Nothing of what was received is kept in it, so it can be logged.
    """

    def __init__(self, code: str, where: str | None = None) -> None:
        super().__init__(code if where is None else f"{code}: {where}")
        self.code = code
        self.where = where


@dataclass(frozen=True, kw_only=True)
class Event:
    """One fact. `sequence` orders the events that one source tells about one subject."""

    id: UUID
    source: str
    type: str
    subject: UUID
    time: datetime
    data: Mapping[str, Any] = field(repr=False)
    correlationid: UUID
    causationid: UUID | None = None
    sequence: int
    programme: str | None = None
    programmeversion: str | None = None
    consentref: UUID | None = None
    dataclassification: str
    traceparent: str | None = None

    @property
    def organisation(self) -> str:
        """Whose service told it."""
        return self.source.split("/")[1]

    @property
    def service(self) -> str:
        """Which service told it."""
        return self.source.split("/")[2]


def source_of(service: str) -> str:
    """The pattern of the sources that are this service of any organisation."""
    return f"^/{SLUG[1:-1]}/{service}$"


class Attributes(Strict):
    """The CloudEvents attributes of every event; `data` is the payload of its type."""

    specversion = word(["1.0"])
    id = uuid(means="Unique for ever; a second delivery carries the same id.")
    source = Text(
        required=True,
        validate=Regexp(source_of(SLUG[1:-1]), error="not_a_choice"),
        metadata={"description": "`/<organisation>/<service>`."},
    )
    type = word(REGISTER)
    subject = uuid(means="The pseudonymous id of what the event is about.")
    time = moment(means="When it happened, in UTC.")
    datacontenttype = word(["application/json"])
    correlationid = uuid(means="The same for everything one command set in motion.")
    causationid = uuid(null=True, means="The event that led to this one.")
    sequence = Sequence(
        required=True,
        metadata={"pattern": "^[0-9]{12}$", "description": "Orders what one source tells about one subject."},
    )
    programme = slug(null=True)
    programmeversion = version(null=True)
    consentref = uuid(null=True, means="The consent that lets this copy leave its organisation.")
    dataclassification = word(CLASSIFICATIONS)
    traceparent = Text(
        load_default=None,
        allow_none=True,
        validate=Regexp("^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$", error="not_a_choice"),
        metadata={"description": "W3C Trace Context."},
    )


_ATTRIBUTES = Attributes(unknown=EXCLUDE)
_CONSTANT = {"specversion": "1.0", "datacontenttype": "application/json"}


def encode(event: Event) -> bytes:
    """The bytes to store and send; what is unset is left out."""
    attributes = (
        _CONSTANT | {name: getattr(event, name) for name in _NAMES} | {"sequence": Sequence.written(event.sequence)}
    )
    return strictjson.dumps({name: value for name, value in attributes.items() if value is not None})


def decode(body: bytes) -> Event:
    """The event in the bytes, its data in Python types; `Malformed` if any part of it is not as agreed."""
    document = _document(body)
    attributes = _attributes({name: value for name, value in document.items() if value is not None and name != "data"})
    kind = _kind(attributes)
    return Event(**attributes, data=_payload(kind.received, document.get("data")))


def check(event: Event) -> Event:
    """The event as `decode` will give it; `Malformed` if its owner must not send it like this."""
    return replace(event, data=_sent(encode(event)))


def seal(event: Event) -> bytes:
    """What `encode` gives, of an event that has been checked."""
    body = encode(event)
    _sent(body)
    return body


def _sent(body: bytes) -> dict[str, Any]:
    document = _document(body)
    kind = _kind(_attributes({name: value for name, value in document.items() if name != "data"}))
    return _payload(kind.sent, document["data"])


def _document(body: bytes) -> dict[str, Any]:
    try:
        document = strictjson.loads(body)
    except strictjson.NotJson as problem:
        raise Malformed(problem.code) from None
    if not isinstance(document, dict):
        raise Malformed("not_an_object")
    return document


def _attributes(document: Mapping[str, Any]) -> dict[str, Any]:
    attributes, wrong = _loaded(_ATTRIBUTES, document)
    if wrong is None:
        return {name: value for name, value in attributes.items() if name not in _CONSTANT}
    if wrong not in document:
        raise Malformed("missing_attribute", wrong)
    raise Malformed("unknown_type") if wrong == "type" else Malformed("wrong_attribute", wrong)


def _kind(attributes: Mapping[str, Any]) -> EventType:
    kind = REGISTER[attributes["type"]]
    if kind.owner not in (EVERY, attributes["source"].rpartition("/")[2]):
        raise Malformed("not_its_owner", "source")
    if kind.classification != attributes["dataclassification"]:
        raise Malformed("wrong_classification", "dataclassification")
    return kind


def _payload(schema: Strict, data: Any) -> dict[str, Any]:
    if data is None:
        raise Malformed("missing_attribute", "data")
    payload, wrong = _loaded(schema, data)
    if wrong is not None:
        raise Malformed("wrong_data", f"data.{wrong}".rstrip("."))
    return payload


def _loaded(schema: Strict, value: Any) -> tuple[dict[str, Any], str | None]:
    """What was loaded, and where the first fault is; the library's own error is dropped, since it keeps the input."""
    try:
        return schema.load(value), None
    except ValidationError as error:
        return {}, next(faults(error))[0]


_NAMES = tuple(attribute.name for attribute in fields(Event))
