"""The figures: a name, the unit each is counted in, and what it is called.

Units are never mixed and never added up: three meetings of one family are three meetings and one family.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

UNITS = ("families", "needs", "matches", "meetings", "consents", "messages")


@dataclass(frozen=True)
class Figure:
    """One thing that is counted."""

    name: str
    unit: str
    da: str
    en: str

    def label(self, language: str) -> str:
        """What it is called in `da` or `en`."""
        return self.da if language == "da" else self.en


_ALL = (
    Figure("families_taking_part", "families", "Familier, der deltager", "Families taking part"),
    Figure("families_left", "families", "Familier, der er stoppet", "Families that have left"),
    Figure("needs_open", "needs", "Ønsker om en frivillig, der venter", "Wishes for a volunteer that wait"),
    # S1-03, S2-19: voluntary help is a supplement, so it is counted where it might become something else.
    Figure(
        "needs_beside_public_offer",
        "needs",
        "Ønsker om en frivillig, hvor et offentligt tilbud om det samme hører op",
        "Wishes for a volunteer where a public offer of the same topic ends",
    ),
    Figure("matches_running", "matches", "Forløb med en frivillig", "Matches with a volunteer"),
    Figure("matches_ended", "matches", "Afsluttede forløb", "Matches that have ended"),
    Figure("meetings_held", "meetings", "Møder, der er holdt", "Meetings held"),
    Figure("meetings_called_off", "meetings", "Aflyste møder", "Meetings called off"),
    Figure("consents_live", "consents", "Samtykker, der gælder", "Consents in force"),
    Figure("consents_withdrawn", "consents", "Samtykker, der er trukket tilbage", "Consents withdrawn"),
    Figure("messages_delivered", "messages", "Beskeder, der er sendt", "Messages delivered"),
)
FIGURES: Mapping[str, Figure] = MappingProxyType({figure.name: figure for figure in _ALL})
