"""Whether a volunteer is perhaps known already under another id: the same e-mail and birthday in one organisation.

Whoever registers is not told, for that would tell strangers who volunteers here. Staff are told, by id alone, and
vet nobody before somebody has looked: a failed vetting is not left behind by signing in as somebody else.
"""

from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.actions.holding import hold_volunteer
from matching.actions.offered import alike
from matching.actions.showing import Shown, volunteer_view
from matching.tables import Volunteer


def tell_apart(work: Work, id: UUID, *, other: UUID) -> Shown:
    """Somebody has looked: they are two people."""
    row = hold_volunteer(work, id)
    if other not in alike(work, [id])[id]:
        raise Refused("not_found", field="other")
    row.told_apart_from = [*row.told_apart_from, str(other)]
    return volunteer_view(work, row)


def check_looked_at(work: Work, row: Volunteer) -> None:
    """Nobody is vetted who is perhaps somebody else.

    Raises:
        Refused: `perhaps_known_already`.
    """
    if alike(work, [row.id])[row.id]:
        raise Refused("perhaps_known_already")
