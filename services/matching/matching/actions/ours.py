"""Who may have the machine look for matches: staff of the organisation that runs this service, never for themselves.

And what of its answers they hear: nothing about themselves or their own family. Deliberately not here: what the people
in a proposal or match see of it (`showing`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.refusals import Refused
from matching.queries import needs
from matching.tables import Need

Said = Mapping[str, Any]
#: Keeps of what is said of needs and volunteers what the caller may hear.
OfOthers = Callable[[Iterable[Said]], Iterator[Said]]


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


def of_others(work: Work) -> OfOthers:
    """Leaves out what is said of the caller or a need of the own family; nobody hears that they come nearest."""
    person = work.caller.subject
    own = {_letters(id) for id in (person, *needs.of_guardian(work.session, person))}

    def kept(said: Iterable[Said]) -> Iterator[Said]:
        for each in said:
            if own.isdisjoint(_letters(each.get(name)) for name in ("need", "volunteer")):
                is_nearest = _letters(each.get("nearest")) in own
                yield {**each, "nearest": None, "blocked_by": []} if is_nearest else each

    return kept


def _letters(id: UUID | str | None) -> str:
    # What a run keeps names everybody by 32 letters, what is read from rows with hyphens.
    return str(id).replace("-", "")
