"""The settings that only enrollment has."""

from marshmallow import Schema, fields, validate


class Settings(Schema):
    """What enrollment can be told besides what every service can."""

    silent_days = fields.Integer(load_default=180, validate=validate.Range(1, 3650))
    public_url = fields.Url(
        load_default="https://samspil.example/contact", schemes={"http", "https"}, require_tld=False
    )
    left_days = fields.Integer(load_default=365, validate=validate.Range(1, 3650))
