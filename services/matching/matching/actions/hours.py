"""Hours given, in the volunteer's own words for them: attendance corrected, and what was no meeting added. # S1-13"""

from datetime import date
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions.holding import hold_volunteer
from matching.actions.showing import Shown
from matching.domain import hours
from matching.queries import hours as queries
from matching.queries import meetings, volunteers
from matching.tables import HoursSaid, Volunteer


def add(work: Work, id: UUID, *, what: str, on: date, minutes: int) -> Shown:
    """The volunteer gave time to what was no meeting."""
    row = hold_volunteer(work, id)
    _check(work, row, about=None, on=on, minutes=minutes)
    said = _say(work, row, work.new_id(), number=1, minutes=minutes)
    said.what, said.happened_on, said.programme = what, on, row.programme
    return given(work, id)


def correct(work: Work, id: UUID, about: UUID, *, minutes: int) -> Shown:
    """The volunteer's latest word on a meeting, or on something added before, counts; earlier ones are kept."""
    row = hold_volunteer(work, id)
    before = queries.latest(work.session, id, about)
    of_meeting = None if before and before.what else meetings.names(work.session, about, id)
    if before is None and of_meeting is None:
        raise Refused("not_found")
    _check(work, row, about=about, on=_day_of(before, of_meeting), minutes=minutes)
    said = _say(work, row, about, number=before.number + 1 if before else 1, minutes=minutes)
    if before:
        before.superseded_at = work.now
        said.what, said.happened_on, said.programme = before.what, before.happened_on, before.programme
    return given(work, id)


def given(work: Work, id: UUID) -> Shown:
    """What a volunteer has given: sums, and for the volunteer each entry."""
    row = volunteers.within_reach(work.session, work.caller, id)
    if row is None:
        raise Refused("not_found")
    work.session.flush()
    entries = _entries(work, id)
    at_meetings = [each for each in entries if each["what"] is None and each["minutes"]]
    return {
        "volunteer": id,
        "meetings": len(at_meetings),
        "minutes": sum(each["minutes"] for each in entries),
        "minutes_at_meetings": sum(each["minutes"] for each in at_meetings),
        "entries": entries if work.caller.subject == id else [],
    }


def sums(work: Work, *, since: date | None, until: date | None) -> Shown:
    """What the volunteers of the caller's organisation have given together, by programme: counts only. # S0-21"""
    first, last = since or date.min, until or work.today
    names = ("programme", "volunteers", "meetings", "minutes_at_meetings", "minutes_beside")
    found = queries.sums(work.session, work.caller, first, last)
    return {"programmes": [dict(zip(names, row, strict=True)) for row in found]}


def _entries(work: Work, id: UUID) -> list[dict[str, Any]]:
    there = [
        {"id": row.id, "what": None, "on": row.on, "minutes": row.told if row.said is None else row.said}
        | {"told": row.told, "programme": row.programme}
        for row in queries.at_meetings(work.session, id)
    ]
    added = [
        {"id": row.about, "what": row.what, "on": row.happened_on, "minutes": row.minutes}
        | {"told": None, "programme": row.programme}
        for row in queries.beside(work.session, id)
    ]
    return sorted(there + added, key=lambda entry: (entry["on"], entry["id"]))


def _check(work: Work, row: Volunteer, *, about: UUID | None, on: date, minutes: int) -> None:
    if row.born is None:
        raise Refused("volunteer_has_left")
    others = [each for each in _entries(work, row.id) if each["on"] == on and each["id"] != about]
    that_day = sum(each["minutes"] for each in others)
    for objection in hours.objections(on=on, today=work.today, minutes=minutes, that_day=that_day):
        raise objection


def _day_of(before: HoursSaid | None, of_meeting: Any) -> date:
    if of_meeting is None:
        return before.happened_on if before and before.happened_on else date.min
    meeting = of_meeting[0]
    return meeting.moved_on or meeting.happens_on or date.min


def _say(work: Work, row: Volunteer, about: UUID, *, number: int, minutes: int) -> HoursSaid:
    said = HoursSaid(
        id=work.new_id(), volunteer_id=row.id, about=about, number=number, minutes=minutes, said_at=work.now
    )
    work.session.add(said)
    return said
