"""Who may be written to, by whom."""

from datetime import date
from typing import Any
from uuid import UUID

from chassis.testing import caller
from contracts.programmes import load
from enrollment import actions
from tests.enrollment.make import AMAL, JONAS, OURS, PARTNER, PROGRAMME, SARA, STRANGER
from tests.enrollment.story import EMAIL, PEOPLE, Story, member

CATEGORIES = list(load()[PROGRAMME].consents["messages"].categories)


def address(story: Story, person: UUID, organisation: str = OURS) -> Any:
    with story.rehearsal.work(caller("service", organisation=organisation)) as work:
        return actions.address(work, person)


def test_who_has_asked_for_contact_may_be_answered(story: Story) -> None:
    story.contact()
    assert address(story, AMAL) == {"name": "Amal Haddad", "email": EMAIL, "language": "ar"}
    assert address(story, AMAL, PARTNER) is None


def test_once_enrolled_it_takes_a_consent_to_messages(story: Story) -> None:
    story.enrol()
    assert address(story, AMAL) is None
    consent = story.consent(AMAL, "messages")
    assert address(story, AMAL)["email"] == EMAIL
    assert address(story, JONAS) is None
    story.do(actions.withdraw, consent)
    assert address(story, AMAL) is None


def test_a_consent_names_who_may_write(story: Story) -> None:
    story.enrol()
    story.consent(AMAL, "messages")
    assert address(story, AMAL, PARTNER) is None


def test_other_consents_do_not_open_the_address(story: Story) -> None:
    story.join()
    assert address(story, AMAL) is None


def test_a_young_person_who_consents_may_be_written_to(story: Story) -> None:
    young = member(STRANGER, "young_person", "Zara Haddad", date(2006, 4, 1), "zara@familie.example")
    story.enrol(members=[*PEOPLE, young])
    assert address(story, STRANGER) is None
    story.consent(STRANGER, "messages")
    assert address(story, STRANGER) == {"name": "Zara Haddad", "email": "zara@familie.example", "language": "ar"}


def test_a_child_is_not_written_to_even_with_consent_and_an_address(story: Story) -> None:
    sara = {**PEOPLE[2], "email": "sara@familie.example"}
    story.enrol(members=[*PEOPLE[:2], sara])
    said: dict[str, Any] = {"person": SARA, "purpose": "messages", "receiver": OURS, "expires_on": None}
    family = story.do(actions.grant, story.family, **said, categories=CATEGORIES)
    assert family["consents"][-1]["person"] == SARA
    assert address(story, SARA) is None


def test_nobody_has_the_address_of_a_stranger(story: Story) -> None:
    assert address(story, STRANGER) is None
    assert address(story, SARA) is None
