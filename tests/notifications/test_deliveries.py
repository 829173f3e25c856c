"""How messages leave, and what happens when they cannot."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event as sql

from chassis.mail import Handover
from chassis.peers import Reply
from chassis.testing import Rehearsal
from contracts.events import REGISTER
from notifications.actions import deliveries
from notifications.domain.attempts import MOST, Outcome
from notifications.domain.errands import PURPOSES
from notifications.domain.words import TEMPLATES
from notifications.service import hand_over
from notifications.tables import metadata
from tests.notifications import make
from tests.notifications.make import AMAL, VIBEKE, Owner, Post, deliver, hear, states
from tests.servers import MailSink

INVITATION = ("invitation", AMAL, 1)


@pytest.fixture
def stage() -> Rehearsal:
    """A meeting in a week, with one guardian."""
    stage = make.rehearsal()
    hear(stage, make.scheduled(people={AMAL: "guardian"}))
    return stage


def test_the_invitation_leaves_at_once_and_the_reminder_in_its_own_time(stage: Rehearsal) -> None:
    assert [letter.subject for letter in deliver(stage).letters] == ["Møde mandag den 9. marts kl. 10.00"]
    stage.later(days=5, hours=23)
    assert not deliver(stage).letters
    stage.later(hours=1)
    assert [letter.subject for letter in deliver(stage).letters] == ["Husk mødet mandag den 9. marts kl. 10.00"]
    assert set(states(stage).values()) == {"sent"}


def test_an_invitation_leaves_before_the_reminder_that_is_due_with_it() -> None:
    stage = make.rehearsal()
    hear(stage, make.scheduled(stage.clock.now() + timedelta(minutes=5), people={AMAL: "guardian"}))
    assert [letter.subject.split()[0] for letter in deliver(stage).letters] == ["Møde", "Husk"]


def test_the_owner_of_each_address_is_asked_for_it_with_the_purpose() -> None:
    stage, owner = make.rehearsal(), Owner()
    hear(stage, make.scheduled())
    deliver(stage, owner)
    assert {asked for asked in owner.asked if asked[0] != "activities"} == {
        ("enrollment", f"/people/{AMAL}/address", "invitation"),
        ("matching", f"/volunteers/{VIBEKE}/address", "invitation"),
    }


def test_every_message_has_a_purpose_an_address_is_asked_for() -> None:
    assert set(PURPOSES) == set(TEMPLATES)


def test_a_delivery_is_told_without_address_name_or_text(stage: Rehearsal) -> None:
    deliver(stage)
    (told,) = stage.stored()
    assert told.type == "message.delivered.v1"
    assert told.data == {"template": "invitation", "channel": "print", "about": make.MEETING, "attempts": 1}
    assert told.correlationid == make.scheduled().correlationid
    assert told.programme == make.PROGRAMME


def test_where_no_consent_is_left_the_message_is_cancelled(stage: Rehearsal) -> None:
    assert not deliver(stage, Owner(status=404)).letters
    assert states(stage)[INVITATION] == "cancelled no_consent"
    assert [(told.type, told.data["reason"]) for told in stage.stored()] == [("message.failed.v1", "no_consent")]


def test_a_cancellation_by_the_owner_is_final(stage: Rehearsal) -> None:
    deliver(stage, Owner(status=404))
    hear(stage, make.consent("granted"))
    assert states(stage)[INVITATION] == "cancelled no_consent"


def test_an_owner_out_of_reach_is_asked_again_after_one_five_and_thirty_minutes(stage: Rehearsal) -> None:
    away = Owner(status=None)
    deliver(stage, away)
    for minutes in (1, 5, 30):
        stage.later(minutes=minutes, seconds=-1)
        before = len(away.asked)
        deliver(stage, away)
        assert len(away.asked) == before
        stage.later(seconds=1)
        deliver(stage, away)
        assert len(away.asked) == before + 1
    assert states(stage)[INVITATION] == "waiting unreachable"
    deliver(stage)
    stage.later(hours=2)
    assert len(deliver(stage).letters) == 1


def test_after_three_days_of_trying_it_is_given_up(stage: Rehearsal) -> None:
    away = Owner(status=503)
    for _ in range(72 * 2 + 1):
        deliver(stage, away)
        stage.later(minutes=30)
    assert len(away.asked) == MOST
    assert states(stage)[INVITATION] == "failed unreachable"
    assert [(told.type, told.data["attempts"]) for told in stage.stored()] == [("message.failed.v1", MOST)]


def test_a_letter_turned_away_comes_again_under_the_same_id(stage: Rehearsal) -> None:
    post = deliver(stage, post=Post([Handover.LATER]))
    stage.later(minutes=1)
    deliver(stage, post=post)
    first, second = post.letters
    (message,) = [each for each in make.messages(stage) if each.template == "invitation"]
    assert first.id == second.id == f"{message.id}@kfum.example"
    assert (message.state, message.attempts) == ("sent", 2)


def test_a_letter_refused_for_good_is_not_sent_again(stage: Rehearsal) -> None:
    deliver(stage, post=Post([Handover.REFUSED]))
    stage.later(days=3)
    assert not deliver(stage).letters
    assert states(stage)[INVITATION] == "failed refused_by_receiver"


def test_a_message_whose_process_died_comes_back_after_its_lease(stage: Rehearsal) -> None:
    taken = stage.desk.transact(deliveries.claim)
    assert taken
    assert not deliver(stage).letters
    stage.later(seconds=deliveries.LEASE.total_seconds())
    (letter,) = deliver(stage).letters
    assert letter.id.startswith(str(taken.id))


def test_who_comes_back_after_the_lease_records_nothing(stage: Rehearsal) -> None:
    taken = stage.desk.transact(deliveries.claim)
    stage.later(seconds=deliveries.LEASE.total_seconds())
    deliver(stage)
    late = Outcome(state="failed", reason="gave_up")
    stage.desk.transact(lambda work: deliveries.record(work, errand=taken, outcome=late))  # type: ignore[arg-type]
    assert states(stage)[INVITATION] == "sent"


def test_a_process_that_dies_of_a_message_each_time_gives_it_up(stage: Rehearsal) -> None:
    for _ in range(MOST):
        stage.desk.transact(deliveries.claim)
        stage.later(seconds=deliveries.LEASE.total_seconds())
    assert not deliver(stage).letters
    assert states(stage)[INVITATION] == "failed gave_up"


def test_nobody_is_reminded_of_a_meeting_that_is_over(stage: Rehearsal) -> None:
    deliver(stage)
    stage.later(days=8)
    assert not deliver(stage).letters
    assert states(stage)["reminder", AMAL, 1] == "failed gave_up"


def test_one_round_is_bounded() -> None:
    stage = make.rehearsal()
    crowd = {make.someone(f"guardian {number}"): "guardian" for number in range(deliveries.ROUND + 1)}
    hear(stage, make.scheduled(people=crowd))
    assert [len(deliver(stage).letters) for _ in range(3)] == [deliveries.ROUND, 1, 0]


def test_no_transaction_is_open_while_the_network_is_asked(stage: Rehearsal) -> None:
    with counted_transactions(stage) as open_now:

        class Watching(Owner):
            def __call__(self, service: str, path: str, **more: Any) -> Reply:
                assert not open_now
                return super().__call__(service, path, **more)

        class WatchingToo(Post):
            def __call__(self, _url: str, **letter: Any) -> str:
                assert not open_now
                return super().__call__(_url, **letter)

        assert deliver(stage, Watching(), WatchingToo()).letters


def test_a_letter_reaches_a_real_mail_server(mail: MailSink) -> None:
    stage = make.rehearsal(mail=mail.url)
    hear(stage, make.scheduled(people={AMAL: "guardian"}))
    stage.desk.ask = Owner()
    deliveries.deliver(stage.desk, hand_over)
    (letter,) = mail.messages()
    (message,) = [each for each in make.messages(stage) if each.state == "sent"]
    assert letter["To"] == "amal@familie.example"
    assert letter["From"] == "samspil@kfum.example"
    assert letter["Subject"] == "Møde mandag den 9. marts kl. 10.00"
    assert letter["Message-ID"] == f"<{message.id}@kfum.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    text, calendar = letter.iter_parts()
    assert "Kære Amal Çelik" in text.get_content()
    assert calendar.get_param("method") == "REQUEST"
    assert "mailto:amal@familie.example" in calendar.get_content()
    assert message.channel == "email"


def test_a_mail_server_that_is_down_gets_the_letter_later() -> None:
    stage = make.rehearsal(mail="smtp://127.0.0.1:1")
    hear(stage, make.scheduled(people={AMAL: "guardian"}))
    stage.desk.ask = Owner()
    deliveries.deliver(stage.desk, hand_over)
    assert states(stage)[INVITATION] == "waiting gave_up"


def test_two_replicas_never_take_the_same_message(database: str) -> None:
    stage = Rehearsal("notifications", metadata, settings=make.SETTINGS, url=database)
    hear(stage, make.scheduled())
    with stage.work() as one, stage.store.session() as session:
        other = stage.desk.work(session, caller=stage.desk.itself, correlation_id=UUID(int=1))
        taken = [deliveries.claim(one), deliveries.claim(other), deliveries.claim(other)]
    assert {errand.person for errand in taken if errand} == {AMAL, VIBEKE}
    assert taken[2] is None


def test_what_is_told_is_in_the_register() -> None:
    assert {type for type, kind in REGISTER.items() if kind.owner == "notifications"} == {
        "message.delivered.v1",
        "message.failed.v1",
    }


@contextmanager
def counted_transactions(stage: Rehearsal) -> Iterator[list[object]]:
    """The transactions that are open at this moment."""
    open_now: list[object] = []
    engine = stage.store.engine
    listeners = {"begin": open_now.append, "commit": open_now.remove, "rollback": open_now.remove}
    for name, listener in listeners.items():
        sql.listen(engine, name, listener)
    yield open_now
    for name, listener in listeners.items():
        sql.remove(engine, name, listener)
