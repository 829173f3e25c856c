"""The links to calendars: made, listed, and stopped by people, by time and by goodbyes.

Deliberately not here: what a calendar shows (`calendars`).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from activities.actions import activities
from activities.actions.reaching import insist
from activities.domain import agenda, feeds
from activities.queries import feeds as kept
from activities.tables import Feed
from chassis.work import Work
from contracts.refusals import Refused

Shown = Mapping[str, Any]


def make(work: Work, *, of: str, id: UUID | None, language: str | None) -> Shown:
    """A new link to a calendar, told this once. Other links to the same calendar stay as they are.

    Raises:
        Refused: `feed_of_another`, `feed_of_what`, `too_many_feeds` or `not_found`.
    """
    caller = work.caller
    insist(feeds.objections(of, id, caller=caller.subject, standing=kept.standing(work.session, caller.subject)))
    _insist_on_ours(work, of, id)
    code = feeds.as_typed(work.new_code(feeds.LETTERS))
    row = Feed(
        id=work.new_id(),
        organisation=caller.organisation,
        of=of,
        subject=id or caller.subject,
        language=language or agenda.LANGUAGES[0],
        digest=feeds.digest(code),
        made_by=caller.subject,
        made_at=work.now,
    )
    work.session.add(row)
    return {**_as_feed(row), **feeds.addresses(work.settings["public_url"], code)}


def page(work: Work, portion: Any) -> Sequence[Shown]:
    """The calendars that the caller may stop."""
    return [_as_feed(row) for row in kept.page(work.session, work.caller, portion)]


def revoke(work: Work, feed_id: UUID) -> Shown:
    """Let a link lead nowhere from now on.

    Raises:
        Refused: `not_found`.
    """
    row = kept.within_reach(work.session, work.caller, feed_id)
    if row is None:
        raise Refused("not_found")
    row.stopped_at = row.stopped_at or work.now
    return _as_feed(row)


def let_unused_end(work: Work) -> None:
    """Links that nobody has used for a year end, and those that ended a month ago are forgotten."""
    kept.stop_unused(work.session, since=work.today - feeds.UNUSED, made_before=work.now - feeds.UNUSED, at=work.now)
    kept.forget(work.session, work.now - feeds.REMEMBERED)


def stop_of_family(work: Work, family: UUID, left_at: datetime) -> None:
    """Let the links of everybody end who is known to be of a family that has left."""
    stop_of(work, kept.of_family(work.session, family), left_at)


def stop_of(work: Work, people: Collection[UUID], left_at: datetime) -> None:
    """Let the links of people end who take part no longer; one they have made since then stands."""
    kept.stop(work.session, people, left_at)


def _insist_on_ours(work: Work, of: str, id: UUID | None) -> None:
    if of == feeds.Of.PERSON or id is None:
        return
    if "organisation" not in work.caller.relations:
        raise Refused("not_found", field="id")
    if of == feeds.Of.ACTIVITY:
        activities.reach(work, id)  # S4-07: also those in whose programme another organisation runs it
    elif not kept.is_venue_of(work.session, id, work.caller.organisation):
        raise Refused("not_found", field="id")


def _as_feed(row: Feed) -> Shown:
    return {
        "id": row.id,
        "of": row.of,
        "subject": row.subject,
        "language": row.language,
        "made_at": row.made_at,
        "fetched_on": row.fetched_on,
        "stopped_at": row.stopped_at,
    }
