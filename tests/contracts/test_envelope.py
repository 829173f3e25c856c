"""What travels can be read again; what is not as agreed is refused by code, and nothing of it is repeated."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.envelope import CONTENT_TYPE, MALFORMED, Attributes, Event, Malformed, check, decode, encode
from contracts.events import REGISTER
from contracts.strictjson import LIMIT
from tests.contracts.make import MOMENT, a_document, an_event, as_bytes, unchecked, without

MARK = "Mette-010203-1234"


@pytest.mark.parametrize("type", REGISTER)
def test_every_type_of_event_is_read_as_it_was_written(type: str) -> None:
    event = an_event(type)
    assert decode(encode(event)) == event


def test_an_event_is_written_as_cloudevents() -> None:
    document = a_document()
    assert CONTENT_TYPE == "application/cloudevents+json"
    assert document["specversion"] == "1.0"
    assert document["datacontenttype"] == "application/json"
    assert document["time"] == "2026-03-01T17:00:00Z"
    assert document["sequence"] == "000000000001"
    assert all(name.isascii() and name.isalnum() and name.islower() for name in document)


def test_what_is_unset_is_left_out_and_null_means_unset() -> None:
    document = a_document()
    assert "causationid" not in document
    assert decode(as_bytes(document | {"causationid": None, "traceparent": None})) == an_event()


def test_the_whole_envelope_survives_the_journey() -> None:
    full = an_event(
        causationid=uuid4(),
        sequence=12345,
        programme="kvartervenner",
        programmeversion="1.2.0",
        consentref=uuid4(),
        traceparent="00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    )
    assert decode(encode(full)) == full
    assert (full.organisation, full.service) == ("kfum", "enrollment")


def test_a_moment_of_another_zone_arrives_as_utc() -> None:
    copenhagen = timezone(timedelta(hours=1))
    event = unchecked(time=MOMENT.astimezone(copenhagen))
    assert decode(encode(event)).time == datetime(2026, 3, 1, 17, 0, tzinfo=UTC)


def test_what_a_later_release_added_is_passed_over() -> None:
    document = a_document("meeting.scheduled.v1")
    document["laterattribute"] = "new"
    document["data"]["later"] = {"deep": [1.5]}
    document["data"]["participants"][0]["later"] = True
    assert decode(as_bytes(document)) == an_event("meeting.scheduled.v1")


def test_a_service_may_not_send_what_is_not_agreed() -> None:
    with pytest.raises(Malformed, match=r"wrong_data: data\.name"):
        check(unchecked("family.left.v1", data={"reason": "family_wish", "name": MARK}))
    scheduled = unchecked("meeting.scheduled.v1")
    scheduled.data["participants"][0]["name"] = MARK
    with pytest.raises(Malformed, match=r"wrong_data: data\.participants\.0\.name"):
        check(scheduled)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"source": "/kfum/matching"}, "not_its_owner"),
        ({"source": "kfum/enrollment"}, "wrong_attribute"),
        ({"dataclassification": "public"}, "wrong_classification"),
        ({"sequence": 0}, "wrong_attribute"),
        ({"type": "family.moved.v1"}, "unknown_type"),
        ({"programmeversion": "one"}, "wrong_attribute"),
        ({"traceparent": "00-1-2-3"}, "wrong_attribute"),
    ],
)
def test_a_service_may_not_send_an_envelope_that_is_not_its_own(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Malformed, match=f"^{code}"):
        check(Event(**(vars(unchecked()) | changes)))


def test_checking_gives_what_the_receiver_will_see() -> None:
    guardian = uuid4()
    told = unchecked("family.joined.v1")
    checked = check(Event(**(vars(told) | {"data": {**told.data, "guardians": [guardian]}})))
    assert checked.data["guardians"] == [guardian]
    assert check(checked) == checked


def test_a_naive_moment_cannot_be_told() -> None:
    with pytest.raises(ValueError, match="a moment without a zone"):
        check(unchecked(time=datetime(2026, 3, 1, 17, 0)))  # noqa: DTZ001
    with pytest.raises(TypeError, match="set has no agreed JSON form"):
        check(unchecked(data={"reason": {"family_wish"}}))


def test_an_event_does_not_show_its_data() -> None:
    assert "family_wish" not in repr(an_event("family.left.v1"))


def _spoilt() -> dict[str, tuple[bytes, str]]:
    document = a_document()
    text = json.dumps(document)
    data = document["data"]
    return {
        "empty": (b"", "not_json"),
        "bad JSON": (f'{{"{MARK}": '.encode(), "not_json"),
        "two documents": (f"{text} {text}".encode(), "not_json"),
        "bad UTF-8": (b'{"' + MARK.encode() + b'": "\xff\xfe"}', "not_utf8"),
        "UTF-16": (text.encode("utf-16"), "not_utf8"),
        "byte order mark": (b"\xef\xbb\xbf" + text.encode(), "not_json"),
        "pickle": (b"\x80\x04\x95" + MARK.encode(), "not_utf8"),
        "yaml": (f"name: {MARK}".encode(), "not_json"),
        "100k lists deep": (b"[" * 100_000 + b"]" * 100_000, "too_deep"),
        "100k objects deep": (b'{"a":' * 40_000 + b"1" + b"}" * 40_000, "too_deep"),
        "an integer of 100k digits": (b"1" * 100_000, "number_out_of_range"),
        "an integer of 1e6 digits": (b"1" * 1_000_000, "too_large"),
        "an infinite number": (b'{"a": 1e999}', "number_out_of_range"),
        "NaN": (b'{"a": NaN}', "not_json"),
        "Infinity": (b'{"a": -Infinity}', "not_json"),
        "the same key twice": (f'{{"{MARK}": 1, "{MARK}": 2}}'.encode(), "duplicate_key"),
        "a lone surrogate": (json.dumps({MARK: "\ud800"}).encode(), "not_unicode"),
        "a lone surrogate as key": (json.dumps({"\udfff" + MARK: 1}).encode(), "not_unicode"),
        "20 MB": (b'"' + b"a" * 20_000_000 + b'"', "too_large"),
        "one byte too many": (b" " * (LIMIT + 1 - len(text)) + text.encode(), "too_large"),
        "a list": (as_bytes([document]), "not_an_object"),
        "text": (as_bytes(MARK), "not_an_object"),
        "null": (b"null", "not_an_object"),
        "an empty object": (b"{}", "missing_attribute"),
        "no data": (as_bytes(without(document, "data")), "missing_attribute"),
        "null data": (as_bytes(document | {"data": None}), "missing_attribute"),
        "data as text": (as_bytes(document | {"data": MARK}), "wrong_data"),
        "data as list": (as_bytes(document | {"data": [data]}), "wrong_data"),
        "binary data": (as_bytes(without(document, "data") | {"data_base64": "AAAA"}), "missing_attribute"),
        "unknown type": (as_bytes(document | {"type": f"family.{MARK}.v1"}), "unknown_type"),
        "type as object": (as_bytes(document | {"type": {MARK: 1}}), "unknown_type"),
        "a hook of the decoder": (as_bytes({"__type__": "uuid", "__value__": MARK}), "missing_attribute"),
        "another CloudEvents": (as_bytes(document | {"specversion": "0.3"}), "wrong_attribute"),
        "another content": (as_bytes(document | {"datacontenttype": "text/xml"}), "wrong_attribute"),
        "an id that is none": (as_bytes(document | {"id": MARK}), "wrong_attribute"),
        "an id as number": (as_bytes(document | {"id": 7}), "wrong_attribute"),
        "a source with a path": (as_bytes(document | {"source": "/kfum/../enrollment"}), "wrong_attribute"),
        "somebody else's fact": (as_bytes(document | {"source": "/kfum/reporting"}), "not_its_owner"),
        "called public": (as_bytes(document | {"dataclassification": "public"}), "wrong_classification"),
        "a time without zone": (as_bytes(document | {"time": "2026-03-01T17:00:00"}), "wrong_attribute"),
        "a time before time": (as_bytes(document | {"time": "0001-01-01T00:00:00+14:00"}), "wrong_attribute"),
        "a sequence as number": (as_bytes(document | {"sequence": 1}), "wrong_attribute"),
        "sequence nought": (as_bytes(document | {"sequence": "000000000000"}), "wrong_attribute"),
        "a count as text": (as_bytes(document | {"data": data | {"children": "2"}}), "wrong_data"),
        "a count as yes": (as_bytes(document | {"data": data | {"children": True}}), "wrong_data"),
        "a count below nought": (as_bytes(document | {"data": data | {"children": -1}}), "wrong_data"),
        "a missing field": (as_bytes(document | {"data": without(data, "area")}), "wrong_data"),
        "a guardian by name": (as_bytes(document | {"data": data | {"guardians": [MARK]}}), "wrong_data"),
        "a CPR number as area": (as_bytes(document | {"data": data | {"area": "x010203-1234"}}), "wrong_data"),
        "a municipality that is none": (as_bytes(document | {"data": data | {"municipality": "9999"}}), "wrong_data"),
    }


SPOILT = _spoilt()


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_no_event_is_refused_by_code_and_never_repeated(name: str) -> None:
    body, code = SPOILT[name]
    with pytest.raises(Malformed) as refusal:
        decode(body)
    assert refusal.value.code == code
    assert code in MALFORMED
    _holds_nothing_of(MARK, refusal.value)


def _holds_nothing_of(mark: str, error: BaseException | None) -> None:
    """Neither the error nor one it came from keeps the input, as the errors of json and marshmallow do."""
    while error is not None:
        assert mark not in f"{error!s}{error!r}{error.args}{vars(error)}"
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize("name", sorted(Attributes().fields.keys() - {"datacontenttype"}))
def test_every_attribute_is_checked(name: str) -> None:
    with pytest.raises(Malformed) as refusal:
        decode(as_bytes(a_document() | {name: [MARK]}))
    assert refusal.value.where in (name, None)


def test_the_limit_itself_is_allowed() -> None:
    text = encode(an_event())
    assert decode(text + b" " * (LIMIT - len(text))) == an_event()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@given(st.binary(max_size=200))
def test_no_bytes_bring_decode_down(body: bytes) -> None:
    with pytest.raises(Malformed):
        decode(body)


@given(st.sampled_from(sorted(a_document())), JSON)
def test_no_attribute_brings_decode_down(name: str, value: Any) -> None:
    with suppress(Malformed):
        assert isinstance(decode(as_bytes(a_document() | {name: value})), Event)


@given(st.sampled_from(sorted(a_document("meeting.scheduled.v1")["data"])), JSON)
def test_no_payload_brings_decode_down(name: str, value: Any) -> None:
    document = a_document("meeting.scheduled.v1")
    document["data"][name] = value
    with suppress(Malformed):
        assert decode(as_bytes(document)).data.keys() == REGISTER["meeting.scheduled.v1"].sent.fields.keys()
