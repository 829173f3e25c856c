"""This service's own settings, each with the meaning an operator reads in `config.yaml`."""

from marshmallow import Schema, fields, validate


class Settings(Schema):
    """What only activities is told."""

    public_url = fields.Url(
        load_default="https://activities.samspil.example", schemes={"http", "https"}, require_tld=False
    )
    place_days = fields.Integer(load_default=30, validate=validate.Range(1, 365))
