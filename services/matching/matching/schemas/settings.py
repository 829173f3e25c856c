"""Matching's own settings."""

from marshmallow import Schema, fields, validate


class Settings(Schema):
    """Matching's own settings."""

    proposal_days = fields.Integer(load_default=14, validate=validate.Range(1, 90))
    snapshot_days = fields.Integer(load_default=90, validate=validate.Range(1, 365))
    forget_after_days = fields.Integer(load_default=30, validate=validate.Range(1, 365))
