"""What matching goes by is refused where its numbers make no sense, with line, key and reason."""

from pathlib import Path

import pytest

from tests.contracts.flow import SOURCE, refused

# What stands in the file, what it is changed to, the key the error names, and words of its reason.
SENSELESS = {
    "a group full before it is large enough": (
        "group:\n      at_least: {value: 1,",
        "group:\n      at_least: {value: 2,",
        "needs.network_person.group.at_most",
        "full before it is large enough",
    ),
    "check-ins out of order": (
        "check_in_days: {value: [30, 91, 182]",
        "check_in_days: {value: [91, 30]",
        "matching.check_in_days",
        "not in order",
    ),
    "check-ins twice on a day": (
        "check_in_days: {value: [30, 91, 182]",
        "check_in_days: {value: [30, 30]",
        "matching.check_in_days",
        "not in order",
    ),
    "warnings out of order": (
        "warn_days: {value: [90, 60, 30]",
        "warn_days: {value: [30, 60, 90]",
        "vetting.warn_days",
        "the longest before comes first",
    ),
    "a ceiling under a long wait": (
        "ceiling_days: {value: 180",
        "ceiling_days: {value: 59",
        "matching.ceiling_days",
        "before anybody has waited long",
    ),
    "an area outside Denmark": (
        "point: {value: null",
        "point: {value: [9.47, 55.49]",
        "areas.kolding_one.point",
        "does not lie in Denmark",
    ),
    "three matchers": ("matchers: {value: 2", "matchers: {value: 3", "matching.matchers", "too large"),
    "nobody to approve": ("matchers: {value: 2", "matchers: {value: 0", "matching.matchers", "too small"),
}


@pytest.mark.parametrize("name", SENSELESS)
def test_a_number_that_makes_no_sense_names_line_key_and_reason(name: str, tmp_path: Path) -> None:
    old, new, key, reason = SENSELESS[name]
    assert old in SOURCE
    spoilt = SOURCE.replace(old, new, 1)
    error = refused(spoilt, tmp_path)
    assert (error.file, error.key) == ("kvartervenner.yaml", key)
    assert reason in error.reason
    assert key.rsplit(".", 1)[-1] in spoilt.splitlines()[error.line - 1]


def test_one_to_one_is_no_group(tmp_path: Path) -> None:
    error = refused(
        SOURCE.replace("      at_most: {value: 1, row: S0-22", "      at_most: {value: 4, row: S0-22"), tmp_path
    )
    assert (error.key, error.reason) == ("needs.network_person.group.at_most", "the track is one to one")
