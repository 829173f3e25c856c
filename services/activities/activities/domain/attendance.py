"""Who came, who did not. People are counted, never graded: there is no reason, no note and no degree here."""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from contracts.refusals import Refused

People = Collection[UUID]


def objections(
    came: Collection[UUID],
    absent: Collection[UUID],
    *,
    participants: Collection[UUID],
    starts_at: datetime,
    now: datetime,
) -> Iterator[Refused]:
    """Why this cannot be the attendance of a meeting; whoever is in neither list is not known about."""
    if now < starts_at:
        yield Refused("not_yet_started")
    if set(came) & set(absent):
        yield Refused("came_and_absent", field="absent")
    for field, people in (("came", came), ("absent", absent)):
        if set(people) - set(participants):
            yield Refused("not_a_participant", field=field)
    if not came:
        yield Refused("nobody_came", field="came")


def by_person(came: People, absent: People) -> dict[UUID, bool]:
    """Whether each came, of those something is known about."""
    return dict.fromkeys(came, True) | dict.fromkeys(absent, False)
