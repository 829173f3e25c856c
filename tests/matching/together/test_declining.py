"""Why somebody declined is for the staff and for who said it; nobody else reads it anywhere."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from chassis.testing import Stage, caller
from chassis.web.request import Page
from chassis.work import Caller
from matching.actions import attention, checkins, matches, showing
from matching.domain.answers import DECLINING
from matching.service import Matching
from matching.tables import metadata
from tests.matching import make
from tests.matching.make import AMAL, CODE, JONAS, MADS, MALENE, VIBEKE, uid
from tests.matching.town import Town

PEOPLE = (MADS, MALENE, AMAL, JONAS, VIBEKE, make.BIRGIT, uid("stranger"))
ROLES = ("matcher", "coordinator", "family", "volunteer")
READERS = [caller(role, subject=person) for role in ROLES for person in PEOPLE]
READERS += [caller("matcher", organisation="rode-kors", relations=frozenset({"organisation"}))]


def reads(town: Town, reader: Caller, proposal: Any) -> str:
    """Everything that says anything about a proposal."""
    with town.rehearsal.work(reader) as work:
        seen = [showing.proposal(work, proposal), matches.page(work, Page(limit=50), state=None)]
        if reader.roles & {"matcher", "coordinator"}:
            page = Page(limit=50)
            seen += [showing.page(work, page, state=None), attention.page(work, page)]
            seen += [checkins.page(work, page, match=None)]
        return repr(seen)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(some.integers(0, 4), some.sampled_from(DECLINING), some.integers(0, 9))
def test_no_other_side_reads_the_reason_whoever_says_no_and_whoever_reads(before: int, reason: str, days: int) -> None:
    town = Town()
    proposal = town.has_proposal()
    order = make.everybody()
    for yes in order[:before]:
        town.answers(proposal, yes)
    town.answers(proposal, order[before], "no", reason)
    town.days_pass(days)
    for reader in READERS:
        theirs = reader.subject == order[before].subject and reader.roles == order[before].roles
        is_staff = reader.roles & {"matcher", "coordinator"} and reader.subject not in (AMAL, JONAS, VIBEKE)
        may_read = theirs or (is_staff and "organisation" in reader.relations and reader.organisation == "kfum")
        assert (f"'reason': '{reason}'" in reads(town, reader, proposal)) == bool(may_read), reader
    assert all(reason not in repr(event.data) for event in town.rehearsal.emitted)


@pytest.mark.parametrize("reason", DECLINING)
def test_the_reason_is_in_no_answer_to_the_other_side(reason: str) -> None:
    stage = Stage(Matching, metadata)
    guardian, other = ("family", "kfum", AMAL), ("family", "kfum", JONAS)
    matcher, second = ("matcher", "kfum", MADS), ("matcher", "kfum", MALENE)
    frivillig = ("volunteer", "kfum", VIBEKE)
    stage.call("POST", "/volunteers", make.offer(), as_=frivillig)
    for step in make.STEPS:
        outcome = {"step": step, "outcome": "passed", "on": make.TODAY}
        stage.call("POST", f"/volunteers/{VIBEKE}/vettings", outcome, as_=matcher)
    stage.hear(make.consent_changed(), make.need_registered())
    [proposal] = stage.call("POST", "/runs", {"programme": CODE}, as_=matcher).json["proposals"]
    path = f"/proposals/{proposal['id']}"
    for yes in (matcher, second, guardian):
        stage.call("POST", f"{path}/answers", {"answer": "yes"}, as_=yes)
    said = stage.call("POST", f"{path}/answers", {"answer": "no", "reason": reason}, as_=other)
    assert reason in said.text
    assert reason in stage.call("GET", path, as_=second).text
    for reader in (guardian, frivillig):
        for door in (path, "/matches", "/attention", "/proposals"):
            assert reason not in stage.call("GET", door, as_=reader).text
