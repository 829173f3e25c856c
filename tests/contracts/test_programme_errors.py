"""A programme file with an error stops the start and says in which file, on which line, at which key, and why."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from contracts import programmes
from contracts.programmes import ProgrammeError

SOURCE = Path(programmes.__file__).with_name("kvartervenner.yaml").read_text(encoding="utf-8")
WISH = 'guardians: {value: both, row: S0-17, note: "The row says the family; every guardian of it is asked."}'
DAYS = 'postcard_days: {value: 90, row: S0-27, note: "The row gives no lifetime; the organisation chooses it."}'
DAYS_KEY = "information_phase.postcard_days"
POSTCARD = "  postcard:"


@dataclass(frozen=True)
class Spoilt:
    """The file with one thing changed; the error is on the changed line unless `at` stands on another."""

    old: str
    new: str
    key: str
    reason: str
    at: str = ""

    @property
    def source(self) -> str:
        assert self.old in SOURCE
        return SOURCE.replace(self.old, self.new, 1)

    @property
    def line(self) -> int:
        place = self.source.index(self.at) if self.at else SOURCE.index(self.old)
        return self.source.count("\n", 0, place) + 1


SPOILT = {
    "an unknown key": Spoilt("nature: {", "natur: {", "natur", "the key is not known here"),
    "an unknown key further down": Spoilt("  by: {", "  who: {", "follow_up.who", "the key is not known here"),
    "a missing key": Spoilt(
        "  by: {value: coordinator, row: S0-23}\n",
        "",
        "follow_up.by",
        "the key is missing",
        at="follow_up:\n  every_days",
    ),
    "a missing key at the top": Spoilt(
        "several_roles: {", "#", "several_roles", "the key is missing", at="# KvarterVenner"
    ),
    "a referral": Spoilt(POSTCARD, "  referral:\n", "contact_routes.referral", "not one of the choices"),
    "an unknown route": Spoilt(POSTCARD, "  by_phone:\n", "contact_routes.by_phone", "They are: postcard, "),
    "a value without a row": Spoilt(WISH, "guardians: {value: both}", "wish.guardians", "no source row"),
    "a bare value": Spoilt(WISH, "guardians: both", "wish.guardians", "must stand keys with values"),
    "a row without a value": Spoilt(WISH, "guardians: {row: S0-17}", "wish.guardians", "no value"),
    "a row that is none": Spoilt(
        WISH, "guardians: {value: both, row: S0-32}", "wish.guardians.row", "S0-32 is no source"
    ),
    "a row of no programme": Spoilt(WISH, "guardians: {value: both, row: S5-01}", "wish.guardians.row", "S5-01 is no"),
    "a day that is none": Spoilt(
        "periods: {}",
        "periods: {one: {begins: {value: 2026-02-30, row: S0-03}}}",
        "periods.one.begins",
        "date",
    ),
    "a CVR number that is none": Spoilt(
        "cvr: {value: null", "cvr: {value: '1234567'", "organisations.kfum.cvr", "The CVR number is not written"
    ),
    "null where a value must be": Spoilt(DAYS, "postcard_days: {value: null, row: S0-27}", DAYS_KEY, "filled in"),
    "a reason no family says": Spoilt(
        "  moved_away:", "  consent_withdrawn:", "leaving.consent_withdrawn", "They are: family_wish, moved_away"
    ),
    "rows as a list": Spoilt(WISH, "guardians: {value: both, row: [S0-17]}", "wish.guardians.row", "is no source row"),
    "a stray part": Spoilt(WISH, "guardians: {value: both, row: S0-17, why: x}", "wish.guardians.why", "only value"),
    "an unknown word": Spoilt(WISH, "guardians: {value: all, row: S0-17}", "wish.guardians", "are: both, one."),
    "identity kept": Spoilt("{value: none, row", "{value: name, row", "information_phase.identity", "are: none."),
    "a wrong type": Spoilt(DAYS, 'postcard_days: {value: "90", row: S0-27}', "information_phase.postcard_days", "type"),
    "a yes as number": Spoilt(
        DAYS, "postcard_days: {value: yes, row: S0-27}", "information_phase.postcard_days", "type"
    ),
    "a number too large": Spoilt(
        DAYS, "postcard_days: {value: 900, row: S0-27}", "information_phase.postcard_days", "too"
    ),
    "an octal municipality": Spoilt('"0621"', "0621", "areas.kolding_one.municipality", "wrong type"),
    "a municipality that is none": Spoilt('"0621"', '"9621"', "areas.kolding_one.municipality", "municipality"),
    "one language only": Spoilt(
        '{da: "Gode råd", en: "Good advice"}', '{da: "Gode råd"}', "contributions.good_advice", "en: "
    ),
    "a role with authority": Spoilt(
        "{value: false, row: S0-25}", "{value: true, row: S0-25}", "roles.coordinator.authority", "False"
    ),
    "an unknown step": Spoilt("[references, ", "[cpr_check, ", "vetting.steps", "children_certificate"),
    "a key that is no slug": Spoilt("  kolding_one:", "  Kolding 1:", "areas.Kolding 1", "code is not written"),
    "a key that is no text": Spoilt("  kolding_one:", "  1:", "areas", "a key must be text"),
    "a version that is none": Spoilt("value: 1.3.0", "value: v1", "version", "version is not written"),
    "a code that is not the file's": Spoilt("value: kvartervenner,", "value: venner,", "code", "called after"),
    "a volunteer nobody knows": Spoilt(
        "{value: [network_person], row",
        "{value: [mentor], row",
        "needs.network_person.volunteers",
        "mentor stands nowhere under volunteer_kinds",
    ),
    "a consent nobody knows": Spoilt(
        "{value: one_to_one, row: S0-24}",
        "{value: two, row: S0-24}",
        "needs.network_person.consent",
        "nowhere under consents",
    ),
    "its own partner": Spoilt("[kolding]", "[kfum]", "partners", "not its own partner"),
    "a postcard without its route": Spoilt(
        POSTCARD, "  outreach:\n", "information_phase.handed", "no contact route", at="handed: {"
    ),
    "a key twice": Spoilt(
        "  kolding_two:", "  kolding_one:", "areas.kolding_one", "the key stands twice, first on line"
    ),
    "an anchor": Spoilt("  with_children: {", "  with_children: &yes {", "", "anchors, aliases and tags"),
    "a tag": Spoilt("value: 90", "value: !!python/name:os.system 90", "", "anchors, aliases and tags"),
    "broken YAML": Spoilt("tracks:\n", "tracks: [\n", "", "", at='    name:\n      value: {da: "Sammen'),
    "two documents": Spoilt("tracks:\n", "---\ntracks:\n", "", ""),
}


@pytest.mark.parametrize("name", SPOILT)
def test_an_error_names_file_line_key_and_reason(name: str, tmp_path: Path) -> None:
    spoilt = SPOILT[name]
    error = _error(tmp_path, spoilt.source.encode())
    assert (error.file, error.line, error.key) == ("kvartervenner.yaml", spoilt.line, spoilt.key)
    assert spoilt.reason in error.reason
    assert str(error).startswith(f"kvartervenner.yaml:{spoilt.line}: {spoilt.key}")


@pytest.mark.parametrize(
    "body",
    [
        b"a: " + b"[" * 400_000,
        b"a:" + b" {a:" * 100_000,
        b"",
        b"- a\n- list\n",
        b"only text",
        b"\xff\xfe not UTF-8",
        b"a: " + b"[" * 5_000,
        b"a: \x00",
    ],
)
def test_a_file_that_holds_no_programme_is_refused(body: bytes, tmp_path: Path) -> None:
    assert _error(tmp_path, body).line >= 1


@pytest.mark.parametrize("change", [lambda line: f"  {line}", lambda line: line.replace(":", "", 1), lambda _: "x: y"])
def test_no_changed_line_brings_down_more_than_the_programme(change: Callable[[str], str], tmp_path: Path) -> None:
    lines = SOURCE.splitlines()
    for number in range(0, len(lines), 9):
        file = tmp_path / "kvartervenner.yaml"
        file.write_text("\n".join([*lines[:number], change(lines[number]), *lines[number + 1 :]]), encoding="utf-8")
        with suppress(ProgrammeError):
            programmes.read(file)


def _error(folder: Path, body: bytes) -> ProgrammeError:
    file = folder / "kvartervenner.yaml"
    file.write_bytes(body)
    with pytest.raises(ProgrammeError) as error:
        programmes.read(file)
    return error.value
