"""Who comes to a meeting, and that all of them can be there: vetted on the day and promised to nobody else."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from activities.actions import occasions, rows
from activities.actions.reaching import insist
from activities.domain import company, kinds, scheduling, vetting
from activities.domain.people import Participant, Role
from activities.queries import meetings as kept
from activities.tables import Volunteer
from chassis.work import Work
from contracts.programmes import load
from contracts.refusals import Refused

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
Company = Sequence[Participant]


def gather(work: Work, held: occasions.Held, kind: str, named: Company) -> Company:
    """The company the caller named or, where nobody is named, the usual one of the occasion.

    Raises:
        Refused: what speaks against the kind of meeting or against this company.
    """
    programme = kinds.programme_named(held.row.programme, load())
    roles = kinds.kind_for(held.occasion.name, kind, programme).roles
    people = named or company.usual(held.occasion, roles, coordinator=work.caller.subject)
    insist(company.objections(people, held.occasion, roles))
    return people


def book(work: Work, people: Company, starts_at: datetime, ends_at: datetime, *, but: UUID | None = None) -> None:
    """Insist that everybody can be there, disregarding the meeting `but`.

    From here to the end of the transaction nobody else books these people.

    Raises:
        Refused: what speaks against this time for this company.
    """
    insist(scheduling.objections(starts_at, ends_at, now=work.now))
    insist(_unvetted(work, people, starts_at))
    everybody = [one.person for one in people]
    rows.hold_people(work.session, everybody)
    taken = kept.overlapping(work.session, everybody, (starts_at, ends_at), but=but)
    insist(scheduling.objections_from(taken))


def _unvetted(work: Work, people: Company, starts_at: datetime) -> Iterator[Refused]:
    day = starts_at.astimezone(COPENHAGEN).date()
    for one in people:
        if one.role == Role.VOLUNTEER:
            row = work.session.get(Volunteer, one.person) or Volunteer()
            vetted = vetting.Vetted(approved_at=row.approved_at, valid_until=row.valid_until, left_at=row.left_at)
            yield from vetting.objections(vetted, day)
