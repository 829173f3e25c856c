"""The rows of a synthetic Denmark, as the service keeps them: needs, consents, volunteers and how vetting went.

Whatever a rule works out at a date is turned back into facts from which it follows. Deliberately not here: how people
are drawn (`denmark`).
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column, Connection, Table, create_engine

from contracts.programmes import Programme, load
from matching.domain.certificates import CERTIFICATE
from matching.domain.words import SLOTS
from matching.solving.pool import Pool
from matching.tables import Consent, Exclusion, Need, Pause, VettingOutcome, Volunteer, metadata
from tests.bench.denmark import AT, land

NOW = datetime(AT.year, AT.month, AT.day, 8, tzinfo=UTC)
PORTION = 20_000
ALWAYS = date(2099, 1, 1)
#: The youngest are born on this day, and everybody within these days before it.
YOUNGEST, BORN_WITHIN = date(2006, 5, 5), 20_000
Rows = Iterator[dict[str, Any]]


def programme(pool: Pool) -> Programme:
    """The programme of the pool, in the areas of the country."""
    known = load()[pool.programme]
    [area, *_] = known.areas.values()
    places = zip(land().codes, land().points, strict=True)
    return replace(known, areas={code: replace(area, point=point) for code, point in places})


def settle_in(url: str, pool: Pool) -> None:
    """Write the people of a pool into an empty database."""
    engine = create_engine(url)
    metadata.create_all(engine)
    with engine.begin() as connection:
        for table, rows in (
            (Need, _needs(pool)),
            (Consent, _consents(pool)),
            (Volunteer, _volunteers(pool)),
            (VettingOutcome, _outcomes(pool)),
            (Pause, _pauses(pool)),
            (Exclusion, _exclusions(pool)),
        ):
            _write(connection, table, rows)
    engine.dispose()


def _write(connection: Connection, table: Any, rows: Rows) -> None:
    write = _insert if connection.dialect.name == "sqlite" else _copy
    while some := list(islice(rows, PORTION)):
        write(connection, table.__table__, some)


def _insert(connection: Connection, table: Table, some: Sequence[dict[str, Any]]) -> None:
    connection.execute(table.insert(), some)


def _copy(connection: Connection, table: Table, some: Sequence[dict[str, Any]]) -> None:
    """As PostgreSQL takes in many rows in a fraction of the time."""
    names = list(some[0])
    lines = ["\t".join(_copied(table.c[name], row[name]) for name in names) for row in some]
    with closing(connection.connection.cursor()) as cursor:
        cursor.copy_expert(f"COPY {table.name} ({', '.join(names)}) FROM STDIN", StringIO("\n".join(lines)))


def _copied(column: Column[Any], value: Any) -> str:
    if isinstance(column.type, JSON):
        return json.dumps(value)
    return "\\N" if value is None else str(value)


def _needs(pool: Pool) -> Rows:
    needs = pool.needs
    for row, id in enumerate(_uuids(needs.ids)):
        yield {
            "id": id,
            "registered_at": NOW,
            "programme": pool.programme,
            "family_id": _uuids(needs.families[row : row + 1])[0],
            "guardians": [str(_guardian(id))],
            "kind": pool.vocabularies["kinds"][needs.kind[row]],
            "topics": _words(pool, "topics", needs.topics[row]),
            "languages": _words(pool, "languages", needs.languages[row]),
            "area": pool.vocabularies["areas"][needs.area[row]],
            "municipality": "0101",
            "slots": _words(pool, "slots", needs.slots[row]),
            "under_15_until": ALWAYS if needs.meets_young[row] else None,
            "wanted_on": AT - timedelta(days=int(needs.waited[row])),
            "wishes": _words(pool, "wishes", needs.wishes[row]),
            "tracks": None if needs.track_is_open[row] else [],
            "version": 1,
        }


def _consents(pool: Pool) -> Rows:
    needs = load()[pool.programme].needs
    for row, (id, family) in enumerate(zip(_uuids(pool.needs.ids), _uuids(pool.needs.families), strict=True)):
        yield {
            "id": _other(id, 1),
            "family_id": family,
            "person": _guardian(id),
            "purpose": needs[pool.vocabularies["kinds"][pool.needs.kind[row]]].consent,
            "granted": bool(pool.needs.consented[row]),
            "expires_on": None,
            "sequence": 1,
        }


def _volunteers(pool: Pool) -> Rows:
    people = pool.volunteers
    for row, id in enumerate(_uuids(people.ids)):
        yield {
            "id": id,
            "organisation": pool.organisation,
            "programme": pool.programme,
            "name": "Somebody",
            "email": f"{id.hex}@samspil.example",
            "born": YOUNGEST - timedelta(days=row * 7919 % BORN_WITHIN),
            "east": int(people.east[row]),
            "north": int(people.north[row]),
            "reach_km": int(people.reach[row]) // 1000,
            "languages": _words(pool, "languages", people.languages[row]),
            "kinds": _words(pool, "kinds", people.kinds[row]),
            "contributions": [],
            "topics": _words(pool, "topics", people.topics[row]),
            "slots": _words(pool, "slots", people.slots[row]),
            "area": pool.vocabularies["areas"][people.area[row]],
            "municipality": "0101",
            "capacity": int(people.room[row]),
            "meets": _words(pool, "wishes", people.meets[row]),
            "without_young_children": bool(people.without_young[row]),
            "source": None if people.source[row] < 0 else pool.vocabularies["sources"][people.source[row]],
            "shares_with": [],
            "told_apart_from": [],
            "registered_at": NOW,
            "version": 1,
        }


def _outcomes(pool: Pool) -> Rows:
    """Every step passed on a day of the last years; the certificate soon to be renewed, or never taken."""
    people, steps = pool.volunteers, load()[pool.programme].vetting.steps
    for row, id in enumerate(_uuids(people.ids)):
        for number, step in enumerate(steps, 1):
            if not people.vetted_for_young[row] and step == (CERTIFICATE if people.vetted[row] else steps[0]):
                continue
            days = 30 + (row * 7 + number) % (880 + 4 * number)
            if step == CERTIFICATE and not people.stays_vetted[row]:
                days = 3 * 365 - 30
            yield {
                "id": _other(id, number),
                "volunteer_id": id,
                "number": number,
                "step": step,
                "passed": True,
                "happened_on": AT - timedelta(days=days),
                "recorded_by": id,
                "recorded_at": NOW,
            }


def _pauses(pool: Pool) -> Rows:
    for row, id in enumerate(_uuids(pool.volunteers.ids)):
        if pool.volunteers.is_away[row]:
            yield {"id": id, "volunteer_id": id, "begins": AT, "until": None, "recorded_at": NOW}


def _exclusions(pool: Pool) -> Rows:
    families, volunteers = _uuids(pool.needs.families), _uuids(pool.volunteers.ids)
    excluded = pool.named["excluded"]
    for number, (need, row) in enumerate(zip(excluded.need.tolist(), excluded.volunteer.tolist(), strict=True)):
        yield {
            "id": UUID(int=number),
            "organisation": pool.organisation,
            "volunteer_id": volunteers[row],
            "family_id": families[need],
            "side": "volunteer",
            "recorded_by": volunteers[row],
            "recorded_at": NOW,
        }


def _words(pool: Pool, name: str, mask: Sequence[int]) -> list[str]:
    words = SLOTS if name == "slots" else pool.vocabularies[name]
    return [word for place, word in enumerate(words) if int(mask[0]) >> place & 1]


def _uuids(ids: Any) -> list[UUID]:
    return [UUID(id.decode()) for id in ids.tolist()]


def _guardian(id: UUID) -> UUID:
    return _other(id, 7)


def _other(id: UUID, number: int) -> UUID:
    return UUID(int=id.int ^ number)
