"""Needs: what a family would like a volunteer's company for. # S0-22"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.actions import facts, picturing, settling, supplements, supply, telling
from enrollment.actions.reaching import grown_up_in, let_decide, reach, reaches
from enrollment.actions.showing import as_needs
from enrollment.domain import eligibility, needs
from enrollment.domain.days import danish_day
from enrollment.domain.needs import State, Wanted
from enrollment.tables import Family, Need

Offers = Iterable[Mapping[str, Any]]


def register_need(
    work: Work, family_id: UUID, *, kind: str, for_person: UUID | None = None, public_offers: Offers = (), **said: Any
) -> Mapping[str, Any]:
    """Ask for a volunteer's company; `said` is about what, in which languages, when, and what is wished. # S0-24"""
    row = reach(work, family_id)
    if for_person != work.caller.subject or not grown_up_in(work, row):
        let_decide(work, row)
    if row.joined_at is None or row.left_at is not None:
        raise Refused("not_taking_part")
    need = _new(work, row, Need(kind=kind, for_person=for_person), **said)
    programme = facts.programme_of(row)
    _check(work, programme, row, need)
    track = programme.needs[kind].track
    if track in programme.supply:
        supply.admit(work, programme, track, _open_tracks(work, programme, row))
    _register(work, programme, row, need, public_offers)
    standing = supply.standing(work, programme, track)
    waiting = {"track": track, "track_state": standing["state"], "expected_weeks": standing["expected_weeks"]}
    return {**_as_need(work, need), **waiting}


def change_need(
    work: Work, need_id: UUID, version: int | None, *, public_offers: Offers = (), **said: Any
) -> Mapping[str, Any]:
    """Ask for something else instead, without losing one's place: a new need that has waited as long as the old one."""
    old = _reached(work, need_id)
    if old.version != version:
        raise Refused("stale")
    if _state(work, old) != State.OPEN:
        raise Refused("need_has_a_match" if _state(work, old) == State.MATCHED else "already_done")
    row, programme = old.family, facts.programme_of(old.family)
    settling.withdraw_needs(work, row, [old], "family_wish", telling.audience(work, row))
    need = _new(work, row, Need(kind=old.kind, for_person=old.for_person), **said)
    need.waiting_since = old.waiting_since or danish_day(old.registered_at)
    _check(work, programme, row, need)
    _register(work, programme, row, need, public_offers)
    supplements.carry(old, need)
    return _as_need(work, need)


def withdraw_need(work: Work, need_id: UUID) -> Mapping[str, Any]:
    """The family no longer asks."""
    need = _reached(work, need_id)
    if _state(work, need) not in needs.RUNNING:
        raise Refused("already_done")
    settling.withdraw_needs(work, need.family, [need], "family_wish", telling.audience(work, need.family))
    settling.touch(work, need.family)
    return _as_need(work, need)


def _new(work: Work, row: Family, need: Need, *, wanted_on: date | None, languages: list[str], **plain: Any) -> Need:
    need.id, need.registered_at = work.new_id(), work.now
    need.wanted_on, need.languages = wanted_on or work.today, list(languages or row.languages)
    need.wishes = list(plain.pop("wishes", ()))
    for name, value in plain.items():
        setattr(need, name, value)
    return need


def _check(work: Work, programme: Programme, row: Family, need: Need) -> None:
    """Whether the need may be asked for: by what it says, and by whether its track is open. # S2-11"""
    states = facts.states(work.session, row.needs)
    running = [_wanted(each) for each in row.needs if states[each.id] in needs.RUNNING]
    if objection := needs.objection(programme, facts.family(row), _wanted(need), running, work.today):
        raise objection
    seeking = next((picturing.person(each) for each in row.members if each.person == need.for_person), None)
    track, picture = programme.needs[need.kind].track, picturing.picture(work, row)
    for each in eligibility.objections(programme, track, picture, work.today, seeking=seeking):
        raise each.refused()


def _register(work: Work, programme: Programme, row: Family, need: Need, public_offers: Offers) -> None:
    row.needs.append(need)
    asked = supplements.ask(work, programme, need, public_offers)
    settling.touch(work, row)
    tell_registered(work, row, need, supplement_question=asked)


def _open_tracks(work: Work, programme: Programme, row: Family) -> list[str]:
    picture = picturing.picture(work, row)
    return [each for each in programme.tracks if not eligibility.objections(programme, each, picture, work.today)]


def _wanted(need: Need) -> Wanted:
    return Wanted(kind=need.kind, topics=need.topics, wishes=need.wishes or (), for_person=need.for_person)


def _reached(work: Work, need_id: UUID) -> Need:
    need = work.session.get(Need, need_id)
    if need is None or not reaches(work, need.family):
        raise Refused("not_found")
    return need


def _state(work: Work, need: Need) -> State:
    return facts.states(work.session, [need])[need.id]


def _as_need(work: Work, need: Need) -> Mapping[str, Any]:
    work.session.flush()
    (shown,) = as_needs(work, [need])
    return shown


def tell_registered(work: Work, row: Family, need: Need, *, supplement_question: bool) -> None:
    """Tell those who may hear of it that the family asks, and keep who they are."""
    family = facts.family(row)
    plain = ("kind", "topics", "languages", "slots", "wanted_on", "waiting_since")
    data = {
        **{name: getattr(need, name) for name in plain},
        "wishes": need.wishes or [],
        "family": row.id,
        "guardians": list(family.guardians),
        "area": row.area,
        "municipality": row.municipality,
        "tracks": list(eligibility.come_to(facts.programme_of(row), picturing.picture(work, row), work.today)),
        "under_15_until": needs.under_15_until(family, work.today),
        "supplement_question": supplement_question,
    }
    to = telling.audience(work, row).of_needs
    work.emit("need.registered.v1", need.id, data, **telling.addressed(work, row, to))
    telling.note_told(work, row, need.id, to)
