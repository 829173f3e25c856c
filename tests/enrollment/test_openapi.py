"""The checked-in description of the API is the one the doors give."""

from pathlib import Path

import yaml

from chassis.testing import openapi_of
from enrollment import service

WRITTEN = Path(service.__file__).parents[1] / "openapi.yaml"


def test_openapi_yaml_equals_the_code() -> None:
    assert yaml.safe_load(WRITTEN.read_text(encoding="utf-8")) == openapi_of("enrollment")
