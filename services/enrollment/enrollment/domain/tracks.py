"""Which tracks a family takes part in: those it chose, or from the start those that ask for nothing first.

A track that is one to one and that a need leads into is taken part in by that need, for as long as it runs.
Deliberately not here: whether a track is open to the family (`eligibility`).
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.domain.eligibility import Picture, Stay, objections

# What a family has not said yet does not keep it out of what it has just joined; a no does.
SILENCE = "fit_not_said"


def choice_objection(programme: Programme, track: str) -> Refused | None:
    """Why a family cannot choose this track by its name."""
    asked = programme.tracks.get(track)
    if asked is None:
        return Refused("unknown_track", field="track", track=track)
    if asked.one_to_one and track in by_need(programme):
        row = programme.row_of(f"tracks.{track}.one_to_one")
        return Refused("track_by_need", rule=row, field="track", track=track)
    return None


def by_need(programme: Programme) -> frozenset[str]:
    """The tracks that a need leads into."""
    return frozenset(need.track for need in programme.needs.values())


def begun(programme: Programme, picture: Picture, chosen: Collection[str], on: date) -> tuple[str, ...]:
    """The tracks a family takes part in from the day it joins, in the programme's order."""
    taken: tuple[Stay, ...] = ()
    for track in programme.tracks:
        wanted = track in chosen if chosen else _comes_first(programme, track)
        seen = replace(picture, stays=(*picture.stays, *taken))
        if wanted and all(each.code == SILENCE for each in objections(programme, track, seen, on)):
            taken = (*taken, Stay(track=track, since=on))
    return tuple(stay.track for stay in taken)


def _comes_first(programme: Programme, track: str) -> bool:
    asked = programme.tracks[track]
    return not asked.one_to_one and not asked.after
