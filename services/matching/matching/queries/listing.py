"""Looking through volunteers by what they offer and where they stand. # S0-22"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import compress
from typing import Any

from sqlalchemy import String, and_, cast, func, or_, select
from sqlalchemy.orm import Session

from matching.queries.pauses import is_away
from matching.tables import Volunteer


def page(
    session: Session, organisation: str, wanted: Any, at: date, sought: Mapping[str, str | None]
) -> Sequence[tuple[Volunteer, str]]:
    """A page of the volunteers an organisation may see on a day, each with the state; `sought` narrows it down."""
    states = _states(at)
    query = select(Volunteer, *states.values()).where(_is_seen_by(organisation))
    query = query.where(Volunteer.id > wanted.after) if wanted.after else query
    conditions = {
        "programme": lambda code: Volunteer.programme == code,
        "area": lambda code: Volunteer.area == code,
        "kind": lambda word: has_word(Volunteer.kinds, word),
        "language": lambda code: has_word(Volunteer.languages, code),
        "slot": lambda word: has_word(Volunteer.slots, word),
        "state": lambda word: states[word],
    }
    query = query.where(*[conditions[name](word) for name, word in sought.items() if word is not None])
    found = session.execute(query.order_by(Volunteer.id).limit(wanted.limit + 1))
    return [(row, next(compress(states, holds))) for row, *holds in found]


def approved_per_kind(session: Session) -> dict[tuple[str, str], int]:
    """How many volunteers may be matched, by programme and kind; who offers two kinds counts for both."""
    said = cast(Volunteer.kinds, String)
    query = select(Volunteer.programme, said, func.count()).where(Volunteer.approved_until.is_not(None))
    found: Counter[tuple[str, str]] = Counter()
    for programme, kinds, count in session.execute(query.group_by(Volunteer.programme, said)):
        found.update(dict.fromkeys(((programme, kind) for kind in json.loads(kinds)), count))
    return dict(found)


def _states(at: date) -> dict[str, Any]:
    """The condition of each state; exactly one holds."""
    is_here, away = Volunteer.left_at.is_(None), is_away(at)
    approved = and_(Volunteer.approved_until.is_not(None), Volunteer.approved_until >= at)
    return {
        "approved": and_(is_here, ~away, approved),
        "vetting": and_(is_here, ~away, ~approved),
        "paused": and_(is_here, away),
        "left": ~is_here,
    }


def _is_seen_by(organisation: str) -> Any:
    return or_(Volunteer.organisation == organisation, has_word(Volunteer.shares_with, organisation))


def has_word(column: Any, word: str) -> Any:
    """The condition that a list in a column has a word."""
    # A list of words is kept as JSON text on both databases, each word between quotation marks.
    return cast(column, String).contains(f'"{word}"', autoescape=True)
