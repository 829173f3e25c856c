"""A pool from the service's own rows, in one snapshot of them: nothing that happens meanwhile is half seen.

Rows become facts, and facts are asked what they mean where everybody asks it (`gathering`). What many people say alike
is understood once. Deliberately not here: the queries (`rows`), and anything written.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from contracts.programmes import Programme
from matching.domain.facts import Consent, Exemption, Need, Outcome, Pause, Volunteer
from matching.domain.programmes import place_of
from matching.solving import columns, rows
from matching.solving.beside import beside, without_collecting
from matching.solving.columns import Frame
from matching.solving.gathering import Gathered, Gathering
from matching.solving.lines import LeftOut, NeedLine, RulingLine, VolunteerLine

By = Mapping[str, list[Any]]
Rows = Sequence[rows.Row]
Side = tuple[columns.Lines, tuple[LeftOut, ...]]
#: Fewer volunteers than this are understood before a second process has begun.
WORTH_A_PROCESS = 5_000


class Asked(NamedTuple):
    """The rows about needs."""

    needs: Rows
    consents: Rows


class Offered(NamedTuple):
    """The rows about volunteers."""

    volunteers: Rows
    about: Mapping[str, Rows]


def read(database_url: str, frame: Frame, organisations: Iterable[str]) -> Gathered:
    """The pool of a programme with the volunteers of these organisations, as the rows have it at one moment."""
    shared = sorted({frame.organisation, *organisations})
    with without_collecting():
        with snapshot(database_url) as connection:
            offered = _offered_rows(connection, frame.programme, shared)
            if len(offered.volunteers) < WORTH_A_PROCESS:
                sides = _asks(frame, _asked_rows(connection, frame.programme)), _offers(frame, offered)
            else:
                with beside(lambda: _offers(frame, offered)) as offers:
                    sides = _asks(frame, _asked_rows(connection, frame.programme)), offers()
            ruled = [RulingLine(*row) for row in rows.rulings(connection, frame.programme.code)]
        (asks, needs_out), (offers_said, volunteers_out) = sides
        pool = columns.pool(frame, asks, offers_said, ruled)
    return Gathered(pool=pool, left_out=(*needs_out, *volunteers_out))


def _asks(frame: Frame, asked: Asked) -> Side:
    gathering = Gathering(frame)
    return columns.turned(gathering.needs(_needs(asked, frame.programme)), NeedLine), gathering.all_left_out()


def _offers(frame: Frame, offered: Offered) -> Side:
    gathering = Gathering(frame)
    return columns.turned(gathering.volunteers(_volunteers(offered)), VolunteerLine), gathering.all_left_out()


def _asked_rows(connection: Connection, programme: Programme) -> Asked:
    purposes = sorted({kind.consent for kind in programme.needs.values()})
    return Asked(rows.needs(connection, programme.code), rows.consents(connection, programme.code, purposes))


def _offered_rows(connection: Connection, programme: Programme, organisations: Sequence[str]) -> Offered:
    who = connection, programme.code, organisations
    return Offered(rows.volunteers(*who), rows.about_volunteers(*who))


@contextmanager
def snapshot(database_url: str) -> Iterator[Connection]:
    """A connection that sees the database at one moment, and cannot write."""
    engine = create_engine(database_url, poolclass=NullPool)
    is_postgres = engine.dialect.name == "postgresql"
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True} if is_postgres else {}
    with engine.connect().execution_options(**options) as connection:
        if not is_postgres:
            # The driver begins no transaction for what only reads.
            connection.exec_driver_sql("PRAGMA query_only = ON")
            connection.exec_driver_sql("BEGIN")
        yield connection
        connection.rollback()


def _needs(asked: Asked, programme: Programme) -> Iterator[Need]:
    said = defaultdict(list)
    for family, person, purpose, granted, expires_on in asked.consents:
        said[family].append(Consent(person=person, purpose=purpose, granted=granted, expires_on=expires_on))
    words, places = _words(), cache(lambda area: place_of(programme, area) if area in programme.areas else (0, 0))
    for row in asked.needs:
        id, family, guardians, kind, area, topics, languages, slots, wishes, tracks, under_15, wanted_on, since = row
        east, north = places(area)
        yield Need(
            id=id,
            family=family,
            guardians=frozenset(map(_letters, words(guardians))),
            kind=kind,
            topics=words(topics),
            languages=words(languages),
            area=area,
            municipality="",
            slots=words(slots),
            under_15_until=under_15,
            wanted_on=wanted_on,
            consents=frozenset(said.get(family, ())),
            waiting_since=since,
            wishes=words(wishes),
            tracks=None if tracks in (None, "null") else words(tracks),
            east=east,
            north=north,
        )


def _volunteers(offered: Offered) -> Iterator[Volunteer]:
    about = _about(offered.about)
    words = _words()
    for row in offered.volunteers:
        id, organisation, born, area, capacity, east, north, reach_km, source, without_young, *said = row
        kinds, languages, slots, topics, meets, shares_with = map(words, said)
        yield Volunteer(
            id=id,
            kinds=kinds,
            born=born,
            languages=languages,
            area=area,
            municipality="",
            slots=slots,
            topics=topics,
            outcomes=tuple(about["outcomes"].get(id, ())),
            capacity=capacity,
            taken=len(about["taken"].get(id, ())),
            tried=frozenset(about["tried"].get(id, ())),
            organisation=organisation,
            shares_with=shares_with,
            meets=meets,
            without_young_children=without_young,
            excluded=frozenset(about["excluded"].get(id, ())),
            pauses=tuple(about["pauses"].get(id, ())),
            exemptions=tuple({each.step: each for each in about["exemptions"].get(id, ())}.values()),
            certificate_asked=about["certificates"].get(id, [None])[-1],
            source=source,
            reach_km=reach_km,
            east=east,
            north=north,
        )


def _about(found: Mapping[str, Iterable[rows.Row]]) -> dict[str, By]:
    """What is known of the volunteers besides, as facts, by volunteer."""
    facts: dict[str, Callable[..., Any]] = {
        "outcomes": cache(lambda step, passed, on: Outcome(step=step, passed=passed, on=on)),
        "exemptions": lambda step, until: Exemption(step=step, until=until),
        "certificates": _asked,
        "pauses": lambda begins, until: Pause(begins=begins, until=until),
    }
    return {name: _by_volunteer(each, facts.get(name, _itself)) for name, each in found.items()}


def _by_volunteer(found: Iterable[rows.Row], fact: Callable[..., Any]) -> By:
    by: dict[str, list[Any]] = defaultdict(list)
    for id, *known in found:
        by[id].append(fact(*known))
    return by


def _asked(on: date, answered_at: object) -> date | None:
    return None if answered_at else on


def _itself(value: Any) -> Any:
    return value


def _words() -> Callable[[str | None], frozenset[str]]:
    """Understands a list as it is stored; equal lists are understood once."""
    return cache(lambda stored: frozenset(json.loads(stored) or ()) if stored else frozenset())


def _letters(id: str) -> Any:
    """An id that is stored as text, as the letters that ids are read as."""
    return id.replace("-", "")
