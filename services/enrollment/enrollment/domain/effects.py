"""What another version of a programme would mean: for a family, for those in running matches, for what is promised.

Nobody is put out by a new version: who is asked anew is asked, and who need not be asked any more is left in peace.
Consents and mandates that fall away end; a need or a track goes on until it ends by itself, and no other begins.
Deliberately not here: which families there are, and putting the version in force.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from contracts.programmes import Programme
from enrollment.domain import joining
from enrollment.domain.consents import live
from enrollment.domain.eligibility import Picture
from enrollment.domain.families import Family, children_who_say
from enrollment.domain.many import eligible
from enrollment.domain.sharing import agrees

EFFECTS = (
    "newly_asked",
    "no_longer_asked",
    "area_falls_away",
    "consent_falls_away",
    "need_falls_away",
    "need_without_consent",
    "mandate_falls_away",
    "track_falls_away",
)
# The parts of a programme by which a family can be affected at all.
FOR_FAMILIES = frozenset(
    ["organisation", "partners", "wish", "consents", "areas", "target_group", "tracks", "needs", "mandates", "bodies"]
)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A family as both versions are asked about it: its running needs by kind, its live mandates by kind and body."""

    family: Family
    picture: Picture
    needs: tuple[str, ...] = ()
    mandates: tuple[tuple[str, str], ...] = ()


def effects(was: Programme, becomes: Programme, standings: Sequence[Standing], on: date) -> Iterator[tuple[str, ...]]:
    """For each family the codes of what would be otherwise: of `EFFECTS`, and of what joining would newly wait for."""
    pictures = [each.picture for each in standings]
    before, after = (eligible([programme], pictures, on) for programme in (was, becomes))
    for standing, open_before, open_after in zip(standings, before, after, strict=True):
        tracks = _tracks(becomes, standing.picture, {*open_before} - {*open_after}, on)
        yield tuple(sorted({*tracks, *_effects(was, becomes, standing, on)}))


def _effects(was: Programme, becomes: Programme, standing: Standing, on: date) -> Iterator[str]:
    yield from _asking(was, becomes, standing.family, on)
    if standing.picture.area in was.areas and standing.picture.area not in becomes.areas:
        yield "area_falls_away"
    for consent in live(standing.family.consents, on):
        if falls_away(becomes, consent.purpose, consent.receiver):
            yield "consent_falls_away"
    for kind in standing.needs:
        yield from _need(was, becomes, standing.family, kind, on)
    for kind, body in standing.mandates:
        if mandate_falls_away(becomes, kind, body):
            yield "mandate_falls_away"


def falls_away(becomes: Programme, purpose: str, receiver: str) -> bool:
    """Whether a consent names what the programme no longer asks for."""
    return purpose not in becomes.consents or receiver not in becomes.receivers(purpose)


def mandate_falls_away(becomes: Programme, kind: str, body: str) -> bool:
    """Whether the programme no longer lets anybody speak with this body like this."""
    return kind not in becomes.mandates or body not in becomes.mandates[kind].bodies


def kinds_touched(was: Programme, becomes: Programme) -> frozenset[str]:
    """The kinds of need whose running matches go by other rules: another kind, vetting, matching or consent."""
    if (was.vetting, was.matching) != (becomes.vetting, becomes.matching):
        return frozenset(was.needs)
    return frozenset(
        kind for kind in was.needs if _asked_of_volunteers(was, kind) != _asked_of_volunteers(becomes, kind)
    )


def rhythms_touched(was: Programme, becomes: Programme) -> int:
    """How many rhythms of how many areas change or vanish, each counted in each area."""
    return sum(_areas_touched(was, becomes, rhythm) for rhythm in was.rhythms)


def _asking(was: Programme, becomes: Programme, family: Family, on: date) -> Iterator[str]:
    before, after = (_gaps(each, family, on) for each in (was, becomes))
    yield from (code for code, _, _ in after - before)
    said_before, said_after = (set(children_who_say(each, family, on)) for each in (was, becomes))
    if said_after - said_before or any(code == "wish_missing" for code, _, _ in after - before):
        yield "newly_asked"
    if said_before - said_after or before - after:
        yield "no_longer_asked"


def _gaps(programme: Programme, family: Family, on: date) -> set[tuple[str, UUID | None, str | None]]:
    return {(gap.code, gap.person, gap.purpose) for gap in joining.missing(programme, family, on)}


def _tracks(becomes: Programme, picture: Picture, closed: Collection[object], on: date) -> Iterator[str]:
    taken = {stay.track for stay in picture.stays if stay.covers(on)}
    if closed or taken - set(becomes.tracks):
        yield "track_falls_away"


def _need(was: Programme, becomes: Programme, family: Family, kind: str, on: date) -> Iterator[str]:
    before, after = was.needs.get(kind), becomes.needs.get(kind)
    if after is None:
        yield "need_falls_away"
    elif before and before.consent != after.consent and not agrees(becomes, family, after.consent, on):
        yield "need_without_consent"


def _asked_of_volunteers(programme: Programme, kind: str) -> Collection[object]:
    if kind not in programme.needs:
        return ()
    need = programme.needs[kind]
    return (need.consent, *((name, programme.volunteer_kinds[name].with_children) for name in need.volunteers))


def _areas_touched(was: Programme, becomes: Programme, rhythm: str) -> int:
    old, new = was.rhythms[rhythm], becomes.rhythms.get(rhythm)
    same = new is not None and replace(old, name=new.name) == new
    return len(set(was.areas) - set(becomes.areas)) if same else len(was.areas)
