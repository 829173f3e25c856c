"""A pool from the facts of the domain: every fact that depends on the date or on several others is asked of its rule.

Deliberately not here: where facts come from (`reading` has the rows), and how lines become columns (`columns`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from matching.domain import consent
from matching.domain.facts import Need, Ruling, Volunteer, is_shown_to
from matching.domain.rules import KILOMETRE
from matching.domain.worth import vetted
from matching.solving import columns
from matching.solving.columns import Frame
from matching.solving.lines import (
    LeftOut,
    NeedLine,
    RulingLine,
    VolunteerLine,
    need_left_out,
    volunteer_left_out,
)
from matching.solving.pool import Pool


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """A pool, and everybody who is not in it although somebody might have thought so."""

    pool: Pool
    left_out: tuple[LeftOut, ...]


def gather(
    frame: Frame, needs: Iterable[Need], volunteers: Iterable[Volunteer], rulings: Iterable[Ruling] = ()
) -> Gathered:
    """The pool of these facts."""
    gathering = Gathering(frame)
    asks = columns.understood(columns.turned(gathering.needs(needs), NeedLine._fields))
    offers = columns.understood(columns.turned(gathering.volunteers(volunteers), VolunteerLine._fields))
    ruled = [RulingLine(_letters(each.need), _letters(each.volunteer), each.word, each.rule) for each in rulings]
    pool = columns.pool(frame, asks, offers, ruled)
    return Gathered(pool=pool, left_out=gathering.all_left_out())


@dataclass(frozen=True)
class Gathering:
    """Facts on their way to being lines, with what was found out on the way."""

    frame: Frame
    left_out: list[LeftOut] = field(default_factory=list)

    def all_left_out(self) -> tuple[LeftOut, ...]:
        """Who is in no run, in the order of their ids."""
        return tuple(sorted(self.left_out, key=lambda each: (each.side, each.id)))

    def needs(self, needs: Iterable[Need]) -> Iterator[NeedLine]:
        """The lines of those that can be in a run."""
        for need in needs:
            if reason := need_left_out(self.frame.programme, need.kind, need.area):
                self.left_out.append(LeftOut(side="need", id=_letters(need.id), reason=reason))
            else:
                yield self._need(need)

    def volunteers(self, volunteers: Iterable[Volunteer]) -> Iterator[VolunteerLine]:
        """The lines of those who can be in a run."""
        programme = self.frame.programme
        for each in volunteers:
            reason = volunteer_left_out(programme, each.area, each.slots, each.languages, each.born)
            if reason:
                self.left_out.append(LeftOut(side="volunteer", id=_letters(each.id), reason=reason))
            else:
                yield self._volunteer(each)

    def _need(self, need: Need) -> NeedLine:
        programme, _, at = self.frame
        return NeedLine(
            id=_letters(need.id),
            family=_letters(need.family),
            kind=need.kind,
            area=need.area,
            east=need.east,
            north=need.north,
            waited=need.waited(at),
            languages=need.languages,
            topics=need.topics,
            wishes=need.wishes,
            slots=need.slots,
            meets_young=need.has_child_under_15(at),
            consented=consent.is_live(programme, need, at),
            track_is_open=need.tracks is None or self._earlier[need.kind] <= need.tracks,
            guardians=tuple(map(_letters, need.guardians)),
        )

    @cached_property
    def _earlier(self) -> dict[str, frozenset[str]]:
        """The tracks that come before a kind of need."""  # S2-11
        programme = self.frame.programme
        return {kind: frozenset(programme.tracks[need.track].after) for kind, need in programme.needs.items()}

    def _volunteer(self, each: Volunteer) -> VolunteerLine:
        organisation = self.frame.organisation
        is_vetted, vetted_for_young, stays = vetted(self.frame.programme, each, self.frame.at)
        return VolunteerLine(
            id=_letters(each.id),
            area=each.area,
            east=each.east,
            north=each.north,
            reach=each.reach_km * KILOMETRE,
            room=each.room,
            capacity=each.capacity,
            source=each.source,
            kinds=each.kinds,
            languages=each.languages,
            topics=each.topics,
            meets=each.meets,
            slots=each.slots,
            vetted=is_vetted,
            vetted_for_young=vetted_for_young,
            stays_vetted=stays,
            is_away=each.is_away(self.frame.at),
            is_shared=is_shown_to(organisation, each.organisation, each.shares_with),
            without_young=each.without_young_children,
            tried=tuple(map(_letters, each.tried)),
            excluded=tuple(map(_letters, each.excluded)),
        )


def _letters(id: Any) -> str:
    """An id as its 32 letters; those who read rows never make more of it."""
    return id if isinstance(id, str) else str(id.hex)
