"""Whether a track is open to a family on a date; every no says which rule, from which row, and when that changes.

A family is seen as a picture of facts that have dates; "eligible" itself is never a fact and never stored.
Deliberately not here: wishes and consents (`joining`), whether there are volunteers enough (`supply`), and the same
answer for very many at once (`many`).
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from contracts.programmes import Programme
from contracts.programmes.parts.support import AgeBand
from contracts.refusals import Because, Refused
from enrollment.domain.bands import enters, leaves, within
from enrollment.domain.days import turns

ADULT = 18
CHILD = "child"
YOUNG = (CHILD, "young_person")
ANY_CHILD = AgeBand(at_least=0, at_most=ADULT - 1, before_grade=None)
OUTSIDE = {"area": "outside_the_area", "municipality": "outside_the_municipality"}
# Of several people who miss a band the one is told of for whom it is soonest otherwise.
MISSES = ("past_the_grade", "too_old", "too_young")


@dataclass(frozen=True, kw_only=True)
class Person:
    """One of the family: what they are in it, when born, and how many years later than others they began school."""

    kind: str
    born: date
    school_shift: int = 0


@dataclass(frozen=True, kw_only=True)
class Stay:
    """Taking part in a track from a day until another, that one not included."""

    track: str
    since: date
    until: date | None = None

    def covers(self, on: date) -> bool:
        """Whether the family takes part on a date."""
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A family as far as eligibility asks; `fits` is whether it says that it is one the programme is for."""

    people: tuple[Person, ...] = ()
    area: str | None = None
    municipality: str | None = None
    fits: bool | None = None
    stays: tuple[Stay, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Objection:
    """One rule that says no. `field` is the fact that would change it, `changes_on` the day it changes by itself.

    `path` is the rule's place in the programme; an objection with the same path and facts is the same objection.
    """

    code: str
    row: str
    field: str
    path: str
    because: Mapping[str, Because] = dataclasses.field(default_factory=dict)
    changes_on: date | None = None

    def refused(self) -> Refused:
        """The same as a refusal."""
        return Refused(self.code, rule=self.row, field=self.field, **self.because)


def objections(
    programme: Programme, track: str, picture: Picture, on: date, *, seeking: Person | None = None
) -> tuple[Objection, ...]:
    """Every reason why the track is not open on a date; `seeking` is whom of the family it would be for."""

    def at(day: date) -> tuple[Objection, ...]:
        return tuple(_at(programme, track, picture, day, seeking))

    return tuple(replace(each, changes_on=_gone(each, at, _turning_points(programme, picture, on))) for each in at(on))


def changes_on(programme: Programme, track: str, picture: Picture, on: date) -> date | None:
    """The first day after `on` on which the answer is another, if nothing changes but the date."""
    now = any(_at(programme, track, picture, on))
    days = _turning_points(programme, picture, on)
    return next((day for day in days if any(_at(programme, track, picture, day)) != now), None)


def _at(
    programme: Programme, track: str, picture: Picture, on: date, seeking: Person | None = None
) -> Iterator[Objection]:
    yield from _residence(programme, picture)
    yield from _fit(programme, picture)
    yield from _children(programme, picture, on)
    for each in _ages(programme, track, (seeking,) if seeking else picture.people, on):
        yield replace(each, field="for_person") if seeking else each
    yield from _earlier_tracks(programme, track, picture, on)
    yield from _exclusive_tracks(programme, track, picture, on)


def _residence(programme: Programme, picture: Picture) -> Iterator[Objection]:
    path = "target_group.lives_in"
    asked = programme.target_group.lives_in
    if asked == "area":
        area = programme.areas.get(picture.area or "")
        lives_here = area is not None and area.municipality == picture.municipality
    else:
        lives_here = asked == "anywhere" or picture.municipality in {
            area.municipality for area in programme.areas.values()
        }
    if not lives_here:
        yield Objection(code=OUTSIDE[asked], row=programme.row_of(path), field=asked, path=path)


def _fit(programme: Programme, picture: Picture) -> Iterator[Objection]:
    # Only the family's own word counts, and only yes, no or not yet. # S1-16
    if programme.target_group.asks_fit and not picture.fits:
        path = "target_group.asks_fit"
        code = "fit_not_said" if picture.fits is None else "does_not_fit"
        yield Objection(code=code, row=programme.row_of(path), field="fits", path=path)


def _children(programme: Programme, picture: Picture, on: date) -> Iterator[Objection]:
    asked = programme.target_group.with_children
    if asked and not any(_young(programme, person, on) for person in picture.people):
        path = "target_group.with_children"
        yield Objection(code="no_child", row=programme.row_of(path), field="members", path=path)


def _young(programme: Programme, person: Person, on: date) -> bool:
    """Whether somebody makes a family one with children: a child, or whom the programme has a track for as young."""
    if person.kind == CHILD and within(ANY_CHILD, person.born, on):
        return True
    return any(within(band, person.born, on, person.school_shift) for band in young_bands(programme, person.kind))


def young_bands(programme: Programme, kind: str) -> Iterator[AgeBand]:
    """The bands that the programme has for its children and young people of a kind."""
    if kind in YOUNG:
        yield from (track.ages[kind] for track in programme.tracks.values() if kind in track.ages)


def _ages(programme: Programme, track: str, people: Iterable[Person], on: date) -> Iterator[Objection]:
    asked = programme.tracks[track].ages
    path = f"tracks.{track}.ages"
    concerned = [person for person in people if person.kind in asked]
    if not asked or any(within(asked[each.kind], each.born, on, each.school_shift) for each in concerned):
        return
    if not concerned:
        row = programme.row_of(f"{path}.{next(iter(asked))}.at_least")
        yield Objection(code="nobody_of_the_kind", row=row, field="members", path=path)
        return
    misses = (_miss(asked[person.kind], person, on) for person in concerned)
    code, part, limit = max(misses, key=lambda miss: MISSES.index(miss[0]))
    row = programme.row_of(f"{path}.{part}")
    yield Objection(code=code, row=row, field="members", path=path, because={"limit": limit})


def _miss(band: AgeBand, person: Person, on: date) -> tuple[str, str, int]:
    """How one person misses a band: the code, the part of the band, and its limit."""
    if on < enters(band, person.born) < leaves(band, person.born, person.school_shift):
        return "too_young", f"{person.kind}.at_least", band.at_least
    if band.before_grade is not None and on < turns(band.at_most + 1, person.born):
        return "past_the_grade", f"{person.kind}.before_grade", band.before_grade
    return "too_old", f"{person.kind}.at_most", band.at_most


def come_to(programme: Programme, picture: Picture, on: date) -> tuple[str, ...]:
    """Of the tracks that others come after, those the family takes part in or has come through. # S2-11"""
    asked_for = {earlier for track in programme.tracks.values() for earlier in track.after}
    return tuple(sorted(asked_for & _come_through(picture, on)))


def _come_through(picture: Picture, on: date) -> set[str]:
    return {stay.track for stay in picture.stays if stay.since <= on}


def _earlier_tracks(programme: Programme, track: str, picture: Picture, on: date) -> Iterator[Objection]:
    path = f"tracks.{track}.after"
    come_through = _come_through(picture, on)
    for earlier in programme.tracks[track].after:  # S2-11
        if earlier not in come_through:
            row = programme.row_of(path)
            yield Objection(code="comes_after", row=row, field="tracks", path=path, because={"track": earlier})


def _exclusive_tracks(programme: Programme, track: str, picture: Picture, on: date) -> Iterator[Objection]:
    taking_part = {stay.track for stay in picture.stays if stay.covers(on)}
    for other in programme.tracks:
        if other in taking_part and (path := _excluding(programme, track, other)):
            row = programme.row_of(path)
            yield Objection(code="not_beside", row=row, field="tracks", path=path, because={"track": other})


def _excluding(programme: Programme, track: str, other: str) -> str:
    """Where it is said that two tracks exclude each other; said on one side it holds on both."""
    for one, another in ((track, other), (other, track)):
        if another in programme.tracks[one].excludes:
            return f"tracks.{one}.excludes"
    return ""


def _gone(objection: Objection, at: Callable[[date], Iterable[Objection]], days: Iterable[date]) -> date | None:
    """The first of the days on which the objection is no more."""
    same = (objection.path, objection.because.get("track"))
    for day in days:
        if same not in {(each.path, each.because.get("track")) for each in at(day)}:
            return day
    return None


def _turning_points(programme: Programme, picture: Picture, on: date) -> list[date]:
    """Every day after a date on which an answer about this family can change by itself."""
    bands = [(kind, band) for track in programme.tracks.values() for kind, band in track.ages.items()]
    days = {day for stay in picture.stays for day in (stay.since, stay.until) if day}
    for person in picture.people:
        days |= {person.born, turns(ADULT, person.born)}
        for kind, band in bands:
            if kind == person.kind:
                days |= {enters(band, person.born), leaves(band, person.born, person.school_shift)}
    return sorted(day for day in days if day > on)
