"""Whom to look for, in a sentence: a volunteer nobody has yet, and the families that would unlock.

Deliberately not here: how that is found out (`matching.solving.gaps`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.programmes import Programme
from matching.domain import words

TOPIC: words.Said = {"da": "Emne for de fleste", "en": "A topic for most of them"}
SOURCE: words.Said = {"da": "Søg først her", "en": "Look here first"}


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A profile of a volunteer, and the waiting families it would make possible."""

    kind: str
    area: str
    language: str
    slot: str
    families: int
    waited_long: int
    volunteers_needed: int
    #: What more than half of the families would like to talk about, and where to look; None where nothing is known.
    topic: str | None = None
    source: str | None = None

    def text(self, programme: Programme) -> Mapping[str, str]:
        """The sentence in Danish and English."""
        said = {"da": self._in_danish(programme), "en": self._in_english(programme)}
        return {language: sentence + self._hints(programme, language) for language, sentence in said.items()}

    def _in_danish(self, programme: Programme) -> str:
        kind, area, language, slot = (said["da"] for said in self._said(programme))
        who = f"Én frivillig ({_small(kind)}), der taler {language} og har tid {slot} i {area}, "
        whom = "1 familie" if self.families == 1 else f"{self.families} familier"
        return f"{who}gør et match muligt for {whom}{self._long_in_danish(programme)}. {self._places_in_danish()}"

    def _long_in_danish(self, programme: Programme) -> str:
        days = programme.matching.long_wait_days
        if not self.waited_long:
            return ""
        if self.families == 1:
            return f", som har ventet i over {days} dage"
        which = "som alle" if self.waited_long == self.families else f"hvoraf {self.waited_long}"
        return f", {which} har ventet i over {days} dage"

    def _places_in_danish(self) -> str:
        if self.volunteers_needed == 1:
            return "Én plads er nok."
        return f"Der skal {self.volunteers_needed} sådanne pladser til, for at alle kan få et match."

    def _in_english(self, programme: Programme) -> str:
        kind, area, language, slot = (said["en"] for said in self._said(programme))
        who = f"One {language}-speaking {_small(kind)} free {slot} in {area} unlocks "
        whom = "1 family" if self.families == 1 else f"{self.families} families"
        return f"{who}{whom}{self._long_in_english(programme)}. {self._places_in_english()}"

    def _long_in_english(self, programme: Programme) -> str:
        days = programme.matching.long_wait_days
        if not self.waited_long:
            return ""
        if self.families == 1:
            return f", which has waited over {days} days"
        many = "all" if self.waited_long == self.families else str(self.waited_long)
        verb = "has" if self.waited_long == 1 else "have"
        return f", {many} of whom {verb} waited over {days} days"

    def _places_in_english(self) -> str:
        if self.volunteers_needed == 1:
            return "One place is enough."
        return f"It takes {self.volunteers_needed} such places until all are helped."

    def _hints(self, programme: Programme, language: str) -> str:
        """What to talk about and where to look, as far as is known."""
        hints = (
            (TOPIC, self.topic, programme.topics),
            (SOURCE, self.source, programme.recruiting_sources),
        )
        return "".join(
            f" {said[language]}: {words.of(known, [code])[language]}." for said, code, known in hints if code
        )

    def _said(self, programme: Programme) -> tuple[words.Said, ...]:
        kinds = {code: kind.name for code, kind in programme.volunteer_kinds.items()}
        areas = {code: area.name for code, area in programme.areas.items()}
        return (
            words.of(kinds, [self.kind]),
            words.of(areas, [self.area]),
            words.languages([self.language]),
            words.slot(self.slot),
        )


def _small(phrase: str) -> str:
    """The same words inside a sentence; an abbreviation stays as it is."""
    return phrase if phrase[:2].isupper() else phrase[:1].lower() + phrase[1:]
