"""The checked-in description of the API is the one the doors give."""

from pathlib import Path

import yaml

from chassis import doors, operations
from chassis.testing import Stage
from chassis.web.openapi import document
from matching import service
from matching.tables import metadata

WRITTEN = Path(service.__file__).parents[1] / "openapi.yaml"


def test_openapi_yaml_equals_the_code() -> None:
    stage = Stage(service.Matching, metadata)
    said = document([*doors.routes_of(stage.service), *operations.routes(stage.desk)], "matching")
    assert yaml.safe_load(WRITTEN.read_text(encoding="utf-8")) == said
