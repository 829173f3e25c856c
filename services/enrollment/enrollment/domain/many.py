"""Eligibility of very many families on a date: each programme's rules are turned once into sets and spans of birthdays.

It answers as `eligibility.objections` does where there is no objection. Deliberately not here: reasons.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from contracts.programmes import Programme
from contracts.programmes.parts.support import AgeBand
from enrollment.domain.bands import births
from enrollment.domain.eligibility import ANY_CHILD, CHILD, YOUNG, Person, Picture, Stay, young_bands

Spans = Callable[[int], tuple[date, date]]


@dataclass(frozen=True, slots=True)
class _Track:
    """A track on the date: the birthdays it is open to, by kind and school shift, and its relation to other tracks."""

    key: tuple[str, str]
    spans: Mapping[str, Spans]
    after: frozenset[str]
    excluding: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Rules:
    """A programme on the date; `homes` are the places one may live in, none meaning anywhere."""

    homes: frozenset[object] | None
    by_area: bool
    asks_fit: bool
    young: tuple[Mapping[str, Spans], ...]
    tracks: tuple[_Track, ...]


def eligible(
    programmes: Iterable[Programme], pictures: Iterable[Picture], on: date
) -> Iterator[tuple[tuple[str, str], ...]]:
    """For each family the (programme, track) pairs that are open to it on the date."""
    rules = [_compiled(programme, on) for programme in programmes]
    for picture in pictures:
        yield tuple(track.key for each in rules if _admits(each, picture) for track in _open(each, picture, on))


def _compiled(programme: Programme, on: date) -> _Rules:
    asked = programme.target_group
    return _Rules(
        homes=_homes(programme),
        by_area=asked.lives_in == "area",
        asks_fit=asked.asks_fit,
        young=tuple(_young(programme, on)) if asked.with_children else (),
        tracks=tuple(_track(programme, key, on) for key in programme.tracks),
    )


def _young(programme: Programme, on: date) -> Iterator[Mapping[str, Spans]]:
    """The birthdays of those with whom a family is one with children."""
    bands = ((kind, band) for kind in YOUNG for band in young_bands(programme, kind))
    for kind, band in dict.fromkeys([(CHILD, ANY_CHILD), *bands]):  # each once
        yield {kind: _spans(band, on)}


def _homes(programme: Programme) -> frozenset[object] | None:
    areas = programme.areas.items()
    homes: dict[str, frozenset[object]] = {
        "area": frozenset((code, area.municipality) for code, area in areas),
        "municipality": frozenset(area.municipality for _, area in areas),
    }
    return homes.get(programme.target_group.lives_in)


def _track(programme: Programme, key: str, on: date) -> _Track:
    track = programme.tracks[key]
    excluded_by = {other for other, each in programme.tracks.items() if key in each.excludes}
    return _Track(
        key=(programme.code, key),
        spans={kind: _spans(band, on) for kind, band in track.ages.items()},
        after=frozenset(track.after),
        excluding=frozenset({*track.excludes, *excluded_by}),
    )


def _spans(band: AgeBand, on: date) -> Spans:
    """The birthdays of a band by school shift, each worked out once."""

    @cache
    def span(shift: int) -> tuple[date, date]:
        return births(band, on, shift)

    return span


def _admits(rules: _Rules, picture: Picture) -> bool:
    if rules.homes is not None:
        home = (picture.area, picture.municipality) if rules.by_area else picture.municipality
        if home not in rules.homes:
            return False
    if rules.asks_fit and not picture.fits:
        return False
    return not rules.young or any(_any_within(spans, picture.people) for spans in rules.young)


def _open(rules: _Rules, picture: Picture, on: date) -> Iterator[_Track]:
    for track in rules.tracks:
        if track.spans and not _any_within(track.spans, picture.people):
            continue
        if (track.after or track.excluding) and not _agrees(track, picture.stays, on):
            continue
        yield track


def _agrees(track: _Track, stays: tuple[Stay, ...], on: date) -> bool:
    """Whether the tracks that come before have been taken part in, and none that is excluded is now."""
    if any(stay.track in track.excluding and stay.covers(on) for stay in stays):
        return False
    return track.after <= {stay.track for stay in stays if stay.since <= on}


def _any_within(spans: Mapping[str, Spans], people: tuple[Person, ...]) -> bool:
    for person in people:
        if person.kind in spans:
            first, last = spans[person.kind](person.school_shift)
            if first <= person.born <= last:
                return True
    return False
