"""Whatever is sent: a refusal names field, rule and remedy in both languages, repeats nothing, and writes nothing."""

import json
import unicodedata
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from chassis.testing import Reply, Stage
from contracts.programmes import load
from enrollment.service import Enrollment
from enrollment.tables import Tables
from tests.enrollment.make import AMAL, OURS, PROGRAMME
from tests.enrollment.story import ASKING, BIRGIT, KARIN, PEOPLE, enrolling

AS_AMAL, AS_BIRGIT = ("family", OURS, AMAL), ("coordinator", OURS, BIRGIT)
AS_KARIN = ("organisation_admin", OURS, KARIN)
AMALS, JONASES, SARAS = PEOPLE
SETTINGS = {"public_url": "https://samspil.example"}
ARABIC_CPR = (
    "".join(chr(0x0660 + int(digit)) for digit in "040588") + "-" + "".join(chr(0x0660 + int(d)) for d in "1234")
)


@pytest.fixture
def stage() -> Stage:
    stage = Stage(Enrollment, Tables.metadata, settings=SETTINGS)
    version = {"version": load()[PROGRAMME].version}
    assert stage.call("PUT", f"/programmes/{PROGRAMME}/in-force", version, as_=AS_KARIN).status == 200
    return stage


def everything(stage: Stage) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with stage.rehearsal.store.session(write=False) as session:
        return {
            name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for name, table in Tables.metadata.tables.items()
        }


def contact(stage: Stage) -> UUID:
    return UUID(stage.call("POST", "/contacts", ASKING, as_=AS_AMAL).json["id"])


def enrolled(stage: Stage) -> tuple[str, dict[str, str]]:
    family = stage.call("POST", "/families", enrolling(contact(stage)), as_=AS_BIRGIT)
    return f"/families/{family.json['id']}", {"If-Match": family.headers["ETag"]}


def members(place: int, **changes: Any) -> dict[str, Any]:
    """The family with one person told otherwise."""
    return {"members": [*PEOPLE[:place], {**PEOPLE[place], **changes}, *PEOPLE[place + 1 :]]}


def says(document: dict[str, Any]) -> list[tuple[str, str]]:
    """Every (field, code) of a refusal, whether of values or of a rule."""
    of_values = [(error["field"], error["code"]) for error in document.get("errors", ())]
    return of_values or [(document.get("field", ""), document["code"])]


def check(stage: Stage, before: Any, reply: Reply, again: Reply, field: str, code: str) -> None:
    """`reply` is the refusal in English, `again` the same in Danish."""
    assert reply.status in (400, 409, 422), reply.text
    assert (field, code) in says(reply.json)
    for said in (reply.json, *reply.json.get("errors", ())):
        assert said["remedy"]
        assert said.get("detail") or said["message"]
    assert says(again.json) == says(reply.json)
    assert again.headers["Content-Language"] == "da"
    assert again.json["remedy"] != reply.json["remedy"]
    assert everything(stage) == before


def refuses(stage: Stage, verb: str, path: str, body: Any, field: str, code: str, **how: Any) -> Reply:
    """The same request twice, read in English and in Danish."""
    before = everything(stage)
    headers = how.pop("headers", {})
    who = how.pop("as_", AS_BIRGIT)
    reply, again = (
        stage.call(verb, path, body, as_=who, headers=headers | {"Accept-Language": language})
        for language in ("en", "da")
    )
    check(stage, before, reply, again, field, code)
    return reply


CPR = ["040588-1234", "0405881234", "040588 1234", "04.05.88-1234", "640588-1234", ARABIC_CPR, "0405\u200d88-1234"]


