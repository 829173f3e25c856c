"""Own wish over all ways in: whatever anybody does in whatever order, the family itself comes first. # S0-17, S1-04

Random sequences of telling, outreach, handguides, referral attempts, revoking, asking, enrolling and wishing, by random
people in random roles. After every step every row with a personal column belongs to a family that has asked itself.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule
from sqlalchemy import select

from chassis.testing import caller
from contracts.refusals import Refused
from enrollment import actions
from enrollment.access import ENROL, INFORM, PUT_FORWARD
from enrollment.tables import Contact, Family, Information, Tables
from tests.enrollment.make import AMAL, AREA, BABY, JONAS, OURS, PARTNER, PROGRAMME, SARA, STRANGER
from tests.enrollment.rich import GUIDE, in_house
from tests.enrollment.story import ASKING, BIRGIT, OURSELVES, PEOPLE, PIA, Story, enrolling

PERSONAL = [
    table
    for table in Tables.metadata.sorted_tables
    if any(column.info.get("personal") for column in table.columns)
]  # fmt: skip
people = st.sampled_from([AMAL, JONAS, SARA, BABY, STRANGER])
employees = st.sampled_from([PIA, BIRGIT])
organisations = st.sampled_from([OURS, PARTNER, "somewhere"])
handed = st.sampled_from(["postcard", "invitation", "letter", "none"])
routes = st.sampled_from([None, "joint_meeting", "partner_invites", "outreach", "selected_after_dialogue"])
abouts = st.sampled_from(["child", "family", "group"])
wanted = st.sampled_from(["joint_meeting", "home_visit"])


class WaysIn(RuleBasedStateMachine):
    """The product as it is, and beside it only who has asked and who has wished what."""

    codes, contacts, families = Bundle("codes"), Bundle("contacts"), Bundle("families")

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        in_house(self.patch)
        self.story = Story()
        self.asked: set[UUID] = set()
        self.wished: dict[tuple[UUID, UUID], str] = {}

    def teardown(self) -> None:
        self.patch.undo()
        self.story.rehearsal.store.engine.dispose()

    def act(self, action: Callable[..., Any], *args: Any, by: tuple[str, UUID], of: str = OURS, **said: Any) -> Any:
        """One action, by whoever; None if it was refused."""
        role, person = by
        relation = {"family": "own", "professional": "own"}.get(role, "organisation")
        who = caller(role, organisation=of, subject=person, relations=frozenset({relation}))
        try:
            with self.story.rehearsal.work(who) as work:
                return action(work, *args, **said)
        except Refused:
            return None

    @rule(
        target=codes,
        role=st.sampled_from(sorted(INFORM)),
        of=organisations,
        person=employees,
        handed=handed,
        route=routes,
    )
    def tell(self, role: str, of: str, person: UUID, handed: str, route: str | None) -> Any:
        said: dict[str, Any] = {
            "programme": PROGRAMME,
            "area": AREA,
            "told": "family",
            "handed": handed,
            "contact_route": route,
        }
        told = self.act(actions.inform, by=(role, person), of=of, **said)
        return (told["id"], told["code"]) if told and told["code"] else multiple()

    @rule(code=codes, role=st.sampled_from(["professional", "coordinator"]), of=organisations, person=employees)
    def revoke(self, code: tuple[UUID, str], role: str, of: str, person: UUID) -> None:
        self.act(actions.revoke_code, code[0], by=(role, person), of=of)

    @rule(people=st.integers(1, 9))
    def reach_out(self, people: int) -> None:
        today = self.story.rehearsal.clock.today()
        round: dict[str, Any] = {
            "programme": PROGRAMME,
            "kind": "street",
            "area": AREA,
            "on": today,
            "part_of_day": "day",
        }
        assert self.act(actions.count_outreach, by=("coordinator", BIRGIT), people=people, **round)

    @rule(acute=st.booleans(), age=st.integers(0, 17))
    def think_of_a_child(self, acute: bool, age: int) -> None:
        answers = [{"question": "acute", "yes": acute}, {"question": "age", "number": age}]
        said: dict[str, Any] = {"answers": answers, "area": AREA, "ages": (), "languages": ()}
        assert self.act(actions.follow, PROGRAMME, GUIDE, by=("professional", PIA), **said)

    @rule(
        role=st.sampled_from(sorted(PUT_FORWARD)), of=organisations, about=st.sampled_from(["child", "family", "group"])
    )
    def put_forward(self, role: str, of: str, about: str) -> None:
        said: dict[str, Any] = {"programme": PROGRAMME, "area": AREA, "about": about}
        assert self.act(actions.put_forward, by=(role, PIA), of=of, **said) is None

    @rule(target=contacts, person=people, code=st.one_of(st.none(), codes), wanted=wanted, along=st.booleans())
    def ask(self, person: UUID, code: tuple[UUID, str] | None, wanted: str, along: bool) -> Any:
        said = ASKING | {"code": code and code[1], "wanted": wanted, "professional_present": along}
        made = self.act(actions.ask_for_contact, by=("family", person), **said)
        if made is None:
            return multiple()
        self.asked.add(person)
        return made["id"]

    @rule(
        target=families,
        contact=st.one_of(contacts, st.just(UUID(int=77))),
        role=st.sampled_from(sorted(ENROL)),
        of=organisations,
        person=st.one_of(people, employees),
        members=st.sampled_from([PEOPLE, PEOPLE, OURSELVES, PEOPLE[:2], PEOPLE[1:], PEOPLE[:1] + OURSELVES[1:]]),
    )
    def enrol(self, contact: UUID, role: str, of: str, person: UUID, members: list[Any]) -> Any:
        said = enrolling(contact, members=[dict(each) for each in members])
        made = self.act(actions.enrol, by=(role, person), of=of, **said)
        assert made is None or role != "professional"
        return made["id"] if made else multiple()

    @rule(target=families, contact=contacts, members=st.sampled_from([PEOPLE, OURSELVES]))
    def enrol_whom_one_has_met(self, contact: UUID, members: list[Any]) -> Any:
        return self.enrol(contact, "coordinator", OURS, BIRGIT, members)

    @rule(
        family=families,
        place=st.integers(0, 3),
        wish=st.sampled_from(["yes", "yes", "no"]),
        by=st.sampled_from(["self", "self", "coordinator", "other"]),
    )
    def wish(self, family: UUID, place: int, wish: str, by: str) -> None:
        person = self.member(family, place)
        speaker = {"self": ("family", person), "coordinator": ("coordinator", BIRGIT), "other": ("family", STRANGER)}[
            by
        ]
        if self.act(actions.state_wish, family, by=speaker, person=person, wish=wish):
            self.wished[family, person] = wish

    @rule(family=families, place=st.integers(0, 3))
    def consent(self, family: UUID, place: int) -> None:
        person = self.member(family, place)
        said: dict[str, Any] = {
            "purpose": "participation",
            "receiver": OURS,
            "categories": ["wishes"],
            "expires_on": None,
        }
        self.act(actions.grant, family, by=("family", person), person=person, **said)

    @rule(family=families, but=st.sampled_from([None, None, AMAL, JONAS, SARA]))
    def everybody_says_yes(self, family: UUID, but: UUID | None) -> None:
        with self.story.rehearsal.work() as work:
            members = [each.person for each in work.session.get_one(Family, family).members]
        for place, person in enumerate(members):
            if person != but:
                self.consent(family, place)
                self.wish(family, place, "yes", "self")

    def member(self, family: UUID, place: int) -> UUID:
        with self.story.rehearsal.work() as work:
            members = work.session.get_one(Family, family).members
            return members[place % len(members)].person

    @invariant()
    def every_personal_row_is_of_a_family_that_has_asked(self) -> None:
        with self.story.rehearsal.work() as work:
            families = work.session.scalars(select(Family)).all()
            asked_for = {row.id: row.contact.person for row in families}
            for table in PERSONAL:
                for kept in work.session.execute(table.select()).mappings():
                    family = kept["id"] if table is Family.__table__ else kept.get("family_id")
                    person = asked_for[family] if family else kept.get("person")
                    assert person in self.asked, (table.name, person)
            for row in families:
                assert row.contact.person in {member.person for member in row.members}
                if row.joined_at and not row.left_at:
                    self.everybody_wishes(row)

    @invariant()
    def a_code_works_once(self) -> None:
        with self.story.rehearsal.work() as work:
            used = [row.information_id for row in work.session.scalars(select(Contact)) if row.information_id]
            cards = work.session.scalars(select(Information).where(Information.used_at.is_not(None))).all()
            assert sorted(used) == sorted(card.id for card in cards)

    def everybody_wishes(self, row: Family) -> None:
        """Both guardians, and the children from seven years, have themselves said yes and not no since."""
        seven = self.story.rehearsal.clock.today().replace(year=2019)
        for member in row.members:
            if member.kind == "guardian" or member.born <= seven:
                assert self.wished.get((row.id, member.person)) == "yes"


TestWaysIn = WaysIn.TestCase
TestWaysIn.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a story of 25 steps is read sooner than made shorter
)
