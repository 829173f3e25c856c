"""By which terms a programme is run: those that were put in force, whatever a newer release carries. # S0-03

Deliberately not here: putting them in force (`programmes`), and what that would change (`dry_runs`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from contracts.programmes import Programme, load, read_kept
from enrollment import queries
from enrollment.queries import terms as asked
from enrollment.tables import ProgrammeInForce

# Within one transaction a programme does not change, but by the transaction's own hand.
READ = "terms"
#: Texts kept read: every programme in force, and those before them while replicas change over.
KEPT = 32


def terms_of(session: Session, code: str) -> Programme:
    """The programme as it is in force, with the partners admitted since; `KeyError` if nobody knows it. # S1-02"""
    read: dict[str, Programme] = session.info.setdefault(READ, {})
    if code not in read:
        row, admitted = asked.standing(session, code)
        read[code] = _joined_by(_terms(row, code), admitted) if row else with_admitted(session, _terms(row, code))
    return read[code]


def written_terms(session: Session, code: str) -> Programme:
    """The programme as it was put in force; if it never was, as this release carries it. `KeyError` as above."""
    return _terms(queries.in_force(session, code), code)


def all_terms(session: Session) -> Mapping[str, Programme]:
    """Every programme known here, each as it is in force."""
    return {code: terms_of(session, code) for code in load()}


def changed(session: Session, code: str) -> None:
    """Read a programme again: other terms have just been put in force, or other partners admitted."""
    session.info.get(READ, {}).pop(code, None)


def with_admitted(session: Session, programme: Programme) -> Programme:
    """The programme with the partners admitted since it was written: whom a consent may name as well. # S1-02"""
    return _joined_by(
        programme, [each.organisation for each in queries.partnerships(session, programme=programme.code)]
    )


def _joined_by(programme: Programme, admitted: Iterable[str]) -> Programme:
    later = tuple(each for each in admitted if each not in programme.partners)
    return replace(programme, partners=(*programme.partners, *later)) if later else programme


def _terms(row: ProgrammeInForce | None, code: str) -> Programme:
    """The programme in the words of a row. They are long: those read before by the same digest are not fetched."""
    if row is None:
        return load()[code]
    known = _KNOWN.get((code, row.digest)) if row.digest else None
    return known or _read_now(row, code)


def _read_now(row: ProgrammeInForce, code: str) -> Programme:
    if row.terms is None:
        return load()[code]
    programme = read_kept(code, row.terms)
    if len(_KNOWN) >= KEPT:
        _KNOWN.clear()
    _KNOWN[code, row.digest] = programme
    return programme


_KNOWN: dict[tuple[str, str | None], Programme] = {}
