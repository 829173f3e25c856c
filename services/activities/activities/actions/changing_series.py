"""Changing a series: days taken out and put in, and all that is ahead moved or called off from a day on.

Only meetings that are still to come change. Deliberately not here: making a series (`series`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from activities.actions import activities, booking, planning
from activities.actions import series as written
from activities.actions.meetings import take_off
from activities.actions.reaching import insist
from activities.domain import local, recurrence, recurring
from activities.domain.people import Participant, Role
from activities.domain.recurring import Change, Hours, Sitting
from activities.queries import series as kept
from activities.tables import Activity, Meeting, Series
from chassis.work import Work
from contracts.refusals import Refused

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Held:
    """A series with its activity and the meetings it has ahead, held until the work is done."""

    activity: Activity
    series: Series
    ahead: Sequence[Meeting]

    @property
    def hours(self) -> Hours:
        """When the series meets now."""
        return Hours(starts=self.series.starts, minutes=self.series.minutes, zone=local.zone(self.series.timezone))

    def day(self, meeting: Meeting) -> date:
        """The local day of a meeting, as it is now."""
        return local.local_day(meeting.starts_at, self.hours.zone)


def except_days(
    work: Work, series_id: UUID, version: int | None, *, without: Sequence[date], also: Sequence[date], reason: str
) -> Row:
    """Call off the meetings of some days, and put down meetings on others."""
    held = _hold(work, series_id, version)
    if not without and not also:
        raise Refused("nothing_changed", field="without")
    _take_out(work, held, without, reason)
    _put_in(work, held, also)
    held.series.without = sorted({*held.series.without, *map(str, without)} - set(map(str, also)))
    held.series.also = sorted({*held.series.also, *map(str, also)} - set(map(str, without)))
    return _changed(work, held)


def move_rest(work: Work, series_id: UUID, version: int | None, *, since: date, reason: str | None, **to: Any) -> Row:
    """Give all meetings from a day on another hour, weekday or length; each stays in its week."""
    held = _hold(work, series_id, version)
    if not any(to.values()):
        raise Refused("nothing_changed", field="starts")
    change = Change(
        starts=time.fromisoformat(to["starts"]) if to["starts"] else None, minutes=to["minutes"], weekday=to["weekday"]
    )
    meetings = _from(held, since)
    sittings = [change.of(_sitting(held, each), held.hours.zone) for each in meetings]
    _insist_on_new_days(work, held, meetings, sittings)
    ids = [each.id for each in meetings]
    written.insist_apart(work, held.series, sittings, but=ids)
    planning.retime_all(
        work,
        [
            planning.Move(meeting=meeting, starts_at=to.starts_at, ends_at=to.ends_at, reason=reason)
            for meeting, to in zip(meetings, sittings, strict=True)
        ],
    )
    held.series.starts, held.series.minutes = change.starts or held.series.starts, change.minutes or held.series.minutes
    return _changed(work, held)


def call_off_rest(work: Work, series_id: UUID, version: int | None, *, since: date, reason: str) -> Row:
    """Call off all meetings from a day on."""
    held = _hold(work, series_id, version)
    for meeting in _from(held, since):
        take_off(work, meeting, reason)
    held.series.called_off_from = min(since, held.series.called_off_from or since)
    return _changed(work, held)


def _hold(work: Work, series_id: UUID, version: int | None) -> Held:
    series = written.reach(work, series_id)
    activity = activities.hold(work, series.activity_id)
    work.session.refresh(series, with_for_update=True)
    if series.version != version:
        raise Refused("stale")
    return Held(activity=activity, series=series, ahead=kept.ahead(work.session, series.id, work.now))


def _from(held: Held, since: date) -> list[Meeting]:
    found = [each for each in held.ahead if held.day(each) >= since]
    if not found:
        raise Refused("nothing_ahead", field="since", since=since)
    return found


def _take_out(work: Work, held: Held, days: Sequence[date], reason: str) -> None:
    by_day = {held.day(each): each for each in held.ahead}
    if strange := set(days) - set(by_day):
        raise Refused("not_a_day_of_series", field="without", days=recurring.told(strange))
    for day in sorted(set(days)):
        take_off(work, by_day[day], reason)


def _put_in(work: Work, held: Held, days: Sequence[date]) -> None:
    """Put down meetings like the others of the series."""
    if not days:
        return
    _insist_on_days_within(held, days)
    meetings = [each for each in kept.meetings(work.session, held.series.id) if each.state != "called_off"]
    if already := set(days) & {held.day(each) for each in meetings}:
        raise Refused("day_of_series_already", field="also", days=recurring.told(already))
    sittings = [recurring.sitting(day, held.hours) for day in sorted(set(days))]
    insist(recurring.objections_to_past(sittings, work.now))
    written.insist_apart(work, held.series, sittings)
    written.put_down(work, held.series, sittings, _alike(work, held))


def _insist_on_days_within(held: Held, days: Sequence[date]) -> None:
    first, last = held.series.first_on, recurrence.furthest(held.series.first_on)
    if outside := [day for day in days if not first <= day <= last]:
        raise Refused("day_outside_series", field="also", days=recurring.told(outside), first=first, last=last)


def _insist_on_new_days(work: Work, held: Held, meetings: Sequence[Meeting], sittings: Sequence[Sitting]) -> None:
    """Insist that nothing is moved onto a day off, unless the series meets on such days."""
    new = [to.on for meeting, to in zip(meetings, sittings, strict=True) if to.on != held.day(meeting)]
    breaks = written.breaks_of(work, held.activity, held.series.first_on)
    wanted = {"on_holidays": held.series.on_holidays, "in_breaks": held.series.in_breaks}
    insist(
        recurring.objections_to_days_off([skip for day in new if (skip := recurring.day_off(day, breaks, **wanted))])
    )


def _alike(work: Work, held: Held) -> Mapping[str, Any]:
    """What a meeting of the series is given: what its latest one has."""
    all_of_them = kept.meetings(work.session, held.series.id)
    model = next((each for each in reversed(all_of_them) if each.state == "planned"), all_of_them[-1])
    return {
        "place": model.place,
        "venue_id": model.venue_id,
        "resources": booking.resources_of(work.session, model),
        "arranged": tuple(model.arranged or ()),
        "topics": tuple(model.topics or ()),
        # Whoever has a place by now comes by itself; who came to one evening only has not asked for another. # S0-17
        "participants": tuple(
            Participant(person=one.person, role=one.role) for one in model.participants if one.role == Role.COORDINATOR
        ),
    }


def _sitting(held: Held, meeting: Meeting) -> Sitting:
    return Sitting(on=held.day(meeting), starts_at=meeting.starts_at, ends_at=meeting.ends_at)


def _changed(work: Work, held: Held) -> Row:
    # Perhaps only meetings have changed; it is a new version of the series all the same.
    flag_modified(held.series, "rule")
    work.session.flush()
    return written.shown(work, held.activity, held.series)
