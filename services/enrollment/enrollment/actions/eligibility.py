"""Which tracks are open to a family, asked at a date; nothing of the answer is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.programmes import Programme
from enrollment.actions import facts, picturing, programmes, supply
from enrollment.actions.reaching import reach
from enrollment.domain import bands, eligibility
from enrollment.domain.eligibility import Person, Picture


def tracks_for(work: Work, family_id: UUID, on: date | None) -> Mapping[str, Any]:
    """Every track of the family's programme: open to it on a date, or why not and what would change it."""
    row = reach(work, family_id)
    day = on or work.today
    programme, picture = facts.programme_of(row), picturing.picture(work, row)
    tracks = [
        _as_track(work, programme, track, picture, day)
        | {"changes_on": eligibility.changes_on(programme, track, picture, day)}
        for track in programme.tracks
    ]
    return {"programme": programme.code, "on": day, "tracks": tracks}


def tracks_for_anybody(
    work: Work,
    *,
    programme: str,
    area: str | None,
    municipality: str | None,
    ages: Iterable[Mapping[str, Any]],
    fits: bool | None,
) -> Mapping[str, Any]:
    """The same for somebody who says no more than ages and place. Days are not told, for birthdays are not known."""
    terms = programmes.in_force(work, programme)
    people = tuple(_somebody(work.today, **each) for each in ages)
    picture = Picture(people=people, area=area, municipality=municipality, fits=fits)
    tracks = [_as_track(work, terms, track, picture, work.today) | {"changes_on": None} for track in terms.tracks]
    for track in tracks:
        track["objections"] = [objection | {"changes_on": None} for objection in track["objections"]]
    return {"programme": terms.code, "on": work.today, "tracks": tracks}


def _somebody(today: date, *, kind: str, age: int, grade: int | None) -> Person:
    """Somebody of this age, as young as that may be, and in the grade they say."""
    someone = Person(kind=kind, born=bands.last_birth(age, today))
    if grade is None:
        return someone
    return replace(someone, school_shift=bands.grade(someone.born, today) - grade)


def _as_track(work: Work, programme: Programme, track: str, picture: Picture, on: date) -> dict[str, Any]:
    objections = eligibility.objections(programme, track, picture, on)
    waited_in = supply.standing(work, programme, track) if track in programme.supply else {}
    return {
        "track": track,
        "names": programme.tracks[track].name,
        "one_to_one": programme.tracks[track].one_to_one,
        "takes_part": any(stay.track == track and stay.covers(on) for stay in picture.stays),
        "eligible": not objections,
        "state": waited_in.get("state"),
        "expected_weeks": waited_in.get("expected_weeks"),
        "objections": [picturing.said(each) for each in objections],
    }
