"""What a volunteer's certificate says: who, for whom, as what, since when, how much, and which courses.

Nothing of families stands on it and nothing of vetting, the approval course included. Deliberately not here: its words.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from contracts.programmes import Programme, Words
from matching.domain.trainings import APPROVAL

LANGUAGES = ("da", "en")


def told(programme: Programme, *, organisation: str, kinds: Collection[str], language: str) -> Mapping[str, Any]:
    """What the certificate says of the programme and of what the volunteer was in it."""
    named = [programme.volunteer_kinds[kind].name for kind in sorted(kinds) if kind in programme.volunteer_kinds]
    return {
        "language": language,
        "programme": _said(programme.name, language),
        "organisation": _said(programme.organisations[organisation].name, language),
        "kinds": [_said(name, language) for name in named],
    }


def course(programme: Programme, code: str, *, on: date, hours: int, language: str) -> Mapping[str, Any] | None:
    """A course as it is listed, under the programme's own name if it has one; None for what is a step of vetting."""
    if code == APPROVAL:
        return None
    name = _said(programme.courses[code].name, language) if code in programme.courses else None
    return {"course": code, "name": name, "hours": hours, "on": on.isoformat()}


def _said(words: Words, language: str) -> str:
    return words.en if language == "en" else words.da
