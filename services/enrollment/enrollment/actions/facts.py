"""From rows to the plain values that the domain is asked with."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy.orm import Session, object_session

from contracts.programmes import Programme
from enrollment import queries, tables
from enrollment.actions import terms
from enrollment.domain import bridges
from enrollment.domain.codes import Code
from enrollment.domain.consents import Consent
from enrollment.domain.days import danish_day
from enrollment.domain.families import Answer, Family, Kind, Member
from enrollment.domain.needs import Match, State, state


def programme_of(row: tables.Family) -> Programme:
    """The programme a family is enrolled in, by the terms in force."""
    session = object_session(row)
    if session is None:
        raise TypeError("a family without a session has no programme in force")
    return terms.terms_of(session, row.programme)


def family(row: tables.Family) -> Family:
    """What the rules need to know of a family; a picture of this moment, which later changes leave alone."""
    custody: dict[UUID, set[UUID]] = defaultdict(set)
    for each in row.custodies:
        custody[each.child].add(each.guardian)
    return Family(
        members=tuple(member(each, frozenset(custody[each.person])) for each in present(row)),
        wishes={each.person: Answer(each.wish) for each in row.wishes if each.replaced_at is None},
        consents=tuple(consent(each) for each in row.consents),
        fits=row.fits,
        moved_out=row.must_end_by is not None,
    )


def present(row: tables.Family) -> list[tables.Member]:
    """The people of a family without those who have moved out of it."""
    return [each for each in row.members if each.gone_at is None]


def member(row: tables.Member, custody: frozenset[UUID] = frozenset()) -> Member:
    """One person."""
    return Member(person=row.person, kind=Kind(row.kind), born=row.born, custody=custody)


def consent(row: tables.Consent) -> Consent:
    """One consent."""
    return Consent(
        id=row.id,
        person=row.person,
        purpose=row.purpose,
        receiver=row.receiver,
        categories=frozenset(row.categories),
        granted_by=row.granted_by,
        granted_on=danish_day(row.granted_at),
        expires_on=row.expires_on,
        withdrawn_on=danish_day(row.withdrawn_at) if row.withdrawn_at else None,
        withdrawn_by=row.withdrawn_by,
    )


def code(row: tables.Information) -> Code | None:
    """The code that was handed out, if one was."""
    if row.expires_on is None:
        return None
    return Code(expires_on=row.expires_on, used=row.used_at is not None, revoked=row.revoked_at is not None)


def states(session: Session, rows: Collection[tables.Need]) -> Mapping[UUID, State]:
    """Where each need stands."""
    heard: dict[UUID, list[Match]] = defaultdict(list)
    for each in queries.matches_of(session, [row.id for row in rows]):
        heard[each.need].append(Match(begun=each.matched_at is not None, ended_because=each.ended_because))
    return {row.id: state(withdrawn=row.withdrawn_at is not None, matches=heard[row.id]) for row in rows}


def bridge_state(row: tables.Bridge) -> bridges.State:
    """Where a bridge stands."""
    return bridges.state(
        withdrawn=row.withdrawn_at is not None,
        agreed=row.agreed_at is not None,
        crossed=row.crossed_on is not None,
        landed=row.landed,
    )
