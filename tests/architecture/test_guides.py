"""What the guides list is what the code has: settings, metrics, events, words, decisions, and the story's own lines."""

import re
from typing import Any

from marshmallow import Schema

from chassis import doors
from chassis.metrics import Metrics
from chassis.runner import known_services
from chassis.settings import ChassisSettings
from chassis.web.problems import texts
from contracts.common import ROLES
from contracts.events import REGISTER
from tests.architecture.commands import commands
from tests.architecture.documents import COMMAND, INLINE, document, documents
from tests.architecture.events import told
from tests.architecture.sources import ROOT, SERVICES, product, snippet
from tests.architecture.words import ill_named

OPERATORS, PARTNERS = document("docs/operator-guide.md"), document("docs/partner-guide.md")
AUTHORS, README = document("docs/adding-a-service.md"), document("README.md")
CLASSES = {name: known_services()[name].load() for name in SERVICES}
PARTS = ["Context", "Decision", "Turned down", "Consequences"]
MARKS = re.compile(r"^\s*(?:→ (?:\d{3} )?|· )?|(?: Known here: .*| \[S0-\d+\])?$")


def test_the_table_of_settings_is_the_chassis_own() -> None:
    told = {name: default for name, default, _ in OPERATORS.table("setting")}
    assert told == {f"`{name}`": default(field) for name, field in ChassisSettings().fields.items()}


def test_the_table_of_the_services_settings_is_theirs() -> None:
    told = {(service, name): default for service, name, default, _ in OPERATORS.tables("service")[0]}
    own = {name: getattr(each, "settings", Schema)().fields for name, each in CLASSES.items()}
    assert told == {(name, f"`{key}`"): default(field) for name, keys in own.items() for key, field in keys.items()}


def test_the_table_of_metrics_is_the_chassis_own() -> None:
    told = [name for name, _, _ in OPERATORS.table("metric")]
    assert sorted(told) == sorted(f"`{metric.name}`" for metric in Metrics("any").registry.collect())


def test_the_table_of_the_services_metrics_is_theirs() -> None:
    told = [(service, name) for service, name, _ in OPERATORS.tables("service")[1]]
    own = [(name, f"`{door.name}`") for name, each in CLASSES.items() for door, _ in doors.measures_of(each())]
    assert sorted(told) == sorted(own)


def test_operators_learn_of_every_command() -> None:
    told = {
        found
        for row in OPERATORS.table("command")
        for cell in INLINE.findall(row[0])
        for found in COMMAND.findall(cell)
    }
    assert told == commands()


def test_every_runbook_is_in_the_guide() -> None:
    assert {file.name for file in (ROOT / "deploy/runbooks").iterdir()} == set(
        re.findall(r"runbooks/(\w+\.md)", OPERATORS.text)
    )


def test_partners_learn_which_events_are_told() -> None:
    rows = PARTNERS.table("from")
    now = {(row[0], type) for row in rows for type in INLINE.findall(row[1])}
    assert now == told(product())
    later = {type for row in rows for type in INLINE.findall(row[2])}
    assert later == set(REGISTER) - {type for _, type in now}


def test_partners_learn_of_every_role() -> None:
    (row,) = (row for row in PARTNERS.table("claim") if row[0] == "`roles`")
    assert tuple(INLINE.findall(row[1])) == ROLES


def test_no_name_in_the_product_is_a_word_to_avoid() -> None:
    avoided = words_to_avoid()
    assert {"client", "citizen"} <= avoided
    assert ill_named(product(), avoided) == []


def test_a_word_to_avoid_is_found() -> None:
    line = "def find_clients(openCase): ..."
    assert len(ill_named(snippet("services/matching/matching/x.py", line), {"client", "case"})) == 2


def test_every_list_of_the_services_is_on_the_checklist() -> None:
    listing = {path for path, text in configuration().items() if all(name in text for name in SERVICES)}
    assert {"pyproject.toml", "deploy/topology/topology.yaml"} <= listing
    assert listing - set(AUTHORS.inline) == set()


def test_the_example_of_a_service_is_one() -> None:
    (example,) = (content for language, content in AUTHORS.fences if language == "python")
    made: dict[str, Any] = {}
    exec(example, {**vars(doors), "access": Anything(), "schemas": Anything(), "actions": None}, made)
    (service,) = made.values()
    assert [route.summary for route in doors.routes_of(service())] == ["Lend a book."]
    assert set(doors.subscriptions_of(service())) == {"family.left.v1"}


def test_decisions_are_numbered_and_listed_and_have_their_parts() -> None:
    decisions = [each for each in documents() if re.match(r"\d{4}-", each.path.name)]
    titles = [each.text.partition("\n")[0].removeprefix("# ").partition(" ") for each in decisions]
    assert [number for number, _, _ in titles] == [f"{place:04}" for place in range(1, len(decisions) + 1)]
    listed = [
        [f"[{number}]({each.path.name})", title] for each, (number, _, title) in zip(decisions, titles, strict=True)
    ]
    assert document("docs/decisions/README.md").table("number") == listed
    assert [re.findall(r"^## (.+)$", each.text, re.MULTILINE) for each in decisions] == [PARTS] * len(decisions)


def test_the_readme_quotes_the_story() -> None:
    quoted = next(content for _, content in README.fences if "\n  Pia " in content)
    told = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests/journeys").glob("*.py"))
    told += "\n".join(f"{each.en}\n{each.remedy_en}" for each in texts().values())
    lines = [MARKS.sub("", line) for line in quoted.splitlines() if line != "…"]
    assert [line for line in lines if line not in told] == []


class Anything:
    """Stands for a module of the example: a door is let in to everybody, and every schema is left out."""

    def __getattr__(self, name: str) -> Any:
        return {"family": "own"} if name.isupper() else None


def words_to_avoid() -> set[str]:
    tables = document("docs/glossary.md").tables("In code")
    return {word for rows in tables for row in rows for word in INLINE.findall(row[3])}


def configuration() -> dict[str, str]:
    """Files that people write and that are neither code of a part nor for reading."""
    kinds = (".toml", ".yaml", ".yml", ".sql")
    files = [*ROOT.glob("*.*"), *(ROOT / "deploy").rglob("*.*"), ROOT / "Makefile"]
    return {
        str(file.relative_to(ROOT)): file.read_text(encoding="utf-8")
        for file in files
        if file.suffix in kinds and file.is_file()
    }


def default(field: Any) -> str:
    """A setting's default as the table says it."""
    if field.required:
        return "required"
    value = field.load_default() if callable(field.load_default) else field.load_default
    if value in ("", {}):
        return "none"
    if isinstance(value, list):
        return f"`{', '.join(f'{each:g}' for each in value)}`"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"
