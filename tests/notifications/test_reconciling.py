"""How the messages there are follow what becomes known."""

from datetime import timedelta

from chassis.mail import Handover
from tests.notifications import make
from tests.notifications.make import AMAL, IN_A_WEEK, JONAS, VIBEKE, Post, hear, states


def test_guardians_and_volunteers_are_invited_and_nobody_else() -> None:
    stage = make.rehearsal()
    people = {AMAL: "guardian", VIBEKE: "volunteer", make.someone("sara"): "child", make.someone("pia"): "professional"}
    hear(stage, make.scheduled(people=people))
    assert {person for _, person, _ in states(stage)} == {AMAL, VIBEKE}


def test_a_young_person_is_written_to_like_a_guardian_and_not_without_consent() -> None:
    stage = make.rehearsal()
    hear(stage, make.scheduled(people={AMAL: "young_person", make.someone("sara"): "child"}))
    assert states(stage) == {("invitation", AMAL, 1): "waiting", ("reminder", AMAL, 1): "waiting"}
    hear(stage, make.consent("withdrawn"))
    assert set(states(stage).values()) == {"cancelled no_consent"}


def test_a_moved_meeting_is_announced_and_reminded_of_at_its_new_time() -> None:
    stage = make.rehearsal()
    hear(stage, make.scheduled())
    make.deliver(stage)
    hear(stage, make.moved(IN_A_WEEK + timedelta(days=1)))
    assert states(stage) == {
        ("invitation", AMAL, 1): "sent",
        ("invitation", VIBEKE, 1): "sent",
        ("moved", AMAL, 2): "waiting",
        ("moved", VIBEKE, 2): "waiting",
        ("reminder", AMAL, 1): "cancelled moved",
        ("reminder", VIBEKE, 1): "cancelled moved",
        ("reminder", AMAL, 2): "waiting",
        ("reminder", VIBEKE, 2): "waiting",
    }


def test_calling_off_cancels_what_waits_and_tells_both_sides() -> None:
    stage = make.rehearsal()
    hear(stage, make.scheduled())
    make.deliver(stage)
    hear(stage, make.called_off())
    assert states(stage) == {
        ("called_off", AMAL, 0): "waiting",
        ("called_off", VIBEKE, 0): "waiting",
        ("invitation", AMAL, 1): "sent",
        ("invitation", VIBEKE, 1): "sent",
        ("reminder", AMAL, 1): "cancelled called_off",
        ("reminder", VIBEKE, 1): "cancelled called_off",
    }


def test_withdrawing_the_consent_to_messages_cancels_that_persons_own() -> None:
    stage = make.rehearsal()
    hear(stage, make.scheduled(people={AMAL: "guardian", JONAS: "guardian"}), make.consent("withdrawn"))
    assert states(stage) == {
        ("invitation", AMAL, 1): "cancelled no_consent",
        ("invitation", JONAS, 1): "waiting",
        ("reminder", AMAL, 1): "cancelled no_consent",
        ("reminder", JONAS, 1): "waiting",
    }


def test_a_consent_to_something_else_changes_nothing() -> None:
    stage = make.rehearsal()
    hear(stage, make.scheduled(people={AMAL: "guardian"}), make.consent("withdrawn", purpose="evaluation"))
    assert set(states(stage).values()) == {"waiting"}


def test_giving_consent_again_revives_what_was_cancelled() -> None:
    stage = make.rehearsal()
    hear(stage, make.scheduled(people={AMAL: "guardian"}), make.consent("withdrawn"))
    hear(stage, make.consent("granted", name="second"))
    assert set(states(stage).values()) == {"waiting"}


def test_giving_consent_again_revives_even_what_was_tried_in_vain() -> None:
    stage = make.rehearsal()
    hear(stage, make.scheduled(people={AMAL: "guardian"}))
    make.deliver(stage, post=Post([Handover.LATER]))
    hear(stage, make.consent("withdrawn"), make.consent("granted", name="second"))
    assert len(make.deliver(stage).letters) == 1


def test_a_message_waiting_for_another_attempt_keeps_its_turn() -> None:
    stage = make.rehearsal()
    hear(stage, make.scheduled(people={AMAL: "guardian"}))
    make.deliver(stage, post=Post([Handover.LATER]))
    hear(stage, make.consent("granted"))
    (invitation,) = [each for each in make.messages(stage) if each.template == "invitation"]
    assert invitation.next_at == stage.clock.now() + timedelta(minutes=1)


def test_a_message_that_became_superfluous_under_way_is_not_tried_again() -> None:
    stage = make.rehearsal()
    hear(stage, make.scheduled(people={AMAL: "guardian"}))

    class Meanwhile(Post):
        def __call__(self, _url: str, **_letter: object) -> str:
            hear(stage, make.called_off())
            return Handover.LATER.value

    make.deliver(stage, post=Meanwhile())
    assert states(stage)["invitation", AMAL, 1] == "cancelled called_off"


def test_a_match_is_announced_and_its_end_thanks_the_volunteer() -> None:
    stage = make.rehearsal()
    hear(stage, make.matched())
    make.deliver(stage)
    hear(stage, make.ended())
    assert states(stage) == {
        ("goodbye", VIBEKE, 0): "waiting",
        ("match_made", AMAL, 0): "sent",
        ("match_made", JONAS, 0): "sent",
        ("match_made", VIBEKE, 0): "sent",
    }
