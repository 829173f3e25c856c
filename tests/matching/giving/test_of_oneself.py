"""Groups, caseloads and greetings: staff who are in them, or whose family is, hear of the others only."""

from typing import Any
from uuid import UUID

from chassis.testing import caller
from chassis.web.request import Page
from chassis.work import Caller
from matching.actions import caseloads, offered, thanks, trials
from tests.matching import make
from tests.matching.giving.young_town import KIND, OURS, PLAN, YoungTown
from tests.matching.make import CODE, VIBEKE, uid
from tests.matching.town import Town


def test_employed_role_models_and_guardians_find_no_group_of_their_own_in_a_list() -> None:
    town = YoungTown()
    model = town.has_role_model("Mia", slots=["mon_day"])
    for name in ("Ali", "Bea", "Cai"):
        town.waits(name, slots=["mon_day"])
    town.waits("Dea", slots=["sun_day"])
    alone, young = uid("young Dea"), uid("young Ali")
    seen = {who: of_groups(town, who, dry=True) for who in (make.MADS, model, young, alone)}
    assert seen == {make.MADS: ([3], 1, model), model: ([], 1, None), young: ([2], 1, model), alone: ([3], 0, None)}
    town.finds()
    for who, numbers in ((make.MADS, [3]), (model, []), (young, [2])):
        with town.rehearsal.work(of_plan(who)) as work:
            assert [len(each["members"]) for each in trials.page(work, Page(limit=10), programme=None)] == numbers


def of_plan(person: UUID) -> Caller:
    return caller("matcher", organisation=OURS, subject=person, relations=frozenset({"organisation"}))


def of_groups(town: YoungTown, person: UUID, *, dry: bool) -> Any:
    """How many are in each group, how many are left, and who comes nearest to the first of them."""
    found = trials.propose(town.rehearsal.errand(of_plan(person)), programme=PLAN, kind=KIND, dry=dry)
    nearest = found["left"][0]["nearest"] if found["left"] else None
    return [len(each["members"]) for each in found["groups"]], len(found["left"]), nearest


def test_an_employed_coach_reads_the_caseloads_of_the_others() -> None:
    town = YoungTown()
    carl = town.has_role_model("Carl", kind="coach", slots=["mon_day"])
    need = town.waits("Bea", kind="coaching", slots=["mon_day"])
    town.waits("Ali", kind="coaching", slots=["sun_day"])
    for who, coaches, waiting in (
        (make.MADS, [carl], {need: [carl], uid("Ali"): []}),
        (carl, [], {need: [], uid("Ali"): []}),
        (uid("young Bea"), [carl], {uid("Ali"): []}),
    ):
        with town.rehearsal.work(of_plan(who)) as work:
            found = caseloads.overview(work, programme=PLAN)
        assert [each["volunteer"] for each in found["coaches"]] == coaches
        named = {each["need"]: [one["volunteer"] for one in each["realistic"]] for each in found["waiting"]}
        assert named == waiting


def test_nobody_is_told_to_greet_themselves_or_whom_they_may_be_as_well() -> None:
    town = Town()
    town.has_volunteer()
    town.registers(uid("Again"), email=make.email_of(VIBEKE))
    town.rehearsal.later(days=365)
    for number, who in ((1, make.MADS), (0, VIBEKE)):
        with town.rehearsal.work(make.person("matcher", subject=who)) as work:
            listed = {each["id"]: each for each in offered.page(work, Page(limit=10))}
            assert len(listed[VIBEKE]["perhaps_the_same_as"]) == number
            assert len(thanks.quiet_ones(work, programme=CODE)["quiet"]) == number
