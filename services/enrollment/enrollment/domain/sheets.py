"""The sheets a code can be printed on, and what stands on them: what is public, and nothing about anybody. # S0-17

The code stands behind the `#` of the link, where browsers keep it to themselves: no server and no log sees it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from contracts.programmes import Programme, Words
from contracts.refusals import Refused

SHEETS = ("postcard", "letter")
# An invitation may come as either.
FORMS = {"postcard": {"postcard"}, "letter": {"letter"}, "invitation": {"postcard", "letter"}}
# Each under the name that its own readers give it.
LANGUAGES = {
    "da": "Dansk",
    "en": "English",
    "ar": "العربية",
    "uk": "Українська",
    "so": "Soomaali",
    "tr": "Türkçe",
}


def objection_to_printing(programme: Programme, *, area: str, sheet: str) -> Refused | None:
    """Why the programme, as it is now, does not hand out such a sheet."""
    if not any(sheet in FORMS.get(handed, ()) for handed in programme.information_phase.handed):
        return Refused(
            "sheet_not_handed", rule=programme.row_of("information_phase.handed"), field="sheet", sheet=sheet
        )
    return None if area in programme.areas else Refused("unknown_area", area=area)


def told(programme: Programme, *, area: str, sheet: str, language: str) -> Mapping[str, Any]:
    """What the sheet says of the programme, and in which language."""
    return {
        "sheet": sheet,
        "language": language,
        "programme": _named(programme.name, language),
        "area": _named(programme.areas[area].name, language),
        "organisation": _named(programme.organisations[programme.organisation].name, language),
        "meetings": list(programme.first_contact.wanted),
    }


def way_in(programme: Programme, *, code: str, last_day: date, public_url: str) -> Mapping[str, Any]:
    """How to make contact with the code: where to type it, and the link that brings it along."""
    address = f"{public_url.rstrip('/')}/{programme.code}"
    return {
        "code": code,
        "last_day": last_day.isoformat(),
        "address": address.partition("://")[2],
        "link": f"{address}#{code}",
    }


def _named(words: Words, language: str) -> str:
    # Names stand on doors and signs in Danish.
    return words.en if language == "en" else words.da
