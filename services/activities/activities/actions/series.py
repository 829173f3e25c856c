"""Series: written out as meetings at once, all of them or none, and shown.

A preview does the same and takes it back. Deliberately not here: changing a series (`changing_series`), single meetings
(`meetings`), and who takes part.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from activities.actions import activities, booking, occasions, planning, school_breaks
from activities.actions.reaching import insist
from activities.domain import local, recurrence, recurring, running
from activities.domain.days_off import Break
from activities.domain.people import Participant
from activities.domain.recurring import Drawn, Hours, Pattern, Sitting, Skipped
from activities.queries import series as kept
from activities.tables import Activity, Meeting, Series
from chassis.work import Work
from contracts.programmes import load
from contracts.refusals import Refused

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A series before it is written out; `alike` is what each of its meetings is given beside its time."""

    activity: Activity
    kind: str
    pattern: Pattern
    drawn: Drawn
    alike: Mapping[str, Any]


def make(work: Work, activity_id: UUID, *, dry: bool, **wanted: Any) -> Row:
    """Write out a series as meetings; or, `dry`, do the same and take it back.

    Raises:
        Refused: what is wrong with the rule or an hour, or every day on which something stands in the way.
    """
    plan = _plan(work, activities.hold(work, activity_id), wanted)
    if not dry:
        return _written(work, plan)
    told, trial = len(work.outgoing), work.session.begin_nested()
    try:
        row = _written(work, plan)
        return {**row, "id": None, "version": None, "meetings": [each | {"id": None} for each in row["meetings"]]}
    finally:
        trial.rollback()
        del work.outgoing[told:]


def page(work: Work, activity_id: UUID, portion: Any) -> list[Row]:
    """The series of an activity, with their meetings."""
    activity = activities.reach(work, activity_id)
    return [shown(work, activity, each) for each in kept.page(work.session, activity.id, portion)]


def one(work: Work, series_id: UUID) -> Row:
    """One series of an activity the caller may know of."""
    series = reach(work, series_id)
    return shown(work, activities.reach(work, series.activity_id), series)


def reach(work: Work, series_id: UUID) -> Series:
    """The series, if the caller may know of its activity.

    Raises:
        Refused: `not_found`.
    """
    series = work.session.get(Series, series_id)
    if series is None:
        raise Refused("not_found")
    activities.reach(work, series.activity_id)
    return series


def shown(work: Work, activity: Activity, series: Series) -> Row:
    """What the API says of a series: its rule, its meetings, and the days it passes over."""
    meetings = kept.meetings(work.session, series.id)
    pattern = _pattern_of(series)
    met, breaks = {each.series_on for each in meetings}, breaks_of(work, activity, pattern.first)
    given = recurrence.days(pattern.rule, pattern.first, pattern.hours.starts, pattern.hours.zone)
    rest = [day for day in given if day not in met and day not in pattern.without]
    passed = [skip for day in rest if (skip := _off(pattern, day, breaks))]
    return kept.as_series(series, meetings, [_said(each) for each in passed])


def breaks_of(work: Work, activity: Activity, first: date) -> tuple[Break, ...]:
    """The school breaks where an activity is, for as long as a series from this day on can last."""
    programme = load().get(activity.programme)
    area = programme.areas.get(activity.area) if programme else None
    if area is None:  # a later version of the programme is elsewhere
        return ()
    last = recurrence.furthest(first)
    return school_breaks.between(work, activity.organisation, area.municipality, first, last)


def put_down(work: Work, series: Series, sittings: Iterable[Sitting], alike: Mapping[str, Any]) -> list[Meeting]:
    """Write out these meetings of a series, with those who are named and everybody who has a place in the activity.

    Raises:
        Refused: every day on which something stands in the way.
    """
    held = occasions.held(work, activity_id=series.activity_id)
    plans = [
        planning.Planned(
            kind=series.kind,
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            series_id=series.id,
            series_on=each.on,
            **{**alike, "participants": _everybody(work, held, series.kind, alike["participants"], each.on)},
        )
        for each in sittings
    ]
    return planning.put_down(work, held, plans)