@pytest.mark.parametrize("number", CPR)
@pytest.mark.parametrize("around", ["{}", "Amal {}", "({})", "cpr:{}."])
def test_a_cpr_number_is_explained_and_refused_however_it_is_written(stage: Stage, number: str, around: str) -> None:
    told = enrolling(contact(stage), **members(1, name=around.format(number)))
    reply = refuses(stage, "POST", "/families", told, "/members/1/name", "cpr_not_stored")
    assert number not in reply.text
    assert "CPR" in json.loads(reply.text)["errors"][0]["message"]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"area": "040588-1234"}, "/area", "cpr_not_stored"),
        ({"languages": ["da", "040588-1234"]}, "/languages/1", "cpr_not_stored"),
        ({"municipality": "040588-1234"}, "/municipality", "cpr_not_stored"),
        (members(0, email="0405881234@familie.example"), "/members/0/email", "cpr_not_stored"),
        (members(0, kind="040588-1234"), "/members/0/kind", "not_a_choice"),
        (members(2, guardians=[405881234]), "/members/2/guardians/0", "too_large"),
        (members(0, school_shift=405881234), "/members/0/school_shift", "too_large"),
        ({"040588-1234": "x"}, "", "unknown"),
        (members(0, **{"040588-1234": "x"}), "/members/0", "unknown"),
        (members(0, name=["040588-1234"]), "/members/0/name", "wrong_type"),
        (members(0, name={"cpr": "040588-1234"}), "/members/0/name", "wrong_type"),
        (members(0, name=405881234), "/members/0/name", "wrong_type"),
    ],
)
def test_a_cpr_number_comes_in_nowhere_and_is_never_repeated(
    stage: Stage, changes: dict[str, Any], field: str, code: str
) -> None:
    reply = refuses(stage, "POST", "/families", enrolling(contact(stage), **changes), field, code)
    assert "040588" not in reply.text
    assert "405881234" not in reply.text


@pytest.mark.parametrize(
    "born",
    [
        "2016-02-31",
        "0000-01-01",
        "2016-13-01",
        "2023-02-29",
        "12-03-2016",
        "2016-3-12",
        "2016-03-12T00:00:00Z",
        20160312,
        "２０１６-03-12",
        "",
        None,
        True,
    ],
)
def test_a_day_that_does_not_exist_is_no_birthday(stage: Stage, born: Any) -> None:
    code = "required" if born is None else "invalid_date"
    refuses(stage, "POST", "/families", enrolling(contact(stage), **members(2, born=born)), "/members/2/born", code)


@pytest.mark.parametrize(
    ("place", "changes", "field", "code"),
    [
        (2, {"born": "9999-12-31"}, "members.2.born", "born_after_today"),
        (2, {"born": "2008-03-02"}, "members.2.born", "not_a_child"),
        (1, {"born": "1906-03-01"}, "members.1.born", "born_too_long_ago"),
        (1, {"born": "0001-01-01"}, "members.1.born", "born_too_long_ago"),
        (1, {"kind": "young_person", "born": "2008-03-03"}, "members.1.born", "not_a_young_person"),
        (2, {"guardians": [2]}, "members.2.guardians", "not_a_guardian"),
        (2, {"guardians": [29]}, "members.2.guardians", "nobody_in_that_place"),
        (1, {"guardians": [0]}, "members.1.guardians", "no_custody_of_an_adult"),
        (0, {"born": "2018-03-12"}, "members.2.guardians", "guardian_younger_than_child"),
        (1, {"id": str(AMAL)}, "members", "person_twice"),
        (1, {"id": None, "name": AMALS["name"], "born": AMALS["born"]}, "members", "person_twice"),
    ],
)
def test_people_that_cannot_be_are_refused_by_field_and_rule(
    stage: Stage, place: int, changes: dict[str, Any], field: str, code: str
) -> None:
    refuses(stage, "POST", "/families", enrolling(contact(stage), **members(place, **changes)), field, code)


