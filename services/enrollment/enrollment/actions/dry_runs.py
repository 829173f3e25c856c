"""A dry run: what another version of a programme would mean, told before it is put in force. # S0-03

Nothing is written here; putting a version in force is `publishing`.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from chassis.work import Work
from contracts.programmes import Programme, ProgrammeError, digest_of, read_text, text_of
from contracts.refusals import Refused
from enrollment import queries
from enrollment.actions import facts, picturing, programmes, terms
from enrollment.domain import comparing, effects
from enrollment.domain.effects import Standing
from enrollment.domain.needs import RUNNING
from enrollment.queries import terms as asked
from enrollment.tables import Family

NAMED = 100  # families that are named; all are counted


def dry_run(work: Work, code: str, text: str | None) -> Mapping[str, Any]:
    """What this text would change if it were put in force now; without one, the text this release carries."""
    programmes.carried(work, code)
    text = text_of(code) if text is None else text
    becomes = terms.with_admitted(work.session, _read(code, text))
    row, was = queries.in_force(work.session, code), terms.terms_of(work.session, code)
    changes = comparing.changes(was, becomes) if row else ()
    named, affected = _families(work, was, becomes, {change.path.split(".")[0] for change in changes})
    return {
        "code": code,
        "version": becomes.version,
        "version_in_force": row.version if row else None,
        "seen": digest_of(text),
        "changes": changes,
        "families": {"count": affected, "some": named},
        "volunteers": asked.volunteers_in_matches(work.session, code, effects.kinds_touched(was, becomes)),
        "promises": {
            "rhythms": effects.rhythms_touched(was, becomes) if row else 0,
            "consents": sum(number for _, _, number in falling_away(work, becomes)),
            "mandates": sum(number for _, _, number in mandates_falling_away(work, becomes)),
        },
    }


def falling_away(work: Work, becomes: Programme) -> Iterator[tuple[str, str, int]]:
    """The (purpose, receiver) of live consents that a version would no longer ask for, with how many there are."""
    for (purpose, receiver), number in asked.live_consents(work.session, becomes.code, work.today).items():
        if effects.falls_away(becomes, purpose, receiver):
            yield purpose, receiver, number


def mandates_falling_away(work: Work, becomes: Programme) -> Iterator[tuple[str, str, int]]:
    """The (kind, body) of live mandates that a version would no longer have, with how many there are."""
    for (kind, body), number in asked.live_mandates(work.session, becomes.code, work.today).items():
        if effects.mandate_falls_away(becomes, kind, body):
            yield kind, body, number


def _read(code: str, text: str) -> Programme:
    try:
        return read_text(code, text)
    except ProgrammeError as wrong:
        key = wrong.key or "–"
        raise Refused("programme_faulty", field="text", line=wrong.line, key=key, reason=wrong.reason) from None


def _families(work: Work, was: Programme, becomes: Programme, touched: set[str]) -> tuple[list[Mapping[str, Any]], int]:
    named: list[Mapping[str, Any]] = []
    affected = 0
    if not touched & effects.FOR_FAMILIES:
        return named, affected
    for rows in asked.families_in_pages(work.session, was.code):
        standings = _standings(work, was, rows)
        for row, codes in zip(rows, effects.effects(was, becomes, standings, work.today), strict=True):
            affected += bool(codes)
            if codes and len(named) < NAMED:
                named.append({"id": row.id, "codes": codes})
    return named, affected


def _standings(work: Work, was: Programme, rows: Sequence[Family]) -> list[Standing]:
    states = facts.states(work.session, [need for row in rows for need in row.needs])
    return [
        Standing(
            family=facts.family(row),
            picture=picture,
            needs=tuple(need.kind for need in row.needs if states[need.id] in RUNNING),
            mandates=_mandates(row, work.today),
        )
        for row, picture in zip(rows, picturing.pictures(work, was, rows), strict=True)
    ]


def _mandates(row: Any, on: date) -> tuple[tuple[str, str], ...]:
    return tuple(
        (each.kind, each.body)
        for each in row.mandates
        if each.withdrawn_on is None and (each.expires_on is None or each.expires_on >= on)
    )
