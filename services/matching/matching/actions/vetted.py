"""How far the vetting of volunteers has come, what runs out and what is awaited, each with what would change it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from chassis.work import Work
from contracts.programmes import Programme, load
from matching.actions.contact import with_young
from matching.actions.knowing import volunteers_known
from matching.domain import certificates, facts, lacking, programmes, vetting
from matching.domain.blocking import Blocked
from matching.domain.endings import BY_VETTING
from matching.queries import ahead as looking_ahead
from matching.queries import vetting as queries
from matching.tables import CertificateRequest, VettingExemption, Volunteer

Shown = Mapping[str, Any]

OUTCOME = {True: "passed", False: "failed"}
TO_LOOK_AFTER = ("runs_out", "missing", "consent")
#: How many are read at once: of most who are found there is something to say.
AT_A_TIME = 200

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


def ahead(work: Work, wanted: Any, *, days: int) -> list[Shown]:
    """A page of the volunteers of whom something runs out within some days, is missing today or is awaited."""
    until = work.today + timedelta(days=days)
    asked = [_asked(programme, until) for programme in load().values()]
    query = looking_ahead.page(work.caller, asked, BY_VETTING, (work.today, until))
    found: list[Shown] = []
    last = wanted.after
    while len(found) <= wanted.limit:
        rows = looking_ahead.after(work.session, query, last, AT_A_TIME)
        found += (each for each in _looked_after(work, rows, until) if any(each[name] for name in TO_LOOK_AFTER))
        if len(rows) < AT_A_TIME:
            break
        last = rows[-1].id
        work.pause()
    return found[: wanted.limit + 1]


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


def _asked(programme: Programme, until: date) -> looking_ahead.Asked:
    return looking_ahead.Asked(
        programme=programme.code,
        certificate=vetting.CERTIFICATE,
        steps=[step for step in programme.vetting.steps if step != vetting.CERTIFICATE],
        kinds=[code for code, kind in programme.volunteer_kinds.items() if kind.with_children],
        taken_by=certificates.taken_by(programme, until),
    )


def _looked_after(work: Work, rows: Sequence[Any], until: date) -> Iterable[Shown]:
    young, requests = with_young(work, rows), queries.requests(work.session, [row.id for row in rows])
    for row, known in zip(rows, volunteers_known(work, rows), strict=True):
        programme, request, young_child = programmes.named(row.programme), requests.get(row.id), row.id in young
        is_awaited = request and request.answered_at is None
        yield {
            "id": row.id,
            "programme": row.programme,
            "runs_out": list(_runs_out(work, programme, known, young_child, until)),
            "missing": _missing(work, programme, known, young_child),
            "consent": _request(work, programme, request) if request and is_awaited else None,
        }


def _runs_out(work: Work, programme: Programme, known: facts.Volunteer, young: bool, until: date) -> Iterable[Shown]:
    for step, last in vetting.expiring(programme, known, work.today, young_child=young):
        if last <= until:
            yield {"step": step, "on": last, "days": (last - work.today).days}


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
