"""By which terms a programme is run: those that were put in force, whatever a newer release carries. # S0-03

Deliberately not here: putting them in force (`programmes`), and what that would change (`dry_runs`).
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from sqlalchemy.orm import Session

from contracts.programmes import Programme, load, read_text
from enrollment import queries
from enrollment.tables import ProgrammeInForce

# Within one transaction a programme does not change, but by the transaction's own hand.
READ = "terms"
#: Texts kept read: every programme in force, and those before them while replicas change over.
KEPT = 32


def terms_of(session: Session, code: str) -> Programme:
    """The programme as it is in force, with the partners admitted since; `KeyError` if nobody knows it. # S1-02"""
    read: dict[str, Programme] = session.info.setdefault(READ, {})
    if code not in read:
        read[code] = with_admitted(session, written_terms(session, code))
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
    admitted = tuple(each.organisation for each in queries.partnerships(session, programme=programme.code))
    later = tuple(each for each in admitted if each not in programme.partners)
    return replace(programme, partners=(*programme.partners, *later)) if later else programme


def _terms(row: ProgrammeInForce | None, code: str) -> Programme:
    return load()[code] if row is None or row.terms is None else _read(code, row.terms)


_read = lru_cache(maxsize=KEPT)(read_text)
