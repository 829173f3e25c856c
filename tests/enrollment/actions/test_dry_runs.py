"""A dry run says what another version would mean, writes nothing, and what it says comes true."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.testing import caller
from contracts.programmes import digest_of, load, text_of
from contracts.refusals import Refused
from enrollment import actions
from enrollment.actions import facts, picturing
from enrollment.queries import terms as asked
from enrollment.tables import Contact, Family, Match, Member, metadata
from tests.enrollment.make import AMAL, JONAS, PARTNER, PROGRAMME, SARA
from tests.enrollment.story import KARIN, Story
from tests.enrollment.terms import CHILD_SAYS_FROM, RELEASED, reworded, run_by

ADMIN = ("organisation_admin", KARIN)
GROWN = reworded((CHILD_SAYS_FROM, "child_says_from: {value: 12"))
VERSION = "1.3.0"
AARHUS = (
    "{name: {value: {da: Aarhus, en: Aarhus}, row: S0-05}, kind: {value: municipality, row: S0-05}, "
    "cvr: {value: null, row: S0-05}}"
)
NOBODY = {"count": 0, "some": []}


def tried(story: Story, text: str | None = None) -> Mapping[str, Any]:
    result: Mapping[str, Any] = story.do(actions.dry_run, PROGRAMME, text, by=ADMIN)
    return result


def put(story: Story, seen: str | None = None) -> Mapping[str, Any]:
    shown: Mapping[str, Any] = story.do(actions.put_in_force, PROGRAMME, VERSION, seen, by=ADMIN)
    return shown


def refused(story: Story, seen: str | None = None) -> Refused:
    with pytest.raises(Refused) as error:
        put(story, seen)
    return error.value


def values(row: Any) -> dict[str, Any]:
    return {column.name: getattr(row, column.name) for column in row.__table__.columns}


def copies(session: Session, family: UUID, number: int) -> None:
    """As many families more, made up of the same people."""
    one = session.get_one(Family, family)
    people = [values(each) for each in one.members]
    kept, asked_by = values(one), values(one.contact)
    for _ in range(number):
        contact, copy = uuid4(), uuid4()
        session.add(Contact(**asked_by | {"id": contact}))
        session.flush()
        session.add(Family(**kept | {"id": copy, "contact_id": contact}))
        session.flush()
        session.add_all(Member(**each | {"family_id": copy}) for each in people)


def mandate(story: Story, body: str, *, expires_on: date | None = None) -> UUID:
    """Both guardians let the coordinator speak with a body; its id."""
    wanted = {"kind": "spokesperson", "body": body, "expires_on": expires_on}
    given = story.do(actions.give_mandate, story.family, by=("family", AMAL), **wanted)
    story.do(actions.join_mandate, given["id"], by=("family", JONAS))
    id: UUID = given["id"]
    return id


def everything(story: Story) -> dict[str, list[Any]]:
    with story.rehearsal.work() as work:
        rows = {name: work.session.execute(select(table)).all() for name, table in metadata.tables.items()}
        return {name: sorted(map(repr, found)) for name, found in rows.items()}


def test_the_version_in_force_means_nothing_new(story: Story) -> None:
    story.join()
    same = tried(story)
    assert (same["version"], same["version_in_force"], same["seen"]) == (VERSION, VERSION, digest_of(RELEASED))
    assert (same["changes"], same["families"], same["volunteers"]) == ((), NOBODY, 0)
    assert same["promises"] == {"rhythms": 0, "consents": 0, "mandates": 0}


def test_a_child_who_will_be_asked_is_told_of_and_then_asked(story: Story) -> None:  # S0-03
    run_by(story, GROWN)
    family = story.enrol()["id"]
    found = tried(story)
    assert [each.path for each in found["changes"]] == ["version", "wish.child_says_from"]
    assert found["families"] == {"count": 1, "some": [{"id": family, "codes": ("newly_asked", "wish_missing")}]}
    assert SARA not in {gap["person"] for gap in story.seen()["missing"]}
    put(story, found["seen"])
    assert SARA in {gap["person"] for gap in story.seen()["missing"]}


def test_a_family_that_takes_part_is_asked_and_stays(story: Story) -> None:
    run_by(story, GROWN)
    story.join()
    found = tried(story)
    assert found["families"]["count"] == 1
    put(story, found["seen"])
    assert story.seen()["joined_on"]
    assert not story.told("family.left.v1")


def test_a_family_that_has_left_is_not_affected(story: Story) -> None:
    run_by(story, GROWN)
    story.join()
    story.do(actions.leave, story.family, "family_wish")
    assert tried(story)["families"] == NOBODY


def test_consents_that_would_end_are_counted_and_then_end(story: Story) -> None:  # S0-24
    more = ("partners: {value: [kolding]", "partners: {value: [kolding, aarhus]")
    run_by(story, reworded(more, ("\nperiods: {}", f"\n  aarhus: {AARHUS}\nperiods: {{}}")))
    story.join()
    ended = story.consent(AMAL, "evaluation", "aarhus")
    stays = story.consent(AMAL, "evaluation", PARTNER)
    found = tried(story)
    assert found["promises"]["consents"] == 1
    assert found["families"]["some"] == [{"id": story.family, "codes": ("consent_falls_away",)}]
    put(story, found["seen"])
    states = {each["id"]: each["state"] for each in story.seen()["consents"]}
    assert (states[ended], states[stays]) == ("withdrawn", "granted")
    assert [(each.data["receiver"], each.data["state"]) for each in story.told("consent.changed.v1")][-1] == (
        "aarhus",
        "withdrawn",
    )
    assert tried(story)["promises"]["consents"] == 0


def test_mandates_that_would_end_are_counted_and_then_end(story: Story) -> None:  # S0-26
    wider = "bodies: {value: [school, daycare, job_centre, family_department], row"
    run_by(story, reworded((wider, wider.replace("family_department", "family_department, association"))))
    story.join()
    given = {body: mandate(story, body) for body in ("association", "school")}
    found = tried(story)
    assert found["promises"]["mandates"] == 1
    assert found["families"]["some"] == [{"id": story.family, "codes": ("mandate_falls_away",)}]
    put(story, found["seen"])
    states = {each["id"]: each["state"] for each in story.do(actions.mandates_of, story.family)["items"]}
    assert (states[given["association"]], states[given["school"]]) == ("withdrawn", "live")
    assert tried(story)["promises"]["mandates"] == 0


def test_a_mandate_whose_time_is_over_cannot_fall_away(story: Story) -> None:
    story.join()
    mandate(story, "school", expires_on=date(2026, 3, 3))
    story.rehearsal.later(days=2)
    wider = "bodies: {value: [school, daycare, job_centre, family_department], row"
    found = tried(story, reworded((wider, "bodies: {value: [daycare], row")))
    assert (found["promises"]["mandates"], found["families"]) == (0, NOBODY)


def test_volunteers_in_running_matches_are_counted_once_each(story: Story) -> None:
    run_by(story, reworded(("certificate_years: {value: 3", "certificate_years: {value: 5")))
    story.join()
    story.consent(AMAL, "one_to_one")
    story.consent(JONAS, "one_to_one")
    need = story.need()["id"]
    with story.rehearsal.work() as work:
        for number, (volunteer, ended) in enumerate([(1, False), (1, False), (2, False), (3, True), (None, False)]):
            known: dict[str, Any] = {"matched_at": work.now, "ended_at": work.now if ended else None}
            known["volunteer"] = UUID(int=volunteer) if volunteer else None
            work.session.add(Match(id=UUID(int=100 + number), need=need, **known))
    assert tried(story)["volunteers"] == 3
    assert tried(story, GROWN)["volunteers"] == 3
    run_by(story, RELEASED)
    assert tried(story, GROWN)["volunteers"] == 0


def test_promised_rhythms_are_counted_in_each_area(story: Story) -> None:
    slower = reworded(("every: {value: two_weeks", "every: {value: month"), version="1.4.0")
    assert tried(story, slower)["promises"]["rhythms"] == 2


def test_a_programme_never_put_in_force_changes_nothing_for_anybody(story: Story) -> None:
    code = next(each for each in sorted(load()) if each != PROGRAMME)
    admin = caller("organisation_admin", organisation=load()[code].organisation)
    with story.rehearsal.work(admin) as work:
        found = actions.dry_run(work, code, None)
    assert found["version_in_force"] is None
    assert (found["changes"], found["families"], found["promises"]["rhythms"]) == ((), NOBODY, 0)


def test_a_dry_run_writes_nothing(story: Story) -> None:
    run_by(story, GROWN)
    story.join()
    before, told = everything(story), len(story.told())
    tried(story)
    tried(story, GROWN)
    assert everything(story) == before
    assert len(story.told()) == told


def test_a_faulty_text_is_refused_with_line_key_and_reason(story: Story) -> None:
    spoilt = RELEASED.replace("guardians: {value: both", "guardians: {value: all")
    with pytest.raises(Refused) as error:
        tried(story, spoilt)
    assert (error.value.code, error.value.field) == ("programme_faulty", "text")
    line = spoilt.splitlines().index(next(each for each in spoilt.splitlines() if "value: all" in each)) + 1
    assert (error.value.because["line"], error.value.because["key"]) == (line, "wish.guardians")
    assert "They are: both, one." in str(error.value.because["reason"])


@pytest.mark.parametrize("text", ["", "x", "- a", "a: [", "code: {value: other, row: S0-03}", "a: " + "[" * 9_000])
def test_a_text_that_is_no_programme_is_refused(story: Story, text: str) -> None:
    with pytest.raises(Refused) as error:
        tried(story, text)
    assert error.value.code == "programme_faulty"


def test_another_version_is_not_put_in_force_unseen(story: Story) -> None:  # S0-03
    run_by(story, GROWN)
    assert refused(story).code == "dry_run_first"
    assert refused(story, "0" * 64).code == "dry_run_first"
    assert refused(story, digest_of(GROWN)).code == "dry_run_first"
    shown = put(story, digest_of(text_of(PROGRAMME)))
    assert (shown["version"], shown["version_in_force"]) == (VERSION, VERSION)
    assert story.told("programme.published.v1")[-1].data["version"] == VERSION


def test_the_version_in_force_is_put_in_force_again_without_another_look(story: Story) -> None:
    assert put(story)["version_in_force"] == VERSION


def test_a_version_never_gets_other_words(story: Story) -> None:
    run_by(story, reworded((CHILD_SAYS_FROM, "child_says_from: {value: 12"), version=VERSION))
    assert refused(story, digest_of(RELEASED)).code == "version_taken"


def test_what_was_put_in_force_before_texts_were_kept_gets_its_text_without_a_dry_run(story: Story) -> None:
    run_by(story, None)
    put(story)
    run_by(story, GROWN)
    assert refused(story).code == "dry_run_first"


def test_going_back_to_an_earlier_version_is_looked_at_too(story: Story) -> None:
    run_by(story, reworded((CHILD_SAYS_FROM, "child_says_from: {value: 12"), version="2.0.0"))
    found = tried(story)
    assert (found["version_in_force"], found["version"]) == ("2.0.0", VERSION)
    assert put(story, found["seen"])["version_in_force"] == VERSION


def test_only_the_programmes_own_organisation_may_try(story: Story) -> None:
    other = caller("organisation_admin", organisation=PARTNER, relations=frozenset({"organisation"}))
    with pytest.raises(Refused) as error, story.rehearsal.work(other) as work:
        actions.dry_run(work, PROGRAMME, None)
    assert error.value.code == "not_allowed"


def test_an_unknown_programme_cannot_be_tried(story: Story) -> None:
    with pytest.raises(Refused) as error:
        story.do(actions.dry_run, "unheard_of", None, by=ADMIN)
    assert error.value.code == "not_found"


def test_every_family_is_looked_at_page_by_page_and_a_hundred_are_named(story: Story, monkeypatch: Any) -> None:
    run_by(story, GROWN)
    story.enrol()
    with story.rehearsal.work() as work:
        copies(work.session, story.family, 120)
    monkeypatch.setattr(asked.families_in_pages, "__kwdefaults__", {"page": 7})
    found = tried(story)["families"]
    assert (found["count"], len(found["some"])) == (121, 100)
    assert len({each["id"] for each in found["some"]}) == 100


def test_a_page_leaves_nothing_behind_in_the_session(story: Story) -> None:
    story.enrol()
    with story.rehearsal.work() as work:
        copies(work.session, story.family, 20)
    with story.rehearsal.work() as work:
        pages = [len(rows) for rows in asked.families_in_pages(work.session, PROGRAMME, page=5)]
        assert not work.session.identity_map.keys()
    assert pages == [5, 5, 5, 5, 1]


def test_a_family_read_in_a_page_is_the_family_the_rules_know(story: Story) -> None:
    story.join()
    story.consent(AMAL, "one_to_one")
    story.consent(JONAS, "one_to_one")
    story.need()
    with story.rehearsal.work() as work:
        row = work.session.get_one(Family, story.family)
        ((read,),) = asked.families_in_pages(work.session, PROGRAMME)
        assert facts.family(read) == facts.family(row)
        assert picturing.pictures(work, facts.programme_of(row), [read]) == [picturing.picture(work, row)]
        assert facts.states(work.session, read.needs) == facts.states(work.session, row.needs)
