"""Whom volunteers really meet today, apart from what their kinds mean: the families and groups they are with."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from chassis.work import Work
from matching.domain import groups, programmes
from matching.queries import groups as assignments
from matching.queries import vetting
from matching.tables import Group


def with_young(work: Work, rows: Sequence[Any]) -> set[UUID]:
    """Those of some volunteers who are or will be with children young enough for a certificate to be asked for."""
    ids = [row.id for row in rows]
    in_groups = {
        assignment.volunteer_id
        for assignment, group in assignments.to_come(work.session, ids, work.today)
        if groups.meets_young(programmes.named(group.programme), group_known(group))
    }
    return in_groups | vetting.young_children(work.session, ids, work.today)


def group_known(row: Group) -> groups.Group:
    """The ages of a group."""
    return groups.Group(youngest=row.youngest, oldest=row.oldest, contact=row.contact)
