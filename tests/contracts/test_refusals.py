"""Every no has a status, a reason and a remedy in both languages, and can be filled with facts."""

import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from contracts import fields, refusals, text, values
from contracts.refusals import Refusal, Refused, catalogue
from contracts.rows import rows
from contracts.yamlfile import FileError

ENTRY = """\
{code}:
  status: 409
  row: S0-18
  da: "Nej til {{what}}."
  en: "No to {{what}}."
  remedy_da: "Spørg familien."
  remedy_en: "Ask the family."
"""


@pytest.mark.parametrize("refusal", catalogue().values(), ids=catalogue())
def test_a_refusal_is_whole_in_both_languages(refusal: Refusal) -> None:
    assert re.fullmatch(fields.SLUG, refusal.code)
    assert 400 <= refusal.status < 500
    assert refusal.row is None or refusal.row in rows()
    for sentence in (refusal.da, refusal.en, refusal.remedy_da, refusal.remedy_en):
        assert sentence[0].isupper() or sentence[0] == "{"
        assert sentence.endswith(".")
    assert refusal.da != refusal.en


@pytest.mark.parametrize("refusal", catalogue().values(), ids=catalogue())
def test_both_languages_ask_for_the_same_facts(refusal: Refusal) -> None:
    assert _facts(refusal.da) == _facts(refusal.en)
    assert _facts(refusal.remedy_da) == _facts(refusal.remedy_en)
    assert all(name.isidentifier() for name in _facts(refusal.da + refusal.remedy_da))


def _facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_every_code_of_the_field_makers_has_its_words() -> None:
    source = "".join(Path(str(module.__file__)).read_text(encoding="utf-8") for module in (fields, text, values))
    said = set(re.findall(r'(?:error=|ValidationError\(|return |\w: |, |_error\()"([a-z]+(?:_[a-z0-9]+)*)"', source))
    worded = set(refusals.read(Path(refusals.__file__).parent / "refusals" / "fields.yaml"))
    assert worded <= said
    assert set(values.Coded.default_error_messages.values()) <= worded
    assert {code for code in said if code.startswith(("invalid_", "unknown_", "too_"))} - {"invalid_utf8"} <= worded | {
        "invalid_awareness"
    }


def test_the_facts_fill_the_reason() -> None:
    refused = Refused("consent_missing", field="kind", purpose="one_to_one")
    refusal = catalogue()[refused.code]
    assert refusal.text("da", refused.because) == "Der er ikke givet samtykke til formålet one_to_one."
    assert refusal.text("en", refused.because) == "There is no consent to the purpose one_to_one."
    assert (str(refused), refused.field, refused.rule) == ("consent_missing", "kind", None)


def test_a_date_is_written_as_the_reader_writes_it(tmp_path: Path) -> None:
    refusal = _read(tmp_path, ENTRY.format(code="too_late"))["too_late"]
    assert refusal.text("da", {"what": date(2026, 3, 1)}) == "Nej til 1.3.2026."
    assert refusal.text("en", {"what": date(2026, 3, 1)}) == "No to 2026-03-01."


def test_a_forgotten_fact_does_not_hide_the_reason() -> None:
    assert catalogue()["unknown_area"].text("en") == "The area … does not belong to the programme."


def test_a_fact_is_never_read_as_a_template() -> None:
    hostile = catalogue()["unknown_area"].text("en", {"area": "{area.__class__}"})
    assert hostile == "The area {area.__class__} does not belong to the programme."


@pytest.mark.parametrize(
    ("change", "key", "reason"),
    [
        (("row: S0-18", "row: S9-99"), "no_way.row", "not_a_choice"),
        (("status: 409", "status: 500"), "no_way.status", "too_large"),
        (("status: 409", "status: '409'"), "no_way.status", "wrong_type"),
        (('  remedy_en: "Ask the family."\n', ""), "no_way.remedy_en", "required"),
        (("  status: 409", "  status: 409\n  why: x"), "no_way.why", "unknown"),
        (("  status: 409", "  status: 409\n  status: 410"), "no_way.status", "twice"),
        (("no_way:", "no way:"), "no way", "invalid_slug"),
    ],
)
def test_a_wrong_entry_is_refused(change: tuple[str, str], key: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=reason) as error:
        _read(tmp_path, ENTRY.format(code="no_way").replace(*change))
    assert (error.value.file, error.value.key) == ("some.yaml", key)


def test_a_code_stands_in_one_file_only(tmp_path: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(ENTRY.format(code="no_way"), encoding="utf-8")
    with pytest.raises(FileError, match=r"two\.yaml:1: no_way: the code stands in another file too"):
        refusals.read(tmp_path / "one.yaml", tmp_path / "two.yaml")


def _read(folder: Path, entries: str) -> dict[str, Refusal]:
    file = folder / "some.yaml"
    file.write_text(entries, encoding="utf-8")
    return dict(refusals.read(file))
