"""From rows to who could sit in which group, and from the best groups to proposals that are checked once more."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.programmes import Programme
from matching.actions.holding import hold_all
from matching.actions.knowing import needs_known, volunteers_known
from matching.actions.vetted import blocked_view
from matching.domain import facts, programmes, trials, worth
from matching.domain.reasons import reasons
from matching.domain.rules import Pair, metres_apart, objections
from matching.queries import needs, volunteers
from matching.queries import trials as queries
from matching.tables import Need, Proposal, Ruling, Run, Trial, TrialMember, Volunteer


@dataclass(frozen=True, kw_only=True)
class Pool:
    """Who waits for a group of a kind, who could lead one, and when they do so already."""

    programme: Programme
    needs: tuple[facts.Need, ...]
    volunteers: tuple[facts.Volunteer, ...]
    taken: Mapping[UUID, Collection[str]]
    rulings: frozenset[facts.Ruling]
    work: Work

    def pair(self, need: facts.Need, volunteer: facts.Volunteer) -> Pair:
        """The two as the rules look at them today."""
        return Pair(
            need=need,
            volunteer=volunteer,
            programme=self.programme,
            at=self.work.today,
            organisation=self.work.organisation,
            rulings=self.rulings,
        )


def pool(work: Work, programme: str, kind: str, only: Collection[UUID] | None = None) -> Pool:
    """The needs of a kind that wait, or some of them, and the volunteers of the kinds that can answer."""
    rules = programmes.named(programme)
    waiting = [row for row in needs.waiting(work.session, programme) if row.kind == kind]
    asked = [row for row in waiting if only is None or row.id in only]
    answering = set(rules.needs[kind].volunteers)
    present = [row for row in volunteers.present(work.session, programme) if answering & set(row.kinds)]
    shown = [row for row in present if facts.is_shown_to(work.organisation, row.organisation, row.shares_with)]
    return Pool(
        programme=rules,
        needs=tuple(needs_known(work, asked)),
        volunteers=tuple(volunteers_known(work, shown)),
        taken=queries.taken(work.session, [row.id for row in shown]),
        rulings=frozenset(map(_ruling, queries.rulings(work.session, [row.id for row in asked]))),
        work=work,
    )


def young(pool: Pool, need: facts.Need) -> dict[str, Any]:
    """A young person who waits, with every seat the rules allow."""
    pool.work.pause()
    fits = [
        [str(volunteer.id), *seat]
        for volunteer in pool.volunteers
        for seat in trials.seats(pool.pair(need, volunteer), pool.taken.get(volunteer.id, ()))
    ]
    return {"need": str(need.id), "waiting": worth.waiting(pool.programme, need, pool.work.today), "fits": fits}


def nearest(work: Work, programme: str, kind: str, alone: Collection[str]) -> dict[str, dict[str, Any]]:
    """For needs that nobody can answer: whoever comes nearest, and what is in the way."""
    found: dict[str, dict[str, Any]] = {}
    around = pool(work, programme, kind, {UUID(need) for need in alone})
    for need in around.needs if around.volunteers else ():
        pairs = [around.pair(need, volunteer) for volunteer in around.volunteers]
        closest = min(pairs, key=lambda pair: (len(objections(pair)), metres_apart(pair), pair.volunteer.id))
        blocked = [blocked_view(each) for each in objections(closest)]
        found[str(need.id)] = {"nearest": closest.volunteer.id, "blocked_by": blocked}
    return found


def put_forward(
    work: Work, order: Mapping[str, Any], fingerprint: str, groups: Mapping[tuple[str, ...], list[UUID]]
) -> tuple[list[Trial], list[UUID]]:
    """Write every group that still holds; the members of others come back."""
    members = {need for needs in groups.values() for need in needs}
    hold_all(work, Need, members)
    hold_all(work, Volunteer, {UUID(volunteer) for volunteer, *_ in groups})
    now = pool(work, order["programme"], order["kind"], members)
    run = _run(work, order, fingerprint)
    room = {str(volunteer.id): volunteer.room for volunteer in now.volunteers}
    rows: list[Trial] = []
    changed: list[UUID] = []
    for group, asked in sorted(groups.items()):
        holding = [need for need in now.needs if need.id in asked and _still(now, need, group)]
        holding = holding[: room.get(group[0], 0)]
        changed += sorted(set(asked) - {need.id for need in holding})
        if len(holding) < order["at_least"]:
            changed += [need.id for need in holding]
        else:
            room[group[0]] -= len(holding)
            rows.append(_trial(work, run, order, group))
            _propose(work, now, rows[-1], holding)
    return rows, changed


def _still(now: Pool, need: facts.Need, group: tuple[str, ...]) -> bool:
    volunteer, slot, topic = group
    offers = next((each for each in now.volunteers if str(each.id) == volunteer), None)
    if offers is None:
        return False
    seats = trials.seats(now.pair(need, offers), now.taken.get(offers.id, ()))
    return any(seat[:2] == (slot, topic) for seat in seats)


def _ruling(row: Ruling) -> facts.Ruling:
    return facts.Ruling(need=row.need_id, volunteer=row.volunteer_id, word=row.word, rule=row.rule)


def _run(work: Work, order: Mapping[str, Any], fingerprint: str) -> Run:
    row = Run(
        id=work.new_id(),
        organisation=work.organisation,
        programme=order["programme"],
        programme_version=programmes.named(order["programme"]).version,
        decided_at=work.now,
        decided_by=work.caller.subject,
        input_hash=fingerprint,
    )
    work.session.add(row)
    work.session.flush()
    return row


def _trial(work: Work, run: Run, order: Mapping[str, Any], group: tuple[str, ...]) -> Trial:
    volunteer, slot, topic = group
    row = Trial(
        id=work.new_id(),
        organisation=run.organisation,
        programme=run.programme,
        run_id=run.id,
        kind=order["kind"],
        volunteer_id=UUID(volunteer),
        slot=slot,
        topic=topic,
        at_least=order["at_least"],
        proposed_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    return row


def _propose(work: Work, now: Pool, trial: Trial, members: list[facts.Need]) -> None:
    offers = next(each for each in now.volunteers if each.id == trial.volunteer_id)
    for need in members:
        why = reasons(now.pair(need, offers))
        row = Proposal(
            id=work.new_id(),
            organisation=trial.organisation,
            run_id=trial.run_id,
            need_id=need.id,
            volunteer_id=trial.volunteer_id,
            place=volunteers.free_place(work.session, trial.volunteer_id),
            reasons=[{"code": reason.code, "figures": dict(reason.figures)} for reason in why],
            proposed_at=work.now,
            expires_on=work.today + timedelta(days=now.programme.matching.answer_days),
            state="open",
        )
        work.session.add(row)
        work.session.flush()
        work.session.add(TrialMember(proposal_id=row.id, trial_id=trial.id))
        told = {"need": need.id, "family": need.family, "volunteer": trial.volunteer_id}
        work.emit("match.proposed.v1", row.id, told, **programmes.label(trial.programme))
