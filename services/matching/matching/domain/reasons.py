"""Why a pair was proposed, in figures, and the words for them in Danish and English.

What is kept with a proposal are the codes and the figures; the words are found when it is read. Deliberately not here:
why not (`rules`, with its words in the refusal catalogue).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from matching.domain.facts import Need, Volunteer

Figure = str | int

WORDS: Mapping[str, tuple[str, str]] = {
    "waited": ("Familien har ventet i {days} dage.", "The family has waited for {days} days."),
    "same_area": ("De bor i samme boligområde: {area}.", "They live in the same housing area: {area}."),
    "same_municipality": (
        "De bor i samme kommune: {municipality}.",
        "They live in the same municipality: {municipality}.",
    ),
    "common_languages": ("Fælles sprog: {languages}.", "Languages in common: {languages}."),
    "common_slots": ("Tidspunkter, der passer begge ({number}): {slots}.", "Times that suit both ({number}): {slots}."),
    "common_topics": ("Fælles emner ({number}): {topics}.", "Topics in common ({number}): {topics}."),
    "room": (
        "Den frivillige har plads til {left} af {capacity} familier.",
        "The volunteer has room for {left} of {capacity} families.",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One thing that speaks for a pair."""

    code: str
    figures: Mapping[str, Figure]

    def text(self, language: str) -> str:
        """The reason in `da` or `en`."""
        return WORDS[self.code][language != "da"].format(**self.figures)


def reasons(need: Need, volunteer: Volunteer, at: date) -> tuple[Reason, ...]:
    """Everything that speaks for a possible pair, the weightiest first."""
    topics = need.topics & volunteer.topics
    near = need.area == volunteer.area
    return (
        _reason("waited", days=need.waited(at)),
        _reason("same_area", area=need.area) if near else _reason("same_municipality", municipality=need.municipality),
        *([_counted("common_topics", topics=topics)] if topics else []),
        _counted("common_slots", slots=need.slots & volunteer.slots),
        _reason("common_languages", languages=_listed(need.languages & volunteer.languages)),
        _reason("room", left=volunteer.room, capacity=volunteer.capacity),
    )


def _reason(code: str, **figures: Figure) -> Reason:
    return Reason(code=code, figures=figures)


def _counted(code: str, **words: frozenset[str]) -> Reason:
    [(name, found)] = words.items()
    return Reason(code=code, figures={"number": len(found), name: _listed(found)})


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
