"""What enrollment tells about families. Every fact has columns of its own, so that any order of arrival ends the same.

Whatever has come to stand in the meantime is settled against all the facts known so far.
"""

from datetime import datetime
from typing import Any

from chassis.work import Work
from contracts.envelope import Event
from matching.actions.holding import fact_row, hold_one
from matching.actions.settling import settle, settle_family
from matching.actions.vetting import follow
from matching.domain import consent, programmes
from matching.queries import proposals
from matching.tables import Consent, Family, Need, Volunteer

TOLD_ABOUT_NEEDS = (
    *("kind", "topics", "languages", "area", "municipality", "slots", "under_15_until", "wanted_on"),
    *("wishes", "waiting_since", "tracks"),
)


def register_need(work: Work, event: Event) -> None:
    """A family would like the company of a volunteer."""
    programmes.check_need(programmes.named(event.programme or ""), event.data["kind"], event.data["area"])
    row = fact_row(work, Need, event.subject)
    if _is_news(event, row.registered_at):
        row.registered_at, row.programme, row.family_id = event.time, event.programme, event.data["family"]
        row.guardians = [str(guardian) for guardian in event.data["guardians"]]
        for name in TOLD_ABOUT_NEEDS:
            setattr(row, name, _plain(event.data.get(name)))
        _follow(work, row)


def _follow(work: Work, need: Need) -> None:
    """What stands for a need that is another now, perhaps with younger children, asks for the vetting that takes."""
    settle(work, need)
    proposal = proposals.of_need(work.session, need.id)
    volunteer = hold_one(work, Volunteer, proposal.volunteer_id) if proposal else None
    if volunteer:
        follow(work, volunteer)


def withdraw_need(work: Work, event: Event) -> None:
    """The need is no longer open."""
    row = fact_row(work, Need, event.subject)
    if _is_news(event, row.withdrawn_at):
        row.withdrawn_at, row.withdrawn_reason = event.time, event.data["reason"]
    settle(work, row)


def change_consent(work: Work, event: Event) -> None:
    """Somebody in a family has said yes, or no longer says yes, to our organisation."""
    said = event.data
    if said["receiver"] != work.organisation or said["purpose"] not in consent.purposes():
        return
    row = fact_row(work, Consent, said["consent"])
    if row.sequence is None or row.sequence < event.sequence:
        row.family_id, row.person, row.purpose = event.subject, said["person"], said["purpose"]
        row.granted, row.expires_on = said["state"] == "granted", said["expires_on"]
        row.sequence = event.sequence
    settle_family(work, event.subject)


def leave_family(work: Work, event: Event) -> None:
    """A family no longer takes part. It may come back later, with new needs."""
    row = fact_row(work, Family, event.subject)
    if _is_news(event, row.left_at):
        row.left_at = event.time
    settle_family(work, event.subject)


def _plain(value: Any) -> Any:
    """As a row keeps it: what is many in a list, and nothing for what an older release did not tell."""
    return list(value) if isinstance(value, tuple) else value


def _is_news(event: Event, known: datetime | None) -> bool:
    return known is None or known < event.time
