"""The hard rules: what must hold before a family and a volunteer are proposed to each other.

Each rule looks at one pair and answers None, or says what is in the way. The words for a code, and what would change
it, stand in the refusal catalogue. Deliberately not here: what makes one possible pair better than another (`fit`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from contracts.programmes import Programme
from contracts.refusals import Because, Refused, catalogue
from matching.domain import consent, vetting
from matching.domain.facts import Need, Volunteer


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A need and a volunteer, looked at under a programme at a date."""

    need: Need
    volunteer: Volunteer
    programme: Programme
    at: date


@dataclass(frozen=True, kw_only=True)
class Blocked:
    """A rule says no: its code, its source row if it has one, and the facts behind it."""

    code: str
    row: str | None = None
    because: Mapping[str, Because] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """Why not, in `da` or `en`."""
        return catalogue()[self.code].text(language, self.because)

    def would_change(self, language: str) -> str:
        """What would change it, in `da` or `en`."""
        return catalogue()[self.code].remedy(language, self.because)

    def refused(self) -> Refused:
        """The same no to somebody who asks for this very pair."""
        return Refused(self.code, rule=self.row, field=None, **self.because)


Rule = Callable[[Pair], Blocked | None]


def objections(pair: Pair) -> tuple[Blocked, ...]:
    """Everything that is in the way of a pair; empty when it may be proposed."""
    return tuple(blocked for rule in RULES if (blocked := rule(pair)))


def is_possible(pair: Pair) -> bool:
    """Whether nothing is in the way of a pair."""
    return not any(rule(pair) for rule in RULES)


def kind_is_offered(pair: Pair) -> Blocked | None:
    """The volunteer is of a kind that can answer the need."""
    kind = pair.programme.needs[pair.need.kind]
    if pair.volunteer.kinds & set(kind.volunteers):
        return None
    row = pair.programme.row_of(f"needs.{pair.need.kind}.volunteers")
    return Blocked(code="kind_not_offered", row=row, because={"kinds": _listed(kind.volunteers)})


def consent_is_live(pair: Pair) -> Blocked | None:
    """The family itself still wishes it."""  # S0-17
    if consent.is_live(pair.programme, pair.need, pair.at):
        return None
    kind = pair.need.kind
    purpose = pair.programme.needs[kind].consent
    return Blocked(
        code="consent_not_live", row=pair.programme.row_of(f"needs.{kind}.consent"), because={"purpose": purpose}
    )


def not_of_the_family(pair: Pair) -> Blocked | None:
    """Somebody may be both guardian and volunteer, but not for the same family."""  # S0-01
    return Blocked(code="own_family", row="S0-01") if pair.volunteer.id in pair.need.guardians else None


def vetting_is_valid(pair: Pair) -> Blocked | None:
    """Every step is passed that this kind of volunteer, or the age of this family's children, asks for."""
    young_child = pair.need.has_child_under_15(pair.at)
    steps = vetting.missing(pair.programme, pair.volunteer, pair.at, young_child=young_child)
    if not steps:
        return None
    return Blocked(
        code="vetting_missing", row=pair.programme.row_of("vetting.steps"), because={"steps": _listed(steps)}
    )


def language_is_shared(pair: Pair) -> Blocked | None:
    """They can talk with each other."""
    if pair.need.languages & pair.volunteer.languages:
        return None
    return Blocked(code="no_common_language", because={"languages": _listed(pair.need.languages)})


def lives_near(pair: Pair) -> Blocked | None:
    """They live in the same area, or at least in the same municipality."""  # S0-19
    need, volunteer = pair.need, pair.volunteer
    if need.area == volunteer.area or need.municipality == volunteer.municipality:
        return None
    return Blocked(code="too_far_apart", row="S0-19", because={"municipality": need.municipality})


def time_is_shared(pair: Pair) -> Blocked | None:
    """There is a time of the week that suits both."""
    if pair.need.slots & pair.volunteer.slots:
        return None
    return Blocked(code="no_common_slot", because={"slots": _listed(pair.need.slots)})


def room_is_left(pair: Pair) -> Blocked | None:
    """The volunteer has offered to meet one family more."""
    if pair.volunteer.room:
        return None
    return Blocked(code="no_room_left", because={"capacity": pair.volunteer.capacity})


def not_tried_before(pair: Pair) -> Blocked | None:
    """Nobody is asked again about what was declined or has ended."""
    return Blocked(code="tried_before") if pair.need.id in pair.volunteer.tried else None


# What is quickly looked up comes first: most pairs of a large run share no time or no language.
RULES: tuple[Rule, ...] = (
    time_is_shared,
    language_is_shared,
    room_is_left,
    lives_near,
    kind_is_offered,
    not_of_the_family,
    not_tried_before,
    consent_is_live,
    vetting_is_valid,
)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
