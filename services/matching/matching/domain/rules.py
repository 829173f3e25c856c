"""The hard rules: what must hold before a family and a volunteer are proposed to each other.

Each rule looks at one pair and answers None, or says what is in the way. Deliberately not here: the words for a code
and what would change it (`blocking`), what makes one possible pair better than another (`worth`), and the same rules
for whole columns at a time (`matching.solving.pairs`), which tests hold to these.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from contracts.programmes import Programme
from matching.domain import consent, vetting
from matching.domain.blocking import Blocked, blocked, listed
from matching.domain.facts import Need, Ruling, Volunteer, is_shown_to
from matching.domain.places import metres_between

KILOMETRE = 1000
#: What a coordinator may set aside for one pair. Never vetting, consent, family, exclusions, prerequisites, pauses,
#: capacity, or what a volunteer would rather not.
OVERRIDABLE = frozenset({"no_common_slot", "no_common_language", "too_far_apart", "tried_before"})


#: Nothing to suggest a change of: nobody is told that one of them asked for it, or who has not agreed to be shared.
UNCHANGEABLE = frozenset({"own_family", "excluded", "not_shared"})


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A need and a volunteer, looked at under a programme at a date, by the organisation that asks if one does."""

    need: Need
    volunteer: Volunteer
    programme: Programme
    at: date
    organisation: str = ""
    rulings: frozenset[Ruling] = frozenset()

    def ruled(self, word: str) -> frozenset[str | None]:
        """The rules that a coordinator has named for this very pair with this word."""
        mine = (self.need.id, self.volunteer.id, word)
        return frozenset(each.rule for each in self.rulings if (each.need, each.volunteer, each.word) == mine)


Rule = Callable[[Pair], Blocked | None]


def objections(pair: Pair) -> tuple[Blocked, ...]:
    """Everything that is in the way of a pair, in the order of the codes; empty when it may be proposed."""
    set_aside = overridden(pair)
    return tuple(blocked for code, rule in RULES.items() if code not in set_aside and (blocked := rule(pair)))


def is_possible(pair: Pair) -> bool:
    """Whether nothing is in the way of a pair."""
    set_aside = overridden(pair)
    return not any(rule(pair) for code, rule in RULES.items() if code not in set_aside)


def overridden(pair: Pair) -> frozenset[str | None]:
    """The rules that do not count for this pair because a coordinator has said so."""
    return pair.ruled("override") & OVERRIDABLE


def time_is_shared(pair: Pair) -> Blocked | None:
    """There is a time of the week that suits both."""
    return None if pair.need.slots & pair.volunteer.slots else _no(pair, "no_common_slot", slots=pair.need.slots)


def language_is_shared(pair: Pair) -> Blocked | None:
    """They can talk with each other."""
    if pair.need.languages & pair.volunteer.languages:
        return None
    return _no(pair, "no_common_language", languages=pair.need.languages)


def room_is_left(pair: Pair) -> Blocked | None:
    """The volunteer has offered to meet one family more."""
    return None if pair.volunteer.room else _no(pair, "no_room_left", capacity=pair.volunteer.capacity)


