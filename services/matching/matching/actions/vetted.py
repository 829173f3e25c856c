"""How far the vetting of volunteers has come, what runs out and what is awaited, each with what would change it."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from chassis.work import Work
from contracts.programmes import Programme, load
from matching.actions.contact import with_young
from matching.actions.knowing import volunteers_known
from matching.domain import certificates, facts, lacking, programmes, vetting
from matching.domain.blocking import Blocked
from matching.domain.endings import BY_VETTING
from matching.queries import vetting as queries
from matching.tables import CertificateRequest, VettingExemption, Volunteer

Shown = Mapping[str, Any]

OUTCOME = {True: "passed", False: "failed"}


#: Others whom a volunteer is shown to see the offer, and not how vetting went.
UNTOLD: Shown = {"vettings": [], "missing": [], "exemptions": [], "certificate_request": None}


def of_volunteer(work: Work, row: Volunteer, known: facts.Volunteer) -> Shown:
    """The vetting of one volunteer: outcomes, exemptions, the order of a certificate, and what is missing today."""
    programme = programmes.named(row.programme)
    request = queries.requests(work.session, [row.id]).get(row.id)
    young = row.id in with_young(work, [row])
    excused = queries.exemptions(work.session, [row.id])[row.id]
    return {
        "vettings": [{"step": one.step, "outcome": OUTCOME[one.passed], "on": one.on} for one in known.outcomes],
        "missing": [] if row.left_at else _missing(work, programme, known, young),
        "exemptions": [_exemption(work, each) for each in excused],
        "certificate_request": _request(work, programme, request) if request else None,
    }


def ahead(work: Work, *, days: int) -> Shown:
    """What runs out within some days, what is missing today and which consents are awaited, volunteer by volunteer."""
    rows = queries.followed(work.session, work.caller.organisation, BY_VETTING)
    ids = [row.id for row in rows]
    young, requests = with_young(work, rows), queries.requests(work.session, ids)
    shown: dict[str, list[Shown]] = {"runs_out": [], "missing": [], "consents": []}
    for row, known in zip(rows, volunteers_known(work, rows), strict=True):
        programme, young_child = programmes.named(row.programme), row.id in young
        shown["runs_out"] += _runs_out(work, programme, known, young_child, days)
        shown["missing"] += [{"volunteer": row.id, **each} for each in _missing(work, programme, known, young_child)]
        request = requests.get(row.id)
        if request and request.answered_at is None:
            shown["consents"].append({"volunteer": row.id, **_request(work, programme, request)})
    return shown


def not_renewed(session: Any, today: date) -> Mapping[tuple[str, ...], float]:
    """For how many, by programme, a certificate ordered today may come after the vetting has run out."""
    due = {code: today + timedelta(days=each.vetting.consent_days) for code, each in load().items()}
    found = {(code,): float(queries.not_renewed(session, code, today, before)) for code, before in due.items()}
    return {labels: number for labels, number in found.items() if number}


def blocked_view(blocked: Blocked) -> Shown:
    """What is in the way, and what would change it."""
    words = {name: {language: say(language) for language in ("da", "en")} for name, say in _said(blocked)}
    return {"code": blocked.code, "row": blocked.row, **words}


def _said(blocked: Blocked) -> Iterable[tuple[str, Any]]:
    return ("text", blocked.text), ("would_change", blocked.would_change)


def _missing(work: Work, programme: Programme, known: facts.Volunteer, young: bool) -> list[Shown]:
    steps = vetting.missing(programme, known, work.today, young_child=young)
    reasons = lacking.reasons(programme, known, steps, work.today)
    return [{"step": step, **blocked_view(blocked)} for step, blocked in reasons.items()]


def _runs_out(work: Work, programme: Programme, known: facts.Volunteer, young: bool, days: int) -> Iterable[Shown]:
    for step, last in vetting.expiring(programme, known, work.today, young_child=young):
        if last <= work.today + timedelta(days=days):
            yield {"volunteer": known.id, "step": step, "on": last, "days": (last - work.today).days}


def _exemption(work: Work, row: VettingExemption) -> Shown:
    return {"step": row.step, "reason": row.reason, "until": row.until, "holds": work.today <= row.until}


def _request(work: Work, programme: Programme, row: CertificateRequest) -> Shown:
    answer_by, answered = certificates.answer_by(programme, row.asked_on), row.answered_at is not None
    state = certificates.state(programme, asked_on=row.asked_on, answered=answered, at=work.today)
    return {
        "asked_on": row.asked_on,
        "answer_by": answer_by,
        "state": state,
        "blocked": None if answered else blocked_view(lacking.without_consent(programme, row.asked_on, work.today)),
    }
