"""KvarterVenner is complete, is what its source says, and cites it value by value."""

from pathlib import Path

import pytest

from contracts import programmes
from contracts.common import CONTACT_ROUTES
from contracts.programmes import Programme, Words
from contracts.programmes.shape import VETTING_STEPS
from contracts.rows import rows

SOURCE = Path(programmes.__file__).with_name("kvartervenner.yaml").read_text(encoding="utf-8")


@pytest.fixture
def kvartervenner() -> Programme:
    return programmes.load()["kvartervenner"]


def test_every_row_of_the_programme_is_cited(kvartervenner: Programme) -> None:
    assert {row for row in rows() if row.startswith("S0-")} <= set(kvartervenner.rows.values())


def test_every_cited_row_is_the_programmes_own(kvartervenner: Programme) -> None:
    assert all(row.startswith("S0-") for row in kvartervenner.rows.values())


def test_the_rules_of_the_programme_are_its_values(kvartervenner: Programme) -> None:
    assert (kvartervenner.code, kvartervenner.version) == ("kvartervenner", "1.3.0")
    assert (kvartervenner.organisation, kvartervenner.partners) == ("kfum", ("kolding",))
    assert kvartervenner.name.da == "KvarterVenner"
    assert {area.municipality for area in kvartervenner.areas.values()} == {"0621"}
    assert len(kvartervenner.areas) == 2
    assert kvartervenner.wish.child_says_from == 7
    assert kvartervenner.information_phase.identity == "none"
    assert kvartervenner.vetting.steps == VETTING_STEPS
    assert len(kvartervenner.contributions) == 5
    assert kvartervenner.reminders.hours_before == 24
    assert [purpose for purpose, consent in kvartervenner.consents.items() if consent.required_to_join] == [
        "participation"
    ]


def test_nobody_can_be_referred(kvartervenner: Programme) -> None:  # S0-18
    assert "referral" not in CONTACT_ROUTES
    assert not kvartervenner.allows_route("referral")
    assert set(kvartervenner.contact_routes) == {"postcard", "joint_meeting", "own_contact"}


def test_nobody_has_authority_and_only_the_coordinator_is_the_programmes_employee(kvartervenner: Programme) -> None:
    assert not any(part.authority for part in kvartervenner.roles.values())  # S0-06, S0-25
    assert kvartervenner.roles["coordinator"].employed  # S0-30
    assert not kvartervenner.roles["volunteer"].employed


def test_a_value_tells_its_row(kvartervenner: Programme) -> None:
    assert kvartervenner.row_of("wish.guardians") == "S0-17"
    assert kvartervenner.row_of("contact_routes.postcard") == "S0-27"
    with pytest.raises(KeyError):
        kvartervenner.row_of("wish")


def test_a_consent_names_organisations_of_the_programme(kvartervenner: Programme) -> None:
    assert kvartervenner.receivers("participation") == {"kfum"}
    assert kvartervenner.receivers("cooperation") == {"kolding"}
    assert kvartervenner.receivers("evaluation") == {"kfum", "kolding"}


def test_a_programme_cannot_be_changed(kvartervenner: Programme) -> None:
    with pytest.raises(AttributeError):
        kvartervenner.wish.guardians = "one"  # type: ignore[misc]
    with pytest.raises(TypeError):
        kvartervenner.tracks["new"] = Words(da="ny", en="new")  # type: ignore[index]


def test_an_organisation_can_load_a_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "kvartervenner.yaml").write_text(SOURCE.replace("value: 90", "value: 30"), encoding="utf-8")
    (tmp_path / "README.md").write_text("Not a programme.", encoding="utf-8")
    mine = programmes.load(tmp_path)["kvartervenner"]
    assert mine.information_phase.postcard_days == 30
