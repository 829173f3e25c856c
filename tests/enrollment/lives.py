"""What random families do, played through the actions; `hearsay` says who may have heard what of it."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from enrollment import actions
from tests.enrollment.hearsay import ALL, AREAS, COORDINATOR, ELSEWHERE, Given, Heard, Somebody
from tests.enrollment.make import MUNICIPALITY, OURS, PROGRAMME
from tests.enrollment.story import ASKING, NEEDING


class World(Heard):
    """One family after another, and everything that can be done."""

    def enrol(self, guardians: int, children: list[tuple[int, set[int]]]) -> None:
        self.people = [Somebody(self._id(), "guardian", date(1985, 1, 1 + number)) for number in range(guardians)]
        for years, decide in children:
            born = self.today - timedelta(days=years * 365 + 40 + len(self.people))
            named = {self.people[at].id for at in decide if at < guardians}
            self.people.append(Somebody(self._id(), "child", born, named))
        self.asker = self.people[0].id
        asked = self._play(actions.ask_for_contact, by=("family", self.asker), code=None, **ASKING)
        places = {each.id: place for place, each in enumerate(self.people)}
        told = [
            {"id": each.id, "kind": each.kind, "name": f"Somebody {place}", "born": each.born, "email": None}
            | {"language": None, "guardians": sorted(places[one] for one in each.guardians)}
            for each, place in zip(self.people, places.values(), strict=True)
        ]
        home = {"area": AREAS[0], "municipality": MUNICIPALITY, "languages": ["da"]}
        family = self._play(
            actions.enrol, by=COORDINATOR, contact_id=asked["id"], programme=PROGRAMME, members=told, **home
        )
        self.family, self.joined, self.has_left, self.needs = family["id"], False, False, []
        self.check_news()

    def wish(self, who: int, wish: str) -> None:
        one = self._one(who)
        by = COORDINATOR if one.kind == "child" else ("family", one.id)
        self._command(actions.state_wish, self.family, by=by, person=one.id, wish=wish)

    def everybody_says_yes(self) -> None:
        for who, one in enumerate(self.people):
            self.wish(who, "yes")
            if one.kind != "child":
                self.grant(who, who, "participation", OURS, None)

    def grant(self, speaker: int, who: int, purpose: str, receiver: str, days: int | None) -> None:
        one, by = self._one(who), self._one(speaker)
        until = None if days is None else self.today + timedelta(days=days)
        categories = list(self.programme.consents[purpose].categories)
        said = {"person": one.id, "purpose": purpose, "receiver": receiver, "categories": categories}
        before = set(self.given)
        with self._allowed() as done:
            family = self._play(actions.grant, self.family, by=("family", by.id), expires_on=until, **said)
            (new,) = {each["id"] for each in family["consents"]} - before
            if by.id != one.id:
                until = min(until or date.max, _eighteen(one.born) - timedelta(days=1))
            self.given[new] = Given(new, one.id, receiver, set(categories), until)
        if done:
            self.check_news()

    def all_grant(self, purpose: str, receiver: str, days: int | None, among: Collection[int] = range(ALL)) -> None:
        """Everybody with one of these places consents, the children before the guardians."""
        for who in reversed(range(len(self.people))):
            if who in among:
                self.grant(who, who, purpose, receiver, days)

    def withdraw(self, which: int, speaker: int) -> None:
        if self.given:
            consent = list(self.given.values())[which % len(self.given)]
            with self._allowed() as done:
                self._play(actions.withdraw, consent.id, by=("family", self._one(speaker).id))
            if done:
                consent.ended = True
                self.check_news(ended=[consent])

    def later(self, days: int) -> None:
        """Time passes, and the clockwork of the service with it."""
        self.rehearsal.later(days=days)
        over = [each for each in self.given.values() if not each.ended and each.until and each.until < self.today]
        self._play(actions.lapse_consents, by=("service", UUID(int=0)))
        for each in over:
            each.ended = True
        self.check_news(ended=over)
        self._play(actions.let_go_of_the_moved, by=("service", UUID(int=0)))
        self.check_news()

    def ask(self) -> None:
        self.all_grant("one_to_one", OURS, None)
        with self._allowed() as done:
            need = self._play(actions.register_need, self.family, by=("family", self.asker), **NEEDING)
            self.needs.append(need["id"])
        if done:
            self.check_news()

    def no_longer_ask(self, which: int) -> None:
        if self.needs:
            self._command(actions.withdraw_need, self.needs[which % len(self.needs)], by=COORDINATOR)

    def move(self, area: str | None) -> None:
        home = {"area": area, "municipality": MUNICIPALITY if area else ELSEWHERE, "languages": ["da"]}
        self._command(actions.move, self.family, self._version(), by=COORDINATOR, **home)

    def add(self, kind: str) -> None:
        born = {"guardian": date(1980, 2, 2), "child": self.today, "young_person": self.today - timedelta(days=7400)}
        one = Somebody(self._id(), kind, born[kind])
        told = {"id": one.id, "kind": kind, "name": f"Newcomer {one.id.int}", "born": one.born, "guardians": []}
        self.people.append(one)
        if not self._command(
            actions.add_member, self.family, by=COORDINATOR, email=None, language=None, school_shift=0, **told
        ):
            self.people.pop()

    def move_out(self, who: int) -> None:
        one = self._one(who)
        one.gone = True
        if not self._command(actions.move_out, self.family, one.id, by=COORDINATOR):
            one.gone = False

    def separate(self, stays: int) -> None:
        """One guardian has custody of every child from now on, and another moves out."""
        one, children = self._one(stays), [each for each in self.people if each.kind == "child" and not each.gone]
        before = {each.id: each.guardians for each in self.people}
        for each in self.people:
            each.guardians = {one.id} if each in children else set()
        said = [{"child": each.id, "guardians": [one.id]} for each in children]
        if self._command(actions.change_custody, self.family, self._version(), said, by=COORDINATOR):
            self.move_out(1 - stays)
        else:
            for each in self.people:
                each.guardians = before[each.id]

    def change_custody(self, who: int, guardians: set[int]) -> None:
        child, named = self._one(who), {self._one(number).id for number in guardians}
        before = {each.id: each.guardians for each in self.people}
        for each in self.people:
            each.guardians = named if each is child else set()
        said = [{"child": child.id, "guardians": sorted(named, key=str)}]
        if not self._command(actions.change_custody, self.family, self._version(), said, by=COORDINATOR):
            for each in self.people:
                each.guardians = before[each.id]

    def leave(self) -> None:
        self._command(actions.leave, self.family, "family_wish", by=COORDINATOR)


def _eighteen(born: date) -> date:
    try:
        return born.replace(year=born.year + 18)
    except ValueError:
        return date(born.year + 18, 3, 1)
