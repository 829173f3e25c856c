"""Coaches' caseloads and who waits for a coach. Nothing is changed here; proposals come from runs as always. # S3-08"""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from chassis.work import Work
from matching.actions.grouping import Pool, pool
from matching.actions.ours import OfOthers, check_ours, of_others
from matching.actions.showing import Shown
from matching.actions.vetted import blocked_view
from matching.domain import caseloads, facts, programmes
from matching.domain.rules import metres_apart, objections
from matching.queries import proposals

MOST = 200
NAMED = 3


def overview(work: Work, *, programme: str) -> Shown:
    """Every coach of the programme, and everybody who waits for one, the longest first; but nothing of the caller."""
    check_ours(work)
    rules, others = programmes.named(programme), of_others(work)
    employed = caseloads.employed_kinds(rules)
    kinds = [kind for kind, need in rules.needs.items() if employed & set(need.volunteers)]
    pools = [pool(work, programme, kind) for kind in kinds]
    coaches = {each.id: each for around in pools for each in around.volunteers if each.kinds & employed}
    loads = caseloads.most_room_first(_load(work, pools[0], coach) for coach in coaches.values())
    waiting = [(around, need) for around in pools for need in around.needs]
    waiting.sort(key=lambda each: (-each[1].waited(work.today), each[1].id))
    return {
        "coaches": list(others(map(_coach, loads))),
        "number": len(waiting),
        "waiting": list(islice(others(_waits(around, need, loads, others) for around, need in waiting), MOST)),
    }


def _load(work: Work, around: Pool, coach: facts.Volunteer) -> caseloads.Load:
    states = Counter(each.state for each in proposals.of_volunteer(work.session, coach.id))
    return caseloads.Load(
        coach=coach,
        at_most=caseloads.at_most(around.programme, coach),
        followed=states["matched"],
        proposed=states["open"],
    )


def _coach(load: caseloads.Load) -> Shown:
    told = {name: getattr(load, name) for name in ("at_most", "followed", "proposed", "free")}
    return {"volunteer": load.coach.id, "kinds": sorted(load.coach.kinds), **told}


def _waits(around: Pool, need: facts.Need, loads: Sequence[caseloads.Load], others: OfOthers) -> Shown:
    can = [load for load in loads if caseloads.is_realistic(around.pair(need, load.coach))]
    told = {"need": need.id, "since": need.waiting_since or need.wanted_on, "days": need.waited(around.work.today)}
    if can or not loads:
        realistic = list(others(_realistic(need, load) for load in can[:NAMED]))
        return told | {"realistic": realistic, "nearest": None, "blocked_by": []}
    pairs = [around.pair(need, load.coach) for load in loads]
    closest = min(pairs, key=lambda pair: (len(objections(pair)), metres_apart(pair), pair.volunteer.id))
    blocked = [blocked_view(each) for each in objections(closest)]
    return told | {"realistic": [], "nearest": closest.volunteer.id, "blocked_by": blocked}


def _realistic(need: facts.Need, load: caseloads.Load) -> Shown:
    common = {
        name: sorted(getattr(need, name) & getattr(load.coach, name)) for name in ("topics", "languages", "slots")
    }
    return {"volunteer": load.coach.id, "free": load.free, **common}
