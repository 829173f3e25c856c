"""Opening, changing and ending an activity, and finding those the caller may know of.

Deliberately not here: who takes part, and the meetings but for calling them off when the activity ends.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from activities.actions import line
from activities.actions.meetings import take_off
from activities.actions.reaching import insist
from activities.actions.taking_part import insist_on_room
from activities.domain import kinds, running
from activities.domain.running import Frame, State
from activities.queries import activities as kept
from activities.tables import Activity
from chassis.work import Work
from contracts.programmes import load
from contracts.refusals import Refused

Row = Mapping[str, Any]
# Meetings ahead of an ended activity are told as this, or as the reason it ended for where meetings have that word.
ACTIVITY_ENDED = "activity_ended"
USUAL_UNIT = "people"
TOLD_ALIKE = frozenset({"too_few", "no_volunteers", "venue_unavailable"})


def open_one(work: Work, *, programme: str, course: str | None, kind: str | None, sign_up: bool, **wanted: Any) -> Row:
    """Begin an activity: for sign-up at once, or to plan it first together with those it is for.

    Raises:
        Refused: the first thing in which the programme, or who asks, speaks against it.
    """
    known = kinds.programme_named(programme, load())
    frame = running.frame(known, course, kind)
    insist(running.objections_to_running(frame, work.caller.organisation))
    _judge(work, frame, wanted, signs_up=sign_up)
    activity = Activity(
        id=work.new_id(),
        organisation=work.caller.organisation,
        programme=known.code,
        programmeversion=known.version,
        course=course,
        kind=frame.kind,
        state=(State.OPEN if sign_up else State.PLANNED).value,
        opened_at=work.now,
        **{**wanted, "responsible": wanted["responsible"] or work.caller.subject},
    )
    work.session.add(activity)
    work.session.flush()
    return shown(work, activity)


def change(work: Work, activity_id: UUID, version: int | None, **wanted: Any) -> Row:
    """Say anew what can be changed about an activity; more room is offered to those who wait."""
    activity = hold(work, activity_id)
    _unchanged(activity, version)
    _judge(work, frame_of(activity), wanted, signs_up=activity.state == State.OPEN)
    for name, value in wanted.items():
        setattr(activity, name, value or activity.responsible if name == "responsible" else value)
    insist_on_room(work, activity)
    line.move_up(work, activity)
    return shown(work, activity)


def open_for_sign_up(work: Work, activity_id: UUID, version: int | None) -> Row:
    """Let people sign up, once what the programme asks for before is said. # S4-04"""
    activity = hold(work, activity_id)
    _unchanged(activity, version)
    insist(running.objections_to_opening(frame_of(activity), _as_wanted(activity)))
    activity.state = State.OPEN.value
    work.session.flush()
    return shown(work, activity)


def end(work: Work, activity_id: UUID, version: int | None, *, reason: str) -> Row:
    """End an activity with its places and its line; unless it is completed, the meetings ahead are called off."""
    activity = hold(work, activity_id)
    _unchanged(activity, version)
    ahead = kept.ahead(work.session, activity.id)
    held = kept.kinds_held(work.session, activity.id)
    if frame := _known_frame(activity):
        insist(running.objections_to_ending(frame, reason, held, len(ahead)))
    # What has begun was not called off, though nobody has written down yet who came.
    for meeting in (each for each in ahead if each.starts_at > work.now):
        take_off(work, meeting, reason if reason in TOLD_ALIKE else ACTIVITY_ENDED)
    activity.state, activity.ended_at, activity.ended_reason = State.ENDED.value, work.now, reason
    line.end_all(work, activity)
    work.session.flush()
    return shown(work, activity)


def page(work: Work, portion: Any, **like: str | None) -> list[Row]:
    """The activities of the programmes that the caller's organisation takes part in."""
    ours = {code for code, programme in load().items() if work.caller.organisation in running.involved(programme)}
    return [shown(work, each) for each in kept.page(work.session, ours, portion, **like)]


def one(work: Work, activity_id: UUID) -> Row:
    """One activity the caller may know of."""
    return shown(work, reach(work, activity_id))


def meetings(work: Work, activity_id: UUID, portion: Any) -> list[Row]:
    """When an activity meets, for everybody who may know of it; never who takes part. # S4-07"""
    reach(work, activity_id)
    return [kept.as_meeting(each) for each in kept.meetings(work.session, activity_id, portion)]


def reach(work: Work, activity_id: UUID) -> Activity:
    """The activity, if the caller's organisation takes part in its programme.

    Raises:
        Refused: `not_found`.
    """
    activity = work.session.get(Activity, activity_id)
    if activity is None or not _may_know(work, activity):
        raise Refused("not_found")
    return activity


def hold(work: Work, activity_id: UUID) -> Activity:
    """The running activity of the caller's own organisation, held until this work is done.

    Raises:
        Refused: `not_found`, `run_by_another` or `activity_ended`.
    """
    activity = reach(work, activity_id)
    if not work.caller.reaches(organisation=activity.organisation):
        raise running.run_by_another(load().get(activity.programme), activity.organisation)
    work.session.refresh(activity, with_for_update=True)
    insist(running.objections_to_change(activity.state))
    return activity


def frame_of(activity: Activity) -> Frame:
    """What the programme says of an activity.

    Raises:
        Refused: `unknown_programme`, or what the programme no longer knows.
    """
    programme = kinds.programme_named(activity.programme, load())
    return running.frame(programme, activity.course, activity.kind)


def shown(work: Work, activity: Activity) -> Row:
    """What the API says of an activity to this caller."""
    frame = _known_frame(activity)
    return kept.as_activity(
        activity,
        room_for=activity.capacity or (frame.at_most if frame else None),
        unit=frame.unit if frame else USUAL_UNIT,
        ours="coordinator" in work.caller.roles and work.caller.organisation == activity.organisation,
    )


def _known_frame(activity: Activity) -> Frame | None:
    """What the programme says of an activity, unless a later version of it no longer knows such a one."""
    try:
        return frame_of(activity)
    except Refused:
        return None


def _judge(work: Work, frame: Frame, said: Mapping[str, Any], *, signs_up: bool) -> None:
    wanted = running.Wanted(
        area=said["area"],
        capacity=said["capacity"],
        topics=tuple(said["topics"]),
        planned_with=said["planned_with"],
    )
    insist(running.objections(frame, wanted))
    if signs_up:
        insist(running.objections_to_opening(frame, wanted))
    if said["sign_up_until"] is not None and said["sign_up_until"] < work.now:
        raise Refused("in_the_past", field="sign_up_until")


def _as_wanted(activity: Activity) -> running.Wanted:
    return running.Wanted(
        area=activity.area,
        capacity=activity.capacity,
        topics=tuple(activity.topics),
        planned_with=activity.planned_with,
    )


def _may_know(work: Work, activity: Activity) -> bool:
    programme = load().get(activity.programme)
    return work.caller.organisation == activity.organisation or (
        programme is not None and work.caller.organisation in running.involved(programme)
    )


def _unchanged(activity: Activity, version: int | None) -> None:
    if activity.version != version:
        raise Refused("stale")
