"""What time alone changes: proposals nobody answered, consents and vetting that ran out, names to be forgotten, and
the days on which both sides of a match are asked how it goes.
"""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from chassis.work import Work
from contracts.programmes import load
from matching.actions import keeping, pauses, rulings
from matching.actions.checkins import ask_how_it_goes, forget_old_links
from matching.actions.holding import hold, hold_all
from matching.actions.knowing import needs_known, volunteers_known
from matching.actions.settling import close, settle
from matching.actions.vetting import follow
from matching.actions.warning import warn_ahead
from matching.domain import programmes, vetting
from matching.queries import proposals
from matching.queries import vetting as vettings
from matching.tables import STANDING, Consent, Need, Proposal, Volunteer


def let_time_pass(work: Work) -> None:
    """Bring everything up to today's date."""
    lapse_unanswered(work)
    end_without_consent(work)
    send_home_without_vetting(work)
    pauses.let_begin(work)
    warn_ahead(work)
    forget_those_who_left(work)
    keeping.forget_snapshots(work)
    rulings.end_with_needs(work)
    ask_how_it_goes(work)
    forget_old_links(work)


def lapse_unanswered(work: Work) -> None:
    """A proposal that was not answered in time makes room for another."""
    late = select(Proposal.need_id).where(Proposal.state == "open", Proposal.expires_on < work.today)
    for need in hold(work, Need, Need.id.in_(late)):
        if proposal := proposals.of_need(work.session, need.id):
            close(work, proposal, "lapsed")
            proposal.unanswered = True


def end_without_consent(work: Work) -> None:
    """A consent that has run out counts as one that was withdrawn."""
    stands = select(Proposal.need_id).where(Proposal.state.in_(STANDING))
    run_out = select(Consent.family_id).where(Consent.expires_on < work.today)
    for need in hold(work, Need, Need.id.in_(stands), Need.family_id.in_(run_out)):
        settle(work, need)


def send_home_without_vetting(work: Work) -> None:
    """Nobody goes on meeting a family after the vetting has run out; renewing it brings the volunteer back."""
    run_out = set(_without_vetting(work))
    for row in hold_all(work, Volunteer, run_out, Volunteer.left_at.is_(None)):
        follow(work, row)


def forget_those_who_left(work: Work) -> None:
    """Empty the personal columns of volunteers who left long enough ago."""
    before = work.now - timedelta(days=work.settings["forget_after_days"])
    for row in hold(work, Volunteer, Volunteer.left_at < before, Volunteer.born.is_not(None)):
        row.name = row.email = row.born = row.latitude = row.longitude = None
        row.east, row.north = programmes.place_of(programmes.named(row.programme), row.area)
        pauses.forget(work, row.id)
        for record in vettings.records(work.session, row.id):
            work.session.delete(record)


def _without_vetting(work: Work) -> Iterator[UUID]:
    ordered = [
        (code, work.today - timedelta(days=programme.vetting.consent_days)) for code, programme in load().items()
    ]
    yield from vettings.run_out(work.session, ordered, work.today)
    rows = proposals.standing(work.session)
    asks = needs_known(work, [need for need, _ in rows])
    offers = volunteers_known(work, [volunteer for _, volunteer in rows])
    for (_, row), need, volunteer in zip(rows, asks, offers, strict=True):
        if vetting.missing_with(programmes.named(row.programme), volunteer, need, work.today):
            yield row.id
