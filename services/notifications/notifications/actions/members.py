"""Who takes part in an activity: signed up, perhaps long after its meetings were told of, and withdrawn."""

from collections.abc import Collection
from uuid import UUID

from chassis.work import Work
from contracts.envelope import Event
from notifications.actions.memory import row
from notifications.actions.reconciling import reconsider
from notifications.queries import about_activity
from notifications.tables import Activity, Member

TAKEN = "taken"


def join(work: Work, event: Event) -> None:
    """People have a place in an activity, or in one meeting of it; who only waits for one is told nothing yet."""
    if event.data["state"] != TAKEN:
        return
    row(work, Activity, event.data["activity"])
    for participant in event.data["participants"]:
        member = _member(work, event, participant["person"])
        member.role, member.meeting = participant["role"], event.data["meeting"]
        member.joined_at = min(member.joined_at or event.time, event.time)
        member.joined_sequence = max(member.joined_sequence, event.sequence)
    _look_again(work, event, [each["person"] for each in event.data["participants"]])


def leave(work: Work, event: Event) -> None:
    """People no longer take part in it."""
    row(work, Activity, event.data["activity"])
    for person in event.data["persons"]:
        member = _member(work, event, person)
        member.left_at = max(member.left_at or event.time, event.time)
        member.left_sequence = max(member.left_sequence, event.sequence)
    _look_again(work, event, event.data["persons"])


def _member(work: Work, event: Event, person: UUID) -> Member:
    key = (event.subject, person)
    member = work.session.get(Member, key, with_for_update=True)
    if member is None:
        member = Member(sign_up=event.subject, person=person, activity=event.data["activity"])
        member.role, member.joined_sequence, member.left_sequence = "", 0, 0
        work.session.add(member)
    return member


def _look_again(work: Work, event: Event, people: Collection[UUID]) -> None:
    work.session.flush()
    reconsider(work, about_activity(work.session, event.data["activity"]), people)
    # Whoever was offered the place, not only these, need not answer any more.
    reconsider(work, [event.subject])
