"""The tracks of a family: as it joins, and later."""

from chassis.work import Work
from enrollment.actions import facts, picturing
from enrollment.domain import tracks
from enrollment.tables import Family, Participation


def begin(work: Work, row: Family) -> list[str]:
    """Begin the tracks the family chose, or those that ask for nothing first; which they are. # S2-11"""
    chosen = {each.track: each for each in row.participations if each.since is None}
    begun = tracks.begun(facts.programme_of(row), picturing.picture(work, row), chosen, work.today)
    for track in begun:
        if track not in chosen:
            row.participations.append(Participation(id=work.new_id(), track=track, since=work.today))
        else:
            chosen[track].since = work.today
    return list(begun)


def running(row: Family) -> list[str]:
    """The tracks the family takes part in."""
    return [each.track for each in row.participations if each.since is not None and each.until is None]
