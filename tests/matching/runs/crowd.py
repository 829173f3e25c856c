"""Many families and volunteers at once: copies of those that came through the doors, each somebody else."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from matching.tables import Consent, Need, VettingOutcome, Volunteer
from tests.matching.make import CONSENT, NEED, uid
from tests.matching.town import Town

Row = dict[str, Any]


def gather(town: Town, needs: int, volunteers: int) -> None:
    """A pool of so many needs and volunteers, any of whom suits any other."""
    town.has_volunteer()
    town.has_need()
    with town.rehearsal.work() as work:
        for table, copies, count in ((Need, _need, needs), (Consent, _consent, needs), (Volunteer, _one, volunteers)):
            copied(work, table, copies, count - 1)
        copied(work, VettingOutcome, _outcome, volunteers - 1)


def needs_of(count: int) -> set[UUID]:
    """The ids of so many needs."""
    return {NEED, *(uid(f"need {number}") for number in range(1, count))}


def copied(work: Any, table: Any, copy: Any, count: int) -> None:
    """As many copies of every row of a table, each as `copy` makes it of the row and a number."""
    rows = [dict(row) for row in work.session.execute(select(table.__table__)).mappings()]
    copies = [copy(row, number) for row in rows for number in range(1, count + 1)]
    if copies:
        work.session.execute(table.__table__.insert(), copies)


def _need(row: Mapping[str, Any], number: int) -> Row:
    return {**row, "id": uid(f"need {number}"), "family_id": uid(f"family {number}")}


def _consent(row: Mapping[str, Any], number: int) -> Row:
    return {**row, "id": uid(f"{CONSENT} {number}"), "family_id": uid(f"family {number}")}


def _one(row: Mapping[str, Any], number: int) -> Row:
    return {**row, "id": uid(f"volunteer {number}"), "email": f"{number}@frivillig.example"}


def _outcome(row: Mapping[str, Any], number: int) -> Row:
    return {**row, "id": uid(f"{row['id']} {number}"), "volunteer_id": uid(f"volunteer {number}")}


def ids(found: Any) -> Iterator[UUID]:
    """The needs of pairs or reasons."""
    return (each["need"] for each in found)
