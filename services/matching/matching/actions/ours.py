"""Who may have the machine look for matches: staff of the organisation that runs this service, never for themselves."""

from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.tables import Need


def check_ours(work: Work) -> None:
    """Whoever is asking is of the organisation that runs this service.

    Raises:
        Refused: `not_found`.
    """
    if not work.caller.reaches(organisation=work.organisation):
        raise Refused("not_found")


def is_about_oneself(work: Work, need: Need, volunteer: UUID | None = None) -> bool:
    """Whether a need is of the caller's own family, or a volunteer the caller."""
    return work.caller.subject in {volunteer, *map(UUID, need.guardians or ())}
