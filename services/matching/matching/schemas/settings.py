"""Matching's own settings."""

from marshmallow import Schema, fields, validate


class Settings(Schema):
    """Matching's own settings."""

    snapshot_days = fields.Integer(load_default=90, validate=validate.Range(1, 365))
    forget_after_days = fields.Integer(load_default=30, validate=validate.Range(1, 365))
    public_url = fields.Url(
        load_default="https://matching.samspil.example", schemes={"http", "https"}, require_tld=False
    )
