"""Organisations join the directory, say how they can be reached, and leave it. Any association may join. # S1-02"""

from collections.abc import Mapping
from typing import Any

from chassis.work import Work
from contracts.refusals import Refused
from enrollment import queries
from enrollment.actions import offers, partners
from enrollment.domain import organisations
from enrollment.tables import Organisation

SHOWN = ("id", "version", "slug", "names", "about", "kind", "cvr", "municipality", "url", "email", "phone")


def join(work: Work, **told: Any) -> Mapping[str, Any]:
    """The caller's organisation takes its place in the directory, for the first time or again."""
    row = queries.organisation(work.session, work.caller.organisation)
    if row is not None and row.left_on is None:
        raise Refused("already_done")
    if row is None:
        row = Organisation(id=work.new_id(), slug=work.caller.organisation)
        work.session.add(row)
    row.since, row.left_on = work.today, None
    _describe(work, row, told)
    return as_organisation(row)


def change_organisation(work: Work, slug: str, version: int | None, **told: Any) -> Mapping[str, Any]:
    """It says something else of itself."""
    row = _own(work, slug)
    if row.version != version:
        raise Refused("stale")
    _describe(work, row, told)
    return as_organisation(row)


def leave_directory(work: Work, slug: str) -> Mapping[str, Any]:
    """It goes: its offers close, and what families have consented to it ends."""
    row = _own(work, slug)
    row.left_on, row.changed_at = work.today, work.now
    for offer in queries.offers_of(work.session, slug):
        offers.close(work, offer)
    for partner in queries.partnerships(work.session, organisation=slug):
        partners.end(work, partner)
    work.session.flush()
    return as_organisation(row)


def organisation(work: Work, slug: str) -> Mapping[str, Any] | None:
    """One organisation, also one that has left."""
    row = queries.organisation(work.session, slug)
    return as_organisation(row) if row else None


def as_organisation(row: Organisation) -> Mapping[str, Any]:
    """The organisation as everybody may see it."""
    return {name: getattr(row, name) for name in (*SHOWN, "since", "left_on")}


def _own(work: Work, slug: str) -> Organisation:
    row = queries.organisation(work.session, slug)
    if row is None or row.left_on is not None:
        raise Refused("not_found")
    if not work.caller.reaches(organisation=row.slug):
        raise Refused("not_allowed")  # it is public that it exists
    return row


def _describe(work: Work, row: Organisation, told: Mapping[str, Any]) -> None:
    if objection := organisations.objection(told["cvr"]):
        raise objection
    for name, value in told.items():
        setattr(row, name, value)
    row.changed_at = work.now
    work.session.flush()
