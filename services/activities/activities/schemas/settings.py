"""This service's own settings, each with the meaning an operator reads in `config.yaml`."""

from marshmallow import Schema, fields, validate


class Settings(Schema):
    """What only activities is told."""

    place_days = fields.Integer(load_default=30, validate=validate.Range(1, 365))
