"""Putting a version of a programme in force. # S0-03

What it replaces was looked at first, in a dry run of the same text (`dry_runs`).
"""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from chassis.work import Work
from contracts.programmes import Programme, digest_of, text_of
from contracts.refusals import Refused
from enrollment import queries
from enrollment.actions import dry_runs, lapsing, programmes, settling, terms
from enrollment.queries import terms as asked
from enrollment.tables import ProgrammeInForce


def put_in_force(work: Work, code: str, version: str, seen: str | None = None) -> Mapping[str, Any]:
    """Let families enter by this version of the programme; the others are told once per version. # S0-03

    What it replaces was looked at first: `seen` is what the dry run of the new text is told by. Consents and mandates
    for what the version no longer has end; nothing else does.
    """
    here, text = programmes.carried(work, code), text_of(code)
    if version != here.version:
        raise Refused("unknown_version", field="version", version=here.version)
    _seen_before(work, code, version, digest_of(text), seen)
    row = work.session.get(ProgrammeInForce, (code, version))
    if row is None:
        row = ProgrammeInForce(code=code, version=version)
        work.session.add(row)
        told = {"code": code, "version": version}
        work.emit("programme.published.v1", _id_of(code), told, programme=code, programmeversion=version)
    row.since, row.terms, row.digest = work.now, text, digest_of(text)
    work.session.flush()
    terms.changed(work.session, code)
    here = terms.terms_of(work.session, code)
    _end_what_falls_away(work, here)
    return programmes.as_programme(work.session, here)


def _seen_before(work: Work, code: str, version: str, digest: str, seen: str | None) -> None:
    """Nothing that families rely on is replaced unseen, and no version is ever given other words."""
    now, same = queries.in_force(work.session, code), work.session.get(ProgrammeInForce, (code, version))
    if same is not None and same.digest not in (None, digest):
        raise Refused("version_taken", field="version", version=version)
    if now is not None and now.digest != digest and (now.digest or now.version != version) and seen != digest:
        raise Refused("dry_run_first", field="seen", version=version)


def _end_what_falls_away(work: Work, programme: Programme) -> None:
    """What the programme no longer asks for is known no longer either."""
    for purpose, receiver, _ in list(dry_runs.falling_away(work, programme)):
        for row in asked.consents_for(work.session, programme.code, purpose, receiver, work.today):
            lapsing.end(work, row, by=work.caller.subject)
    for kind, body, _ in list(dry_runs.mandates_falling_away(work, programme)):
        for mandate in asked.mandates_for(work.session, programme.code, kind, body, work.today):
            mandate.withdrawn_on, mandate.withdrawn_by = work.today, work.caller.subject
            settling.touch(work, mandate.family)


def _id_of(code: str) -> UUID:
    """The same id for a programme wherever it is put in force."""
    return uuid5(NAMESPACE_URL, f"samspil:programme:{code}")
