"""Each event has one owner and a golden schema, and the guards that say so can fail."""

from contracts.events import EVERY, REGISTER
from tests.architecture import events
from tests.architecture.events import told_by_others, without_schema
from tests.architecture.sources import ROOT, SERVICES, product, snippet

OWNERS = {type: known.owner for type, known in REGISTER.items()}


def test_every_event_is_told_by_its_owner_only() -> None:
    assert told_by_others(product(), OWNERS) == []


def test_every_owner_is_a_service_of_the_house() -> None:
    assert events.EVERY == EVERY
    assert set(OWNERS.values()) <= {*SERVICES, EVERY}


def test_every_event_has_a_golden_schema() -> None:
    schemas = [file.stem for file in (ROOT / "contracts/published/schemas").glob("*.json")]
    assert without_schema(OWNERS, schemas) == []


def test_an_event_told_by_another_is_found() -> None:
    told = 'work.emit("family.joined.v1", family.id, {})'
    assert told_by_others(snippet("services/matching/matching/actions.py", told), OWNERS)
    assert not told_by_others(snippet("services/enrollment/enrollment/actions.py", told), OWNERS)


def test_an_unknown_event_is_found() -> None:
    assert told_by_others(snippet("services/matching/matching/actions.py", 'work.emit("x.y.v1", id, {})'), OWNERS)
    passed_on = 'work.pass_on("family.joined.v1", id, {}, to=to)'
    assert told_by_others(snippet("services/matching/matching/actions.py", passed_on), OWNERS)


def test_an_event_whose_type_is_not_written_out_is_found() -> None:
    assert told_by_others(snippet("services/matching/matching/actions.py", "work.emit(type, id, {})"), OWNERS)


def test_both_branches_of_a_choice_are_read() -> None:
    choice = 'work.emit("match.ended.v1" if over else "family.left.v1", id, {})'
    assert told_by_others(snippet("services/matching/matching/actions.py", choice), OWNERS)


def test_an_event_that_every_service_tells_is_fine() -> None:
    assert not told_by_others(snippet("services/matching/matching/actions.py", 'emit("heartbeat.v1", id, {})'), OWNERS)


def test_a_missing_and_a_needless_schema_are_found() -> None:
    assert len(without_schema(["a.b.v1"], ["c.d.v1"])) == 2
    assert not without_schema(["a.b.v1"], ["a.b.v1"])
