"""The end of a consent, by a word or by its day: what rested on it ends with it, and who heard by it hears that.

Every change of a family first lets go of what has lapsed, so that nothing is told under a consent of yesterday.
"""

from collections.abc import Iterable
from uuid import UUID

from chassis.work import Work
from enrollment.actions import facts, settling, telling
from enrollment.actions.reaching import reach
from enrollment.domain import consents, needs
from enrollment.tables import Consent, Family


def reach_today(work: Work, family_id: UUID) -> Family:
    """The family, to somebody who may see it, as it stands today."""
    row = reach(work, family_id)
    lapse(work, row.consents)
    return row


def lapse(work: Work, rows: Iterable[Consent]) -> None:
    """End those whose time is over, as if they had been withdrawn."""
    for row in rows:
        if row.withdrawn_at is None and consents.has_lapsed(facts.consent(row), work.today):
            end(work, row, by=None)


def end(work: Work, row: Consent, by: UUID | None) -> None:
    """End one consent; `by` is who took it back, nobody if its time was over."""
    family, programme = row.family, facts.programme_of(row.family)
    until_now = telling.audience(work, family, on=min(work.today, row.expires_on or work.today))
    ended = facts.consent(row)
    row.withdrawn_at, row.withdrawn_by = work.now, by
    telling.tell_consent(work, row, "withdrawn")
    unfounded = [need for need in family.needs if needs.rests_on(programme, need.kind, ended)]
    settling.withdraw_needs(work, family, unfounded, "consent_withdrawn", until_now)
    settling.settle(work, family, until_now, ended=row.purpose)
    telling.note_consent_over(work, family, row)