def lives_near(pair: Pair) -> Blocked | None:
    """They live in the same area, or no further apart than the volunteer goes."""  # S0-19
    reach, metres = pair.volunteer.reach_km, metres_apart(pair)
    if metres <= reach * KILOMETRE:
        return None
    return _no(pair, "too_far_apart", km=-(-metres // KILOMETRE), reach=reach)


def metres_apart(pair: Pair) -> int:
    """How far the volunteer has to go; nothing within one area."""
    need, volunteer = pair.need, pair.volunteer
    if need.area == volunteer.area:
        return 0
    return metres_between((need.east, need.north), (volunteer.east, volunteer.north))


def kind_is_offered(pair: Pair) -> Blocked | None:
    """The volunteer is of a kind that can answer the need."""
    kinds = pair.programme.needs[pair.need.kind].volunteers
    return None if pair.volunteer.kinds & set(kinds) else _no(pair, "kind_not_offered", kinds=kinds)


def not_of_the_family(pair: Pair) -> Blocked | None:
    """Somebody may be both guardian and volunteer, but not for the same family."""  # S0-01
    return _no(pair, "own_family") if pair.volunteer.id in pair.need.guardians else None


def not_tried_before(pair: Pair) -> Blocked | None:
    """Nobody is asked again about what was declined or has ended."""
    return _no(pair, "tried_before") if pair.need.id in pair.volunteer.tried else None


def not_excluded(pair: Pair) -> Blocked | None:
    """Neither has said that they are not to meet; who said it, and why, is told to nobody."""  # S0-17
    return _no(pair, "excluded") if pair.need.family in pair.volunteer.excluded else None


def not_on_pause(pair: Pair) -> Blocked | None:
    """A volunteer who has asked for a pause is not asked."""
    return _no(pair, "on_pause") if pair.volunteer.is_away(pair.at) else None


def is_shared(pair: Pair) -> Blocked | None:
    """The volunteer belongs to the organisation that asks, or has said yes to being shared with it."""
    volunteer = pair.volunteer
    if is_shown_to(pair.organisation, volunteer.organisation, volunteer.shares_with):
        return None
    return _no(pair, "not_shared", organisation=pair.organisation)


def young_children_are_welcome(pair: Pair) -> Blocked | None:
    """A volunteer who would rather not meet children under 15 is not asked to."""
    meets_young = pair.need.has_child_under_15(pair.at)
    return _no(pair, "rather_not_young_children") if meets_young and pair.volunteer.without_young_children else None


def not_forbidden(pair: Pair) -> Blocked | None:
    """No coordinator has said that these two are not to be proposed."""  # S0-22
    return _no(pair, "forbidden") if pair.ruled("forbid") else None


def track_is_open(pair: Pair) -> Blocked | None:
    """The family has come to the tracks that come first; what enrollment does not say it has made sure of itself."""
    earlier = set(pair.programme.tracks[pair.programme.needs[pair.need.kind].track].after)
    if pair.need.tracks is None or earlier <= pair.need.tracks:
        return None
    return _no(pair, "track_not_open", tracks=earlier - pair.need.tracks)


def consent_is_live(pair: Pair) -> Blocked | None:
    """The family itself still wishes it."""  # S0-17
    purpose = pair.programme.needs[pair.need.kind].consent
    return (
        None if consent.is_live(pair.programme, pair.need, pair.at) else _no(pair, "consent_not_live", purpose=purpose)
    )


def vetting_is_valid(pair: Pair) -> Blocked | None:
    """Every step is passed that the kind of volunteer for this need, or the age of this family's children, asks for."""
    steps = vetting.missing_with(pair.programme, pair.volunteer, pair.need, pair.at)
    return _no(pair, "vetting_missing", steps=steps) if steps else None


def _no(pair: Pair, code: str, **figures: str | int | Collection[str]) -> Blocked:
    plain = {name: figure if isinstance(figure, str | int) else listed(figure) for name, figure in figures.items()}
    return blocked(pair.programme, pair.need.kind, code, plain)


# What is quickly looked up comes first: most pairs of a large run share no time or no language.
RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "no_common_slot": time_is_shared,
        "no_common_language": language_is_shared,
        "no_room_left": room_is_left,
        "too_far_apart": lives_near,
        "kind_not_offered": kind_is_offered,
        "own_family": not_of_the_family,
        "tried_before": not_tried_before,
        "excluded": not_excluded,
        "on_pause": not_on_pause,
        "not_shared": is_shared,
        "rather_not_young_children": young_children_are_welcome,
        "forbidden": not_forbidden,
        "track_not_open": track_is_open,
        "consent_not_live": consent_is_live,
        "vetting_missing": vetting_is_valid,
    }
)
#: Every rule by its code; a rule's place here is its bit wherever rules are kept as bits.
CODES = tuple(RULES)
