"""Rulings: what a coordinator may say about one pair before a run, and for which reasons.

Only closed words: nothing about people is written down in passing. Deliberately not here: what a ruling does to a pair
(`rules`), and what becomes of a pin (the run).
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from contracts.refusals import Refused
from matching.domain.facts import Ruling
from matching.domain.rules import OVERRIDABLE

WORDS = ("pin", "forbid", "override")
#: Why two are to meet, or are not to.
REASONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "pin": ("know_each_other", "asked_for_each_other", "special_skill", "continuity"),
        "forbid": ("know_each_other", "family_wish", "volunteer_wish", "safety", "earlier_experience"),
    }
)
#: What makes it right to set a rule aside, by the rule; in the order in which the rules are offered.
OVERRIDING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "no_common_slot": ("time_agreed",),
        "no_common_language": ("interpreter_at_hand", "learning_the_language"),
        "too_far_apart": ("transport_agreed", "meets_online"),
        "tried_before": ("both_want_to_try_again", "circumstances_changed"),
    }
)
ALL_REASONS = tuple(
    dict.fromkeys(reason for reasons in (*REASONS.values(), *OVERRIDING.values()) for reason in reasons)
)
CONTRADICTS = {"pin": "forbid", "forbid": "pin"}


def check(word: str, rule: str | None, reason: str) -> None:
    """A ruling says what it is about, and gives a reason that belongs to it.

    Raises:
        Refused: `rule_not_overridable`, `rule_not_asked` or `reason_does_not_fit`.
    """
    if word == "override" and rule not in OVERRIDABLE:
        raise Refused("rule_not_overridable", field="rule", rules=", ".join(OVERRIDING))
    if word != "override" and rule is not None:
        raise Refused("rule_not_asked", field="rule")
    fitting = OVERRIDING[rule] if rule else REASONS[word]
    if reason not in fitting:
        raise Refused("reason_does_not_fit", field="reason", reasons=", ".join(fitting))


def check_beside(new: Ruling, standing: Iterable[Ruling]) -> None:
    """A ruling is said once and speaks against no other; a need is pinned to one volunteer at most.

    Raises:
        Refused: `ruled_already` or `ruling_contradicts`.
    """
    for other in standing:
        if other == new:
            raise Refused("ruled_already")
        same_pair = (other.need, other.volunteer) == (new.need, new.volunteer)
        two_pins = new.word == other.word == "pin" and other.need == new.need
        if two_pins or (same_pair and other.word == CONTRADICTS.get(new.word)):
            raise Refused("ruling_contradicts")
