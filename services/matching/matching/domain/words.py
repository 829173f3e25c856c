"""What codes are called in Danish and in English, wherever a rule or a reason is said aloud.

A programme's own words are asked of the programme. Deliberately not here: whole sentences; those stand with the rules
(the refusal catalogue) and the reasons.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from contracts import languages as table
from contracts.programmes import Words

Said = Mapping[str, str]

LANGUAGES = ("da", "en")
STEPS: Mapping[str, Said] = {
    "references": {"da": "referencer", "en": "references"},
    "interview": {"da": "samtale", "en": "interview"},
    "approval_course": {"da": "godkendelseskursus", "en": "approval course"},
    "confidentiality": {"da": "tavshedserklæring", "en": "promise of confidentiality"},
    "children_certificate": {"da": "børneattest", "en": "children's certificate"},
}
SOME_STEPS: Said = {"da": "noget i godkendelsen", "en": "a part of the vetting"}
_DAYS = {
    "mon": ("mandag", "Monday"),
    "tue": ("tirsdag", "Tuesday"),
    "wed": ("onsdag", "Wednesday"),
    "thu": ("torsdag", "Thursday"),
    "fri": ("fredag", "Friday"),
    "sat": ("lørdag", "Saturday"),
    "sun": ("søndag", "Sunday"),
}
_PARTS = {"day": ("i dagtimerne", "daytime"), "evening": ("aften", "evening")}
#: Every time of the week there is, in its order.
SLOTS = tuple(f"{day}_{part}" for day in _DAYS for part in _PARTS)


def said(word: Words) -> Said:
    """The programme's words for something."""
    return {"da": word.da, "en": word.en}


def languages(codes: Iterable[str]) -> Said:
    """`arabisk, dansk`, `Arabic, Danish`."""
    return listed({language: table.called(code, language) for language in LANGUAGES} for code in sorted(codes))


def slots(codes: Iterable[str]) -> Said:
    """`tirsdag i dagtimerne, torsdag aften`, in the order of the week."""
    week = list(_DAYS)
    return listed(map(slot, sorted(codes, key=lambda code: (week.index(code.split("_")[0]), code))))


def slot(code: str) -> Said:
    """`tirsdag aften`, `Tuesday evening`."""
    day, part = code.split("_")
    da, en = zip(_DAYS[day], _PARTS[part], strict=True)
    return {"da": " ".join(da), "en": " ".join(en)}


def steps(codes: Iterable[str]) -> Said:
    """Steps of vetting, in the order they are given."""
    return listed(STEPS[code] for code in codes)


def of(words: Mapping[str, Words], codes: Iterable[str]) -> Said:
    """What the programme calls these codes; a code it no longer knows stays a code."""
    return listed(said(words[code]) if code in words else {"da": code, "en": code} for code in sorted(codes))


def listed(parts: Iterable[Said]) -> Said:
    """Several things said one after the other."""
    spoken = list(parts)
    return {language: ", ".join(part[language] for part in spoken) for language in LANGUAGES}


def days(number: str | int) -> Said:
    """`1 dag`, `12 days`; what is not a day yet is said so."""
    if int(number) == 0:
        return {"da": "under en dag", "en": "less than a day"}
    one = int(number) == 1
    return {"da": f"{number} {'dag' if one else 'dage'}", "en": f"{number} {'day' if one else 'days'}"}


def kilometres(metres: str | int) -> Said:
    """`3,4 km`, `3.4 km`, rounded up to whole hundreds of metres; nobody lives nearer than that."""
    tenths = -(-int(metres) // 100)
    whole, rest = divmod(tenths, 10)
    return {"da": f"{whole},{rest} km", "en": f"{whole}.{rest} km"}


def day(iso: str | int) -> Said:
    """`2.3.2026`, `2026-03-02`."""
    on = date.fromisoformat(str(iso))
    return {"da": f"{on.day}.{on.month}.{on.year}", "en": on.isoformat()}
