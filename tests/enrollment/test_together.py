"""Two people of one family who act at the same moment, on the database of production."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from chassis.testing import caller
from chassis.work import Work
from contracts.refusals import Refused
from enrollment import actions
from enrollment.domain.codes import digest
from enrollment.queries import information_with
from enrollment.tables import Contact, Family
from tests.enrollment.make import AMAL, JONAS, SARA
from tests.enrollment.story import ASKING, NEEDING, OURSELVES, Story, enrolling


@pytest.fixture
def story(database: str) -> Iterator[Story]:
    story = Story(database)
    yield story
    story.rehearsal.store.engine.dispose()


class Meanwhile:
    """Lets something happen once, between what an action has read and what it then does."""

    def __init__(self, story: Story, happens: Callable[[], object]) -> None:
        self.story, self.happens, self.tries = story, happens, 0

    def act(
        self, read: Callable[[Session], object], act: Callable[[Work], Any], person: UUID = JONAS, role: str = "family"
    ) -> Any:
        """As the chassis does it: tried again when two transactions have met."""

        def attempt(work: Work) -> Any:
            seen = read(work.session)  # held, since a session forgets what nobody holds
            self.tries += 1
            if self.tries == 1:
                self.happens()
            return act(work) if seen else None

        return self.story.rehearsal.desk.transact(attempt, caller=caller(role, subject=person))


def test_of_two_last_words_said_at_once_the_second_sees_the_first_and_the_family_joins_once(story: Story) -> None:
    story.enrol()
    for person in (AMAL, JONAS):
        story.consent(person)
    story.wish(SARA)
    meanwhile = Meanwhile(story, lambda: story.wish(AMAL))
    family = meanwhile.act(
        lambda session: everything(session, story),
        lambda work: actions.state_wish(work, story.family, person=JONAS, wish="yes"),
    )
    assert meanwhile.tries == 2
    assert family["joined_on"] is not None
    assert len(story.told("family.joined.v1")) == 1


def test_a_need_cannot_slip_in_beside_the_withdrawal_of_its_consent(story: Story) -> None:
    story.join()
    consent = story.consent(AMAL, "one_to_one")
    story.need()
    meanwhile = Meanwhile(story, lambda: story.do(actions.withdraw, consent))
    with pytest.raises(Refused) as refused:
        meanwhile.act(
            lambda session: everything(session, story),
            lambda work: actions.register_need(work, story.family, for_person=SARA, **NEEDING),
        )
    assert (refused.value.code, meanwhile.tries) == ("consent_missing", 2)
    assert [need["state"] for need in story.seen()["needs"]] == ["withdrawn"]


def test_the_same_need_asked_for_twice_at_once_is_one_need(story: Story) -> None:
    story.join()
    story.consent(AMAL, "one_to_one")
    meanwhile = Meanwhile(story, story.need)
    with pytest.raises(Refused) as refused:
        meanwhile.act(
            lambda session: everything(session, story),
            lambda work: actions.register_need(work, story.family, **NEEDING),
        )
    assert (refused.value.code, meanwhile.tries) == ("need_runs_already", 2)
    assert len(story.told("need.registered.v1")) == 1


def test_a_postcard_used_by_two_at_once_opens_the_door_to_one(story: Story) -> None:
    code = story.postcard()
    meanwhile = Meanwhile(story, lambda: story.contact(code))
    with pytest.raises(Refused) as refused:
        meanwhile.act(
            lambda session: information_with(session, digest(code)),
            lambda work: actions.ask_for_contact(work, code=code, **ASKING),
        )
    assert (refused.value.code, meanwhile.tries) == ("code_not_valid", 2)
    assert len(story.told("intake.requested.v1")) == 1


def test_one_request_enrolled_twice_at_once_makes_one_family(story: Story) -> None:
    contact = story.contact()["id"]
    enrol = partial(actions.enrol, **enrolling(contact, members=OURSELVES))
    meanwhile = Meanwhile(story, lambda: story.do(enrol))
    with pytest.raises(Refused) as refused:
        meanwhile.act(lambda session: session.get(Contact, contact), enrol, person=AMAL)
    assert (refused.value.code, meanwhile.tries) == ("already_done", 2)


def everything(session: Session, story: Story) -> tuple[object, ...]:
    """The family with all that is read before a rule is asked."""
    family = session.get_one(Family, story.family)
    return family, list(family.members), list(family.wishes), list(family.consents), list(family.needs)
