"""A need and a volunteer as the rules look at them: with what coordinators have ruled, and for our own organisation."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from chassis.work import Work
from matching.domain import facts, programmes
from matching.domain.rules import Pair
from matching.queries import rulings
from matching.tables import Ruling

Ruled = Mapping[UUID, frozenset[facts.Ruling]]


def ruled(work: Work, needs: Iterable[UUID]) -> Ruled:
    """What stands about these needs, by need."""
    found: dict[UUID, frozenset[facts.Ruling]] = {}
    for row in rulings.standing(work.session, needs):
        found[row.need_id] = found.get(row.need_id, frozenset()) | {ruling_known(row)}
    return found


def pair(work: Work, programme: str, asks: facts.Need, offers: facts.Volunteer, rulings: Ruled) -> Pair:
    """The two together, today."""
    return Pair(
        need=asks,
        volunteer=offers,
        programme=programmes.named(programme),
        at=work.today,
        organisation=work.organisation,
        rulings=rulings.get(asks.id, frozenset()),
    )


def proposed(work: Work, programme: str, asks: facts.Need, offers: facts.Volunteer) -> Pair:
    """Two who are proposed to each other, as the rules look at them now."""
    return pair(work, programme, asks, offers, ruled(work, [asks.id]))


def ruling_known(row: Ruling) -> facts.Ruling:
    """A ruling as the rules know it."""
    return facts.Ruling(need=row.need_id, volunteer=row.volunteer_id, word=row.word, rule=row.rule)