def insist_apart(work: Work, series: Series, sittings: Iterable[Sitting], *, but: Sequence[UUID] = ()) -> None:
    """Insist that the activity meets at one time only, whichever series or single meeting it is.

    Raises:
        Refused: `series_overlaps` with the days.
    """
    spans = [(each.starts_at, each.ends_at) for each in sittings]
    if not spans:
        return
    between = min(start for start, _ in spans), max(end for _, end in spans)
    others = kept.spans(work.session, series.activity_id, between, but=but)
    insist(recurring.objections_to_overlap([*spans, *others], local.zone(series.timezone)))


def _plan(work: Work, activity: Activity, wanted: Mapping[str, Any]) -> Plan:
    kind = running.kind_of(activities.frame_of(activity), wanted["kind"])
    usual = load()[activity.programme].meetings[kind].minutes
    pattern = Pattern(
        rule=recurrence.read(wanted["rule"]),
        first=wanted["first_on"],
        hours=Hours(
            starts=time.fromisoformat(wanted["starts"]),
            minutes=wanted["minutes"] or usual,
            zone=local.zone(wanted["timezone"]),
        ),
        without=frozenset(wanted["without"]),
        also=frozenset(wanted["also"]),
        on_holidays=wanted["on_holidays"],
        in_breaks=wanted["in_breaks"],
    )
    insist(recurring.objections_to_first(pattern.first, work.today))
    drawn = recurring.draw(pattern, breaks_of(work, activity, pattern.first))
    insist(recurring.objections_to_past(drawn.sittings, work.now))
    return Plan(activity=activity, kind=kind, pattern=pattern, drawn=drawn, alike=_alike(wanted))


def _alike(wanted: Mapping[str, Any]) -> Mapping[str, Any]:
    lists = {name: tuple(wanted[name]) for name in ("resources", "arranged", "topics")}
    people = tuple(Participant(**each) for each in wanted["participants"])
    return {"place": wanted["place"], "venue_id": wanted["venue_id"], "participants": people, **lists}


def _everybody(
    work: Work, held: occasions.Held, kind: str, named: Sequence[Participant], day: date
) -> tuple[Participant, ...]:
    """The people named and those with a place who come that day; where nobody is named, whom the occasion knows."""
    if not named or not isinstance(held.row, Activity):
        return ()
    known = {each.person for each in named}
    usual = booking.usual_on(work, held, held.row, kind, day)
    return (*named, *(each for each in usual if each.person not in known))


def _written(work: Work, plan: Plan) -> Row:
    series = _row(work, plan)
    insist_apart(work, series, plan.drawn.sittings)
    work.session.add(series)
    work.session.flush()
    meetings = put_down(work, series, plan.drawn.sittings, plan.alike)
    return dict(kept.as_series(series, meetings, [_said(each) for each in plan.drawn.skipped]))


def _row(work: Work, plan: Plan) -> Series:
    pattern = plan.pattern
    return Series(
        id=work.new_id(),
        activity_id=plan.activity.id,
        kind=plan.kind,
        rule=pattern.rule.text,
        first_on=pattern.first,
        starts=pattern.hours.starts,
        minutes=pattern.hours.minutes,
        timezone=pattern.hours.zone.key,
        on_holidays=pattern.on_holidays,
        in_breaks=pattern.in_breaks,
        without=[day.isoformat() for day in sorted(pattern.without)],
        also=[day.isoformat() for day in sorted(pattern.also)],
        venue_id=plan.alike["venue_id"],
    )


def _pattern_of(series: Series) -> Pattern:
    return Pattern(
        rule=recurrence.read(series.rule),
        first=series.first_on,
        hours=Hours(starts=series.starts, minutes=series.minutes, zone=local.zone(series.timezone)),
        without=frozenset(map(date.fromisoformat, series.without)),
        also=frozenset(map(date.fromisoformat, series.also)),
        on_holidays=series.on_holidays,
        in_breaks=series.in_breaks,
    )


def _off(pattern: Pattern, day: date, breaks: Iterable[Break]) -> Skipped | None:
    return recurring.day_off(day, breaks, on_holidays=pattern.on_holidays, in_breaks=pattern.in_breaks)


def _said(skipped: Skipped) -> Row:
    return {"on": skipped.on, "why": skipped.why, "name": skipped.name}
