"""A log line says only what is on the list, and never what an exception said."""

from chassis.logs import failure, keep_known


def test_only_known_keys_are_kept() -> None:
    line = keep_known(None, "info", {"event": "told", "service": "matching", "name": "Amal", "body": b"Amal"})
    assert line == {"action": "told", "service": "matching"}


def test_values_are_plain_and_short() -> None:
    line = keep_known(None, "info", {"event": "told", "reason": "x" * 500, "count": 3})
    assert line["count"] == 3
    assert len(line["reason"]) == 120


def test_of_an_exception_only_its_type_and_place_are_said() -> None:
    try:
        raise LookupError("child 010203-1234 not found")
    except LookupError as problem:
        said = failure(problem)
    assert said["failure_type"] == "LookupError"
    assert said["where"].startswith("tests.chassis.test_logs:")
    assert "010203" not in str(said)
