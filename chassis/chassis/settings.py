"""A service's settings: its config.yaml, overlaid by the environment, checked before anything starts.

`SAMSPIL_<KEY>` speaks to every service of the process, `SAMSPIL_<KEY>_<SERVICE>` to one. `BROKER_URL` and
`DATABASE_URL_<SERVICE>` are understood as well, since that is what platforms tend to hand over.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, validate

PREFIX = "SAMSPIL_"
SLUG = validate.Regexp(r"^[a-z][a-z0-9-]{0,39}$")


class SettingsError(Exception):
    """A setting is unknown, missing or wrong; the message names it. The service does not start."""


class ChassisSettings(Schema):
    """What every service can be told. Times are in seconds unless the name says otherwise."""

    class Meta:
        unknown = RAISE

    organisation = fields.String(required=True, validate=SLUG)
    listen = fields.String(load_default="127.0.0.1:8000")
    database_url = fields.String(required=True)
    pool_size = fields.Integer(load_default=20, validate=validate.Range(1, 200))
    statement_seconds = fields.Float(load_default=3.0)
    broker_url = fields.String(load_default="inproc://")
    declare_topology = fields.Boolean(load_default=True)
    # Which organisation runs a service we listen to, where that is not our own.
    owners = fields.Dict(keys=fields.String(), values=fields.String(validate=SLUG), load_default=dict)
    # Which of our event types other organisations receive, by type; the same as the exports of deploy/topology.
    exports = fields.Dict(keys=fields.String(), values=fields.List(fields.String(validate=SLUG)), load_default=dict)
    peers = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)
    issuer = fields.String(load_default="https://login.samspil.example")
    audience = fields.String(load_default="samspil")
    jwks = fields.String(required=True)
    token_leeway_seconds = fields.Integer(load_default=30)
    service_token = fields.String(load_default="")
    signing_key = fields.String(load_default="")
    max_body_bytes = fields.Integer(load_default=1_048_576)
    max_connections = fields.Integer(load_default=1000)
    header_seconds = fields.Float(load_default=10.0)
    body_seconds = fields.Float(load_default=30.0)
    idle_seconds = fields.Float(load_default=15.0)
    idempotency_hours = fields.Integer(load_default=48, validate=validate.Range(min=24))
    inbox_days = fields.Integer(load_default=30, validate=validate.Range(min=7))
    batch_size = fields.Integer(load_default=100, validate=validate.Range(1, 1000))
    relay_batch = fields.Integer(load_default=500, validate=validate.Range(1, 5000))
    retry_seconds = fields.List(fields.Float(), load_default=lambda: [1.0, 5.0, 25.0, 125.0])
    sweep_seconds = fields.Float(load_default=1.0)
    confirm_seconds = fields.Float(load_default=10.0)
    drain_seconds = fields.Float(load_default=0.0)
    stop_seconds = fields.Float(load_default=25.0)
    log_level = fields.String(load_default="info", validate=validate.OneOf(["debug", "info", "warning", "error"]))


Settings = Mapping[str, Any]


def load(service: str, folder: Path, own: type[Schema] | None = None, *, services: Iterable[str] = ()) -> Settings:
    """The checked settings of one service; `services` are the other names that may appear in the environment.

    Raises:
        SettingsError: with the name of the setting and where it came from.
    """
    given = _from_file(folder / "config.yaml") | _from_environment(service, {service, *services}, os.environ)
    schemas: list[type[Schema]] = [ChassisSettings, *([own] if own else [])]
    known = {key for schema in schemas for key in schema().fields}
    for key in given:
        if key not in known:
            raise SettingsError(f"{service}: unknown setting '{key}'")
    settings: dict[str, Any] = {}
    for schema in schemas:
        settings |= _checked(service, schema, given)
    return MappingProxyType(settings)


def _checked(service: str, schema: type[Schema], given: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return dict(schema(unknown=EXCLUDE).load(given))
    except ValidationError as wrong:
        name, why = next(iter(wrong.messages_dict.items()))
        raise SettingsError(f"{service}: setting '{name}': {why}") from None


def _from_file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as file:
        return dict(yaml.safe_load(file) or {})


def _from_environment(service: str, services: set[str], environment: Mapping[str, str]) -> dict[str, Any]:
    everyone, only_us = {}, {}
    for name, text in environment.items():
        if name == "BROKER_URL":
            everyone["broker_url"] = text
        elif name == f"DATABASE_URL_{service.upper()}":
            only_us["database_url"] = text
        elif name.startswith(PREFIX):
            key, addressee = _split(name.removeprefix(PREFIX).lower(), services)
            if addressee == service:
                only_us[key] = _value(text)
            elif addressee is None:
                everyone[key] = _value(text)
    return everyone | only_us


def _split(name: str, services: set[str]) -> tuple[str, str | None]:
    for service in services:
        if name.endswith(f"_{service}"):
            return name.removesuffix(f"_{service}"), service
    return name, None


def _value(text: str) -> Any:
    return yaml.safe_load(text) if text[:1] in "[{" else text
