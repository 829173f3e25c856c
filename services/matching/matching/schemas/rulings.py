"""Rulings at the doors: closed words only."""

from contracts.fields import Strict, moment, slug, uuid, word, yes_no
from matching.domain.rulings import ALL_REASONS, OVERRIDING, WORDS

OVERRIDABLE = tuple(OVERRIDING)


class NewRuling(Strict):
    """What a coordinator says about a pair, and why, in one coarse word."""

    need = uuid()
    volunteer = uuid()
    rule = word(OVERRIDABLE, null=True, means="The rule that an `override` sets aside; nothing for the other words.")
    reason = word(ALL_REASONS)
    word = word(WORDS)  # last: from here on it is the field


class Ruling(NewRuling):
    """What a coordinator has said about a pair. It counts until it is lifted, and ends with its need."""

    id = uuid()
    programme = slug()
    made_at = moment()
    made_by = uuid()
    lifted_at = moment(null=True)
    lifted_by = uuid(null=True)


class Rulings(Strict):
    """Which rulings to list."""

    programme = slug(null=True)
    need = uuid(null=True)
    volunteer = uuid(null=True)
    standing = yes_no(default=True, means="Only those that count now.")
