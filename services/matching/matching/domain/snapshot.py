"""A fingerprint of everything a run decided on, so that its proposals can be checked again later.

The order in which facts were loaded does not show in it.
"""

import json
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any

from contracts.programmes import Programme
from matching.domain.facts import Need, Volunteer


def fingerprint(programme: Programme, needs: Iterable[Need], volunteers: Iterable[Volunteer], at: date) -> str:
    """The SHA-256 of the facts, as 64 hexadecimal letters."""
    facts = {
        "programme": [programme.code, programme.version],
        "at": at,
        "needs": sorted(needs, key=lambda need: need.id),
        "volunteers": sorted(volunteers, key=lambda volunteer: volunteer.id),
    }
    return sha256(json.dumps(facts, default=_plain, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Need | Volunteer):
        return vars(value)
    return sorted(map(str, value)) if isinstance(value, frozenset) else str(value)
