"""Saying ahead, to whom it concerns, that a step of vetting runs out: once for each time the programme names.

What was said is forgotten as soon as it is no longer so, because of a renewal or of a pause that ended early.
"""

from collections.abc import Sequence
from datetime import timedelta

from chassis.work import Work
from contracts.programmes import Programme, load
from matching.actions.contact import with_young
from matching.actions.knowing import volunteers_known
from matching.domain import certificates, programmes, vetting, warning
from matching.queries import vetting as queries
from matching.tables import VettingWarning, Volunteer


def warn_ahead(work: Work) -> None:
    """Say what is due today in every programme. After a standstill only the nearest warning is said."""
    take_back(work, queries.warned(work.session, work.today))
    for programme in load().values():
        _warn(work, programme)


def take_back(work: Work, rows: Sequence[Volunteer]) -> None:
    """What was said of these volunteers and does not run out on that day after all no longer needs anybody."""
    said = queries.warnings(work.session, [row.id for row in rows], work.today)
    if not said:
        return
    young, programme = with_young(work, rows), {row.id: programmes.named(row.programme) for row in rows}
    holds = {
        (known.id, *each)
        for known in volunteers_known(work, rows)
        for each in vetting.expiring(programme[known.id], known, work.today, young_child=known.id in young)
    }
    for each in said:
        if (each.volunteer_id, each.step, each.expires_on) not in holds:
            work.session.delete(each)
    work.session.flush()


def _warn(work: Work, programme: Programme) -> None:
    until = work.today + timedelta(days=max(programme.vetting.warn_days))
    rows = queries.running_out(
        work.session,
        programme.code,
        step=vetting.CERTIFICATE,
        taken_by=certificates.taken_by(programme, until),
        born_after=certificates.born_by(work.today) - timedelta(days=1),
        until=until,
    )
    young = with_young(work, rows)
    said = queries.said(work.session, [row.id for row in rows])
    for row, known in zip(rows, volunteers_known(work, rows), strict=True):
        for step, last in vetting.expiring(programme, known, work.today, young_child=row.id in young):
            days = warning.due(programme.vetting.warn_days, last, work.today)
            if days is not None and (row.id, step, last, days) not in said:
                work.session.add(
                    VettingWarning(volunteer_id=row.id, step=step, expires_on=last, days=days, said_at=work.now)
                )
                _say(work, row, {"step": step, "expires_on": last, "days": days})


def _say(work: Work, row: Volunteer, told: dict[str, object]) -> None:
    work.emit("vetting.expiring.v1", row.id, told, **programmes.label(row.programme))
