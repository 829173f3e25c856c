"""Every municipality has a usual week of winter break: the seventh for most, later for some."""

import csv
from importlib.resources import files

from contracts.fields import municipalities


def test_every_municipality_has_one_usual_week() -> None:
    lines = csv.DictReader(files("contracts").joinpath("data/school_breaks.csv").read_text("utf-8").splitlines())
    weeks = [(line["municipality"], int(line["winter_week"])) for line in lines]
    assert [code for code, _ in weeks] == sorted(municipalities())
    assert {week for _, week in weeks} == {7, 8, 10}
    assert dict(weeks)["0461"] == dict(weeks)["0621"] == dict(weeks)["0440"] == 7
    assert dict(weeks)["0851"] == 8
