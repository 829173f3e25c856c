"""Strict JSON: what two parsers could read differently, or what would hurt to read, is refused as a whole."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chassis.testing import Stage
from chassis.web.body import parse
from chassis.web.problems import Problem

DEEP = 33
BAD: dict[str, bytes] = {
    "nothing": b"",
    "white space": b" \r\n\t",
    "a word": b"hello",
    "a byte order mark": b'\xef\xbb\xbf{"a":1}',
    "UTF-16": '{"a":1}'.encode("utf-16"),
    "UTF-16 without a mark": '{"a":1}'.encode("utf-16-le"),
    "UTF-32": '{"a":1}'.encode("utf-32"),
    "Latin-1": '{"a":"æ"}'.encode("latin-1"),
    "half a letter": b'{"a":"\xc3"}',
    "an overlong letter": b'{"a":"\xc0\xaf"}',
    "an encoded surrogate": b'{"a":"\xed\xa0\x80"}',
    "a lone high surrogate": rb'{"a":"\ud83d"}',
    "a lone low surrogate": rb'{"a":"\udc4d"}',
    "surrogates the wrong way round": rb'{"a":"\udc4d\ud83d"}',
    "a lone surrogate in a name": rb'{"\ud83d":1}',
    "NaN": b'{"a":NaN}',
    "Infinity": b'{"a":Infinity}',
    "minus Infinity": b'{"a":-Infinity}',
    "a number beyond all": b'{"a":1e999}',
    "an integer of 20 digits": b'{"a":' + b"9" * 20 + b"}",
    "an integer of a million digits": b'{"a":' + b"9" * 1_000_000 + b"}",
    "a leading zero": b'{"a":01}',
    "a leading plus": b'{"a":+1}',
    "a hexadecimal number": b'{"a":0x1}',
    "a number without its end": b'{"a":1.}',
    "a number without its start": b'{"a":.5}',
    "a name twice": b'{"a":1,"a":2}',
    "a name twice further in": b'{"a":[{"b":1,"b":1}]}',
    "a name twice in two spellings": rb'{"a":1,"\u0061":2}',
    "a comma too many": b'{"a":1,}',
    "a comma too many in a list": b'{"a":[1,]}',
    "a comma too few": b'{"a":1 "b":2}',
    "single quotes": b"{'a':1}",
    "no quotes": b"{a:1}",
    "a comment": b'{"a":1/*x*/}',
    "a line comment": b'{"a":1}//x',
    "two documents": b'{"a":1}{"a":2}',
    "something behind": b'{"a":1}x',
    "an open object": b'{"a":1',
    "an open string": b'{"a":"b',
    "a line break in a string": b'{"a":"b\nc"}',
    "NUL in a string": b'{"a":"b\x00c"}',
    "an unknown escape": rb'{"a":"\x41"}',
    "half an escape": rb'{"a":"\u00"}',
    "capital TRUE": b'{"a":TRUE}',
    "Python's None": b'{"a":None}',
    "33 lists": b"[" * DEEP + b"]" * DEEP,
    "33 objects": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "100,000 lists": b"[" * 100_000 + b"]" * 100_000,
    "100,000 open lists": b"[" * 100_000,
    "100,000 open objects": b'{"a":' * 100_000,
    "100,000 closed lists": b"]" * 100_000,
}


@pytest.mark.parametrize("raw", BAD.values(), ids=BAD.keys())
def test_what_is_not_strict_json_is_refused(raw: bytes) -> None:
    with pytest.raises(Problem) as refused:
        parse(raw)
    assert refused.value.code in ("body_not_json", "body_missing")


def test_there_are_at_least_40_of_them() -> None:
    assert len(BAD) >= 40


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a": [1, -2.5e3, true, null, "\\u00e6\\ud83d\\udc4d"]}',
        b'{"a":"' + b"[" * 100_000 + b'"}',
        b'{"a":"' + b'\\"[' * 10_000 + b'"}',
        b"[" + b"[]," * 10_000 + b"[]]",
        b"[" * 32 + b"]" * 32,
    ],
)
def test_what_is_strict_json_is_read(raw: bytes) -> None:
    assert parse(raw) == json.loads(raw)


leaves = some.none() | some.booleans() | some.integers(1 - 10**18, 10**18 - 1) | some.text(max_size=20)
values = some.recursive(
    leaves, lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=5), inner, max_size=3)
)


@given(values, some.booleans())
def test_everything_that_json_can_say_is_read_as_it_was_written(value: Any, plain: bool) -> None:
    assert parse(json.dumps(value, ensure_ascii=plain).encode()) == value


@given(some.binary(max_size=60))
def test_no_bytes_make_the_reader_stumble(raw: bytes) -> None:
    assert outcome(raw) in ("read", "body_not_json", "body_missing")


def outcome(raw: bytes) -> str:
    try:
        parse(raw)
    except Problem as problem:
        return problem.code
    return "read"


def test_wrong_values_are_named_by_place_and_code(stage: Stage) -> None:
    body = {
        "text": "x" * 41,
        "pages": [{"number": 1, "kind": "front"}, {"number": "one", "kind": "side", "made up": 1}],
    }
    reply = stage.call("POST", "/notes/open", body)
    assert reply.status == 422
    assert {(error["field"], error["code"]) for error in reply.json["errors"]} == {
        ("/text", "too_long"),
        ("/pages/1/number", "wrong_type"),
        ("/pages/1/kind", "not_a_choice"),
        ("/pages/1", "unknown"),
    }
    assert all(error["message"] and error["remedy"] for error in reply.json["errors"])


def test_a_made_up_field_is_not_repeated_but_the_known_ones_are_named(stage: Stage) -> None:
    reply = stage.call("POST", "/notes/open", {"text": "a", "Jens Jensen": 1})
    assert "Jens" not in reply.text
    assert reply.json["errors"][0] | {"message": "", "remedy": ""} == {
        "field": "",
        "code": "unknown",
        "known": ["pages", "text"],
        "message": "",
        "remedy": "",
    }


@pytest.mark.parametrize("body", [[], "text", 1, None])
def test_a_body_that_is_no_object_is_refused(stage: Stage, body: Any) -> None:
    reply = stage.call("POST", "/notes/open", body)
    assert reply.status in (400, 422)


def test_a_route_that_takes_nothing_takes_an_empty_object_and_no_more(stage: Stage) -> None:
    note = stage.call("POST", "/notes", {"text": "a"}, as_=("family",)).json["id"]
    assert stage.call("POST", f"/notes/{note}/tearing", {}, as_=("family",)).status == 204
    assert stage.call("POST", f"/notes/{note}/tearing", as_=("family",)).status == 204
    assert stage.call("POST", f"/notes/{note}/tearing", {"a": 1}, as_=("family",)).status == 422


def test_a_question_has_no_body(stage: Stage) -> None:
    assert stage.call("GET", "/notes", {}, as_=("family",)).json["code"] == "body_unexpected"
