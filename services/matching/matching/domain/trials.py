"""Small groups that try a trade with a role model from a firm: who can sit in which, and when one starts. # S3-11

Which groups are best is found in a process beside (`matching.solving.groups`). Deliberately not here: clubs (`groups`).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from contracts.programmes import Programme
from contracts.refusals import Refused
from matching.domain import words
from matching.domain.rules import Pair, is_possible
from matching.domain.worth import fit

STATES = ("waiting", "started", "cannot_start")
CHANGES: Mapping[str, Mapping[str, str]] = {
    "place": {
        "da": "Rollemodellen tager én mere med.",
        "en": "The role model takes one more along.",
    },
    "people": {
        "da": "Der kommer {number} mere, som kan på samme tid og vil prøve det samme.",
        "en": "{number} more come who are free at the same time and wish to try the same.",
    },
    "role_model": {
        "da": "Der kommer én rollemodel mere, som kan det samme på samme tid, og {number} unge mere, der vil med.",
        "en": "One more role model comes who can do the same at the same time, and {number} more young people.",
    },
    "none": {
        "da": "Der kommer en rollemodel, som den unge kan mødes med; her står, hvad der er i vejen for den nærmeste.",
        "en": "A role model comes whom the young person can meet; here is what is in the way of the nearest.",
    },
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """What would give somebody without a group a place, nobody else losing theirs."""

    code: str
    number: int = 0

    def text(self, language: str) -> str:
        """The change in `da` or `en`."""
        return CHANGES[self.code][language].format(number=self.number)


def kind_of_groups(programme: Programme, kind: str) -> Refused | None:
    """Why needs of this kind are not met in groups."""
    if kind not in programme.needs:
        return Refused("not_in_the_programme", field="kind", word=kind)
    if programme.needs[kind].group.at_most == 1:
        return Refused("not_in_groups", rule=programme.row_of(f"needs.{kind}.group.at_most"), field="kind")
    return None


def seats(pair: Pair, taken: Collection[str]) -> Iterator[tuple[str, str, int]]:
    """Each time and topic at which the two could be in a group, and how well they fit; `taken` are times in use."""
    if is_possible(pair):
        for slot in sorted((pair.need.slots & pair.volunteer.slots) - set(taken)):
            for topic in sorted(pair.need.topics & pair.volunteer.topics):
                yield slot, topic, fit(pair.need, pair.volunteer)


def state(at_least: int, proposals: Collection[str]) -> str:
    """Whether enough have said yes, still can, or no longer can. What has ended well has still started."""
    begun = sum(each in ("matched", "ended") for each in proposals)
    if begun >= at_least:
        return "started"
    return "waiting" if begun + sum(each == "open" for each in proposals) >= at_least else "cannot_start"


def in_words(programme: Programme, *, slot: str, topic: str) -> Mapping[str, str]:
    """`Arbejde, tirsdag aften`: what a group is about and when."""
    return words.listed([words.of(programme.topics, [topic]), words.slot(slot)])
