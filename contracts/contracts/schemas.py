"""The register as JSON Schema 2020-12 and AsyncAPI 3.0, for partners in any language.

A schema describes the whole document that travels, envelope and data. Deliberately not here: writing files
(`published`), and anything the register does not say.
"""

from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow.openapi import OpenAPIConverter

from contracts.envelope import CONTENT_TYPE, Attributes, source_of
from contracts.events import EVERY, REGISTER, EventType
from contracts.fields import Strict

DRAFT = "https://json-schema.org/draft/2020-12/schema"
ABOUT = """
What the services of Samspil tell each other. Every event is one CloudEvents 1.0 JSON document. The service that owns a
fact publishes it to the topic exchange `<organisation>.<service>`, one copy per receiving organisation, and the
routing key begins with the receiver. Within a version of a type only optional properties are added; pass over
properties you do not know. Ids are pseudonymous; no event carries a name, an address or free text.
"""


def event_schema(kind: EventType) -> dict[str, Any]:
    """The JSON Schema of one type of event."""
    document = _open(_converted(Attributes))
    properties = document["properties"]
    if kind.owner != EVERY:
        properties["source"]["pattern"] = source_of(kind.owner)
    properties["type"] = {"const": kind.type}
    properties["dataclassification"] = {"const": kind.classification}
    properties["subject"]["description"] = f"The pseudonymous id of the {kind.subject.replace('_', ' ')}."
    properties["data"] = _open(_converted(kind.schema)) | {"description": kind.summary}
    return {
        "$schema": DRAFT,
        "$id": f"urn:samspil:event:{kind.type}",
        "title": kind.type,
        "description": kind.summary,
        "type": "object",
        "required": sorted([*document["required"], "data"]),
        "properties": properties,
    }


def asyncapi(version: str) -> dict[str, Any]:
    """The AsyncAPI document of the whole register."""
    kinds = REGISTER.values()
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Samspil events", "version": version, "description": " ".join(ABOUT.split())},
        "defaultContentType": CONTENT_TYPE,
        "channels": {kind.type: _channel(kind) for kind in kinds},
        "operations": {f"send.{kind.type}": _operation(kind) for kind in kinds},
        "components": {"messages": {kind.type: _message(kind) for kind in kinds}},
    }


def _channel(kind: EventType) -> dict[str, Any]:
    service = "<service>" if kind.owner == EVERY else kind.owner
    exchange = {"name": f"<organisation>.{service}", "type": "topic", "durable": True, "autoDelete": False}
    return {
        "address": f"{{receiver}}.{kind.type}",
        "description": kind.summary,
        "parameters": {"receiver": {"description": "The organisation that the copy is for."}},
        "messages": {kind.type: {"$ref": f"#/components/messages/{kind.type}"}},
        "bindings": {"amqp": {"is": "routingKey", "exchange": exchange, "bindingVersion": "0.3.0"}},
    }


def _operation(kind: EventType) -> dict[str, Any]:
    told_by = "Every service" if kind.owner == EVERY else f"Only {kind.owner}"
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{kind.type}"},
        "summary": f"{told_by} tells this.",
        "bindings": {"amqp": {"deliveryMode": 2, "bindingVersion": "0.3.0"}},
    }


def _message(kind: EventType) -> dict[str, Any]:
    return {
        "name": kind.type,
        "title": kind.summary,
        "summary": f"About a {kind.about}; {kind.classification}.",
        "contentType": CONTENT_TYPE,
        "correlationId": {"location": "$message.payload#/correlationid"},
        "payload": {
            "schemaFormat": "application/schema+json;version=draft-2020-12",
            "schema": {"$ref": f"./schemas/{kind.type}.json"},
        },
    }


def _converted(schema: type[Strict]) -> dict[str, Any]:
    spec = APISpec(title="", version="", openapi_version="3.1.0")
    converter = OpenAPIConverter("3.1.0", schema_name_resolver=lambda _: "", spec=spec)  # no name: written in place
    document: dict[str, Any] = converter.schema2jsonschema(schema)  # type: ignore[no-untyped-call]
    return document


def _open(schema: Any) -> Any:
    """The schema as a receiver needs it: a property of a later release is allowed at every depth."""
    if isinstance(schema, dict):
        return {key: _open(value) for key, value in schema.items() if key != "additionalProperties"}
    return [_open(item) for item in schema] if isinstance(schema, list) else schema
