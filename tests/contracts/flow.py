"""A programme file to be spoilt, and pieces on one line each with which to spoil it."""

from pathlib import Path

import pytest

from contracts import programmes
from contracts.programmes import ProgrammeError

SOURCE = Path(programmes.__file__).with_name("kvartervenner.yaml").read_text(encoding="utf-8")
NAME = "{value: {da: 'et navn', en: 'a name'}, row: S0-01}"
TEAM = f"sparring: {{team: {{name: {NAME}, organisation: {{value: ours, row: S0-05}}"
PERIOD = f"{{name: {NAME}, begins: {{value: 2026-01-01, row: S0-03}}, ends: {{value: 2026-12-31, row: S0-03}}}}"
MOVE = {
    "name": NAME,
    "from_offer": "{value: club, row: S0-01}",
    "to_offer": "{value: centre, row: S0-01}",
    "at_age": "{value: 12, row: S0-01}",
    "at_grade": "{value: null, row: S0-01}",
    "months_ahead": "{value: 6, row: S0-01}",
    "invites": "{value: [child], row: S0-01}",
    "landed_after_days": "{value: 90, row: S0-01}",
    "consent": "{value: participation, row: S0-01}",
}
TARGET = {
    "name": NAME,
    "unit": "{value: families, row: S0-01}",
    "counted": "{value: total, row: S0-01}",
    "baseline": "{value: 0, row: S0-01}",
    "value": "{value: 5, row: S0-01}",
    "period": "{value: year, row: S0-01}",
}
GUIDE = {
    "name": NAME,
    "about": "{value: child, row: S0-01}",
    "questions": f"{{old: {{text: {NAME}, answer: {{value: age, row: S0-01}}}}}}",
    "steps": f"{{ask: {{text: {NAME}, when: {{value: [], row: S0-01}}}}}}",
    "topics": "{value: [leisure], row: S0-01}",
}
STEP = f"{{ask: {{text: {NAME}, when: {{value: [old], row: S0-01}}}}}}"


def flow(parts: dict[str, str], **changes: str) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in (parts | changes).items()) + "}"


def moves(**changes: str) -> str:
    return f"offers: {{club: {NAME}, centre: {NAME}}}\ntransitions: {{onward: {flow(MOVE, **changes)}}}"


def told(value: str) -> str:
    return f"{{value: {value}, row: S0-01}}"


def refused(source: str, folder: Path) -> ProgrammeError:
    file = folder / "kvartervenner.yaml"
    file.write_text(source, encoding="utf-8")
    with pytest.raises(ProgrammeError) as error:
        programmes.read(file)
    return error.value
