"""A file of offers: one row an offer, each known by its reference in the file."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from chassis.work import Work
from contracts.refusals import Refused
from enrollment import actions
from enrollment.importing import cells
from enrollment.importing.cells import words
from enrollment.importing.checking import Cells, as_they_stand
from enrollment.importing.columns import Column
from enrollment.importing.rows import Fault, Group
from enrollment.schemas import NewOffer

KINDS = {
    "aktivitet": "activity",
    "klub": "club",
    "kursus": "course",
    "rådgivning": "counselling",
    "en_til_en": "one_to_one",
    "mødested": "meeting_place",
    "andet": "other",
}
PRICES = {"gratis": "free", "billig": "cheap", "billigt": "cheap"}

COLUMNS: Mapping[str, Column] = {
    "offer": Column(da="tilbud", en="offer", needed=True),
    "names.da": Column(da="navn", en="name in danish", needed=True),
    "names.en": Column(da="navn på engelsk", en="name", needed=True),
    "descriptions.da": Column(da="beskrivelse", en="description in danish", needed=True),
    "descriptions.en": Column(da="beskrivelse på engelsk", en="description", needed=True),
    "kind": Column(da="slags", en="kind", needed=True, read=words(KINDS)),
    "topics": Column(da="emner", en="topics", needed=True, read=cells.several),
    "languages": Column(da="sprog", en="languages", needed=True, read=cells.several),
    "price": Column(da="pris", en="price", needed=True, read=words(PRICES)),
    "ages_from": Column(da="alder fra", en="ages from", read=cells.number),
    "ages_to": Column(da="alder til", en="ages to", read=cells.number),
    "nationwide": Column(da="hele landet", en="nationwide", read=cells.yes_no),
    "municipalities": Column(da="kommuner", en="municipalities", read=cells.municipalities_in),
    "areas": Column(da="områder", en="areas", read=cells.several),
    "when.da": Column(da="hvornår", en="when in danish"),
    "when.en": Column(da="hvornår på engelsk", en="when"),
    "slots": Column(da="tider", en="slots", read=cells.several),
    "place": Column(da="sted", en="place"),
    "postcode": Column(da="postnummer", en="postcode", read=cells.postcode),
    "accessibility.da": Column(da="tilgængelighed", en="accessibility in danish"),
    "accessibility.en": Column(da="tilgængelighed på engelsk", en="accessibility"),
    "email": Column(da="e-mail", en="email"),
    "phone": Column(da="telefon", en="phone"),
    "url": Column(da="hjemmeside", en="url"),
    "valid_from": Column(da="gælder fra", en="valid from", read=cells.day),
    "valid_to": Column(da="gælder til", en="valid to", read=cells.day),
}


class Offers:
    """How a file of offers is understood and entered: as the offers of the caller's own organisation."""

    columns = COLUMNS
    tie = "offer"
    given: Mapping[str, str] = {}

    def __init__(self) -> None:
        self._told, self._cells = NewOffer(), Cells(COLUMNS, self.tie, {})

    def owner(self, work: Work) -> str:
        """Whose offers they become."""
        return actions.offering(work).slug

    def read(self, group: Group, owner: str) -> None:
        """Understand one row, by the schema of the request."""
        as_they_stand(group, self.tie)
        for row in group.rows[1:]:
            group.refuse(Fault(row.number, self.tie, "reference_twice"))
        group.id = uuid5(NAMESPACE_URL, f"samspil:{owner}:offers:imported:{group.reference}")
        told = self._cells.checked(group, self._told, _offer(group.rows[0].texts))
        group.told = None if group.faults else told

    def known(self, work: Work, ids: Collection[UUID]) -> Collection[UUID]:
        """Which of these have been entered before."""
        return actions.already_offered(work, ids)

    def terms(self, work: Work) -> Any:
        """The organisation that offers."""
        return actions.offering(work)

    def enter(self, work: Work, terms: Any, group: Group) -> Any:
        """Put one offer to the rules and into the directory."""
        return actions.put_in_directory(work, terms, group.id, group.told)

    def keep(self, work: Work, _fit: Sequence[Any], /) -> None:
        """Write the offers that may come in; the session has them already."""
        work.session.flush()

    def blame(self, group: Group, refused: Refused) -> Fault:
        """Where in the file a rule's no belongs."""
        return self._cells.blame(group, refused)


def _offer(texts: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name, said in texts.items():
        field, _, language = name.partition(".")
        read = COLUMNS[name].read(said)
        if language:
            told.setdefault(field, {})[language] = read
        elif name != Offers.tie:
            told[field] = read
    return told
