"""Why a pair was proposed, in figures, and the words for them in Danish and English.

What is kept with a proposal are the codes and the figures; the words are found when it is read. Deliberately not here:
why not (`rules`, with its words in the refusal catalogue).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from contracts.programmes import Programme
from matching.domain import words
from matching.domain.blocking import listed
from matching.domain.rules import RULES, Pair, metres_apart, overridden
from matching.domain.worth import stays_vetted

Figure = str | int
Figures = Mapping[str, Figure]

WORDS: Mapping[str, words.Said] = {
    "pinned": {
        "da": "Koordinatoren har holdt de to sammen.",
        "en": "The coordinator has kept the two together.",
    },
    "set_aside": {
        "da": "Koordinatoren har set bort fra: {rules}.",
        "en": "The coordinator has set aside: {rules}.",
    },
    "stays_vetted": {
        "da": "Den frivilliges godkendelse holder mindst til {until}.",
        "en": "The volunteer's vetting holds at least until {until}.",
    },
    "vetting_runs_out": {
        "da": "Den frivilliges godkendelse skal fornyes senest {until}.",
        "en": "The volunteer's vetting is to be renewed by {until}.",
    },
    "waited": {"da": "Familien har ventet i {days}.", "en": "The family has waited for {days}."},
    "waited_long": {
        "da": "Familien har ventet i {days}; efter {ceiling} går alle lige.",
        "en": "The family has waited for {days}; after {ceiling} everybody counts alike.",
    },
    "wishes_met": {
        "da": "Familiens ønsker, som den frivillige opfylder ({number}): {wishes}.",
        "en": "Wishes of the family that the volunteer answers ({number}): {wishes}.",
    },
    "to_ask_about": {
        "da": "Familiens ønsker at spørge den frivillige om ({number}): {wishes}.",
        "en": "Wishes of the family to ask the volunteer about ({number}): {wishes}.",
    },
    "common_topics": {"da": "Fælles emner ({number}): {topics}.", "en": "Topics in common ({number}): {topics}."},
    "common_slots": {
        "da": "Tidspunkter, der passer begge ({number}): {slots}.",
        "en": "Times that suit both ({number}): {slots}.",
    },
    "common_languages": {"da": "Fælles sprog: {languages}.", "en": "Languages in common: {languages}."},
    "same_area": {"da": "De bor i samme område: {area}.", "en": "They live in the same area: {area}."},
    "distance": {"da": "Der er {metres} mellem dem.", "en": "They live {metres} apart."},
    "room": {
        "da": "Den frivillige har plads til {left} af {capacity} familier.",
        "en": "The volunteer has room for {left} of {capacity} families.",
    },
}
RULE_WORDS: Mapping[str, words.Said] = {
    "no_common_slot": {"da": "at intet tidspunkt passer begge", "en": "that no time suits both"},
    "no_common_language": {"da": "at de intet sprog har til fælles", "en": "that they have no language in common"},
    "too_far_apart": {"da": "afstanden mellem dem", "en": "the distance between them"},
    "tried_before": {"da": "at de er foreslået før", "en": "that they have been proposed before"},
}


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One thing that speaks for a pair, or that is good to know about it."""

    code: str
    figures: Figures

    def text(self, language: str, programme: Programme | None = None) -> str:
        """The reason in `da` or `en`, in the programme's own words if it is known which."""
        said = _said_of(programme)
        filled = {
            name: said[name](figure)[language] if name in said else figure for name, figure in self.figures.items()
        }
        return WORDS[self.code][language].format(**filled)


def reasons(pair: Pair) -> tuple[Reason, ...]:
    """Everything that speaks for a possible pair, the weightiest first."""
    return tuple(
        Reason(code=code, figures=figures) for code, figures in (*_ruled(pair), *_weighed(pair), *_common(pair))
    )


def _ruled(pair: Pair) -> Iterator[tuple[str, Figures]]:
    if pair.ruled("pin"):
        yield "pinned", {}
    if rules := [code for code in overridden(pair) if code and RULES[code](pair)]:
        yield "set_aside", {"rules": listed(rules)}


def _weighed(pair: Pair) -> Iterator[tuple[str, Figures]]:
    """Safety and waiting."""
    ahead = pair.at + timedelta(days=max(pair.programme.vetting.warn_days))
    holds = stays_vetted(pair.programme, pair.volunteer, pair.at)
    yield "stays_vetted" if holds else "vetting_runs_out", {"until": ahead.isoformat()}
    days, ceiling = pair.need.waited(pair.at), pair.programme.matching.ceiling_days
    yield ("waited_long", {"days": days, "ceiling": ceiling}) if days > ceiling else ("waited", {"days": days})


def _common(pair: Pair) -> Iterator[tuple[str, Figures]]:
    """Fit and nearness, and what nobody can see from here."""
    need, volunteer = pair.need, pair.volunteer
    yield from _counted("wishes_met", wishes=need.wishes & volunteer.meets)
    yield from _counted("common_topics", topics=need.topics & volunteer.topics)
    yield from _counted("common_slots", slots=need.slots & volunteer.slots)
    yield from _counted("common_languages", languages=need.languages & volunteer.languages)
    metres = metres_apart(pair)
    near = need.area == volunteer.area
    yield ("same_area", {"area": need.area}) if near else ("distance", {"metres": metres})
    yield "room", {"left": volunteer.room, "capacity": volunteer.capacity}
    yield from _counted("to_ask_about", wishes=need.wishes - volunteer.meets)


def _counted(code: str, **found: frozenset[str]) -> Iterator[tuple[str, Figures]]:
    [(name, codes)] = found.items()
    if codes:
        yield code, {"number": len(codes), name: listed(codes)}


def _said_of(programme: Programme | None) -> Mapping[str, Callable[[Figure], words.Said]]:
    """How each figure is said; a plain number is said as it stands."""
    topics = programme.topics if programme else {}
    wishes = programme.volunteer_wishes if programme else {}
    areas = programme.areas if programme else {}
    return {
        "days": words.days,
        "ceiling": words.days,
        "metres": words.kilometres,
        "until": words.day,
        "rules": _codes(lambda codes: words.listed(RULE_WORDS[code] for code in codes)),
        "slots": _codes(words.slots),
        "languages": _codes(words.languages),
        "topics": _codes(partial(words.of, topics)),
        "wishes": _codes(partial(words.of, wishes)),
        "area": _codes(lambda codes: words.of({code: areas[code].name for code in codes if code in areas}, codes)),
    }


def _codes(say: Callable[[Iterable[str]], words.Said]) -> Callable[[Figure], words.Said]:
    return lambda figure: say(str(figure).split(", "))