@pytest.mark.parametrize(
    ("people", "code"),
    [
        ([{**AMALS, "kind": "child", "born": "2015-01-01"}], "no_guardian"),
        ([AMALS], "no_child"),
        ([{**AMALS, "kind": "young_person", "born": "2004-01-01"}], "no_guardian"),
        ([{**AMALS, "kind": "young_person", "born": "2004-01-01"}, SARAS], "no_guardian"),
    ],
)
def test_a_family_without_who_decides_or_without_a_child_is_refused_by_the_programmes_row(
    stage: Stage, people: list[Any], code: str
) -> None:
    reply = refuses(stage, "POST", "/families", enrolling(contact(stage), members=people), "members", code)
    assert reply.json["rule"].startswith("S0-")


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"municipality": "621"}, "/municipality", "unknown_municipality"),
        ({"municipality": 621}, "/municipality", "wrong_type"),
        ({"municipality": "00621"}, "/municipality", "unknown_municipality"),
        ({"municipality": "٠٦٢١"}, "/municipality", "unknown_municipality"),
        ({"municipality": "Kolding"}, "/municipality", "unknown_municipality"),
        ({"municipality": "0999"}, "/municipality", "unknown_municipality"),
        ({"municipality": "0461"}, "municipality", "lives_elsewhere"),
        ({"area": "nowhere"}, "area", "unknown_area"),
        ({"area": "Kolding One"}, "/area", "invalid_slug"),
        ({"programme": "unheard_of"}, "programme", "unknown_programme"),
        ({"languages": ["xx"]}, "/languages/0", "unknown_language"),
        ({"languages": ["DA"]}, "/languages/0", "unknown_language"),
        ({"languages": ["dansk"]}, "/languages/0", "unknown_language"),
        ({"languages": "da"}, "/languages", "wrong_type"),
        ({"languages": []}, "/languages", "too_few"),
        ({"languages": ["da"] * 21}, "/languages", "too_many"),
        ({"members": [AMALS] * 31}, "/members", "too_many"),
        ({"members": {}}, "/members", "wrong_type"),
        (members(0, kind="parent"), "/members/0/kind", "not_a_choice"),
        (members(0, name="x" * 201), "/members/0/name", "too_long"),
        (members(0, name=""), "/members/0/name", "required"),
        (members(0, name="  \u3000 "), "/members/0/name", "required"),
        (members(0, email="amal"), "/members/0/email", "invalid_email"),
        (members(0, email="amal@familie.example\nBcc: x@y.example"), "/members/0/email", "control_character"),
        (members(0, email="x" * 250 + "@y.example"), "/members/0/email", "too_long"),
        (members(0, school_shift=2), "/members/0/school_shift", "too_large"),
        (members(0, school_shift="1"), "/members/0/school_shift", "wrong_type"),
        (members(2, guardians=["0"]), "/members/2/guardians/0", "wrong_type"),
        (members(2, guardians=[True]), "/members/2/guardians/0", "wrong_type"),
        (members(2, guardians=[-1]), "/members/2/guardians/0", "too_small"),
        (members(0, id="1"), "/members/0/id", "invalid_uuid"),
        (members(0, diagnosis="x"), "/members/0", "unknown"),
    ],
)
def test_codes_languages_and_lengths_are_what_they_must_be(
    stage: Stage, changes: dict[str, Any], field: str, code: str
) -> None:
    refuses(stage, "POST", "/families", enrolling(contact(stage), **changes), field, code)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Amal\x00", "control_character"),
        ("Amal\x07 Haddad", "control_character"),
        ("Amal\nHaddad", "control_character"),
        ("Amal\u202eddaH", "bidi_override"),
        ("Amal\u2066x\u2069", "bidi_override"),
        ("Amal\u200bHaddad", "control_character"),
        ("Amal\u2060Haddad", "control_character"),
        ("\ufeffAmal", "control_character"),
        ("Amal\ue000", "control_character"),
        ("Amal\U000e0041", "control_character"),
        ("Amal\ufffe", "control_character"),
        ("A" + "\u0301" * 40, "too_many_marks"),
    ],
)
def test_a_name_hides_nothing(stage: Stage, name: str, code: str) -> None:
    told = enrolling(contact(stage), **members(0, name=name))
    refuses(stage, "POST", "/families", told, "/members/0/name", code)


@pytest.mark.parametrize("name", ["José Ægir Søe", "Ngọc Ånd", "أمل حدّاد", "Оксана Гнатюк"])
def test_a_name_that_was_taken_apart_is_kept_whole(stage: Stage, name: str) -> None:
    told = enrolling(contact(stage), **members(0, name=unicodedata.normalize("NFD", name)))
    family = stage.call("POST", "/families", told, as_=AS_BIRGIT)
    assert family.json["members"][0]["name"] == unicodedata.normalize("NFC", name)
