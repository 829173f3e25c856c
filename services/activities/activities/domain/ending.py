"""Whether a match is over, seen from what others have told. Told in any order, the answer is the same."""

from dataclasses import dataclass
from datetime import datetime

CONSENT_WITHDRAWN, FAMILY_LEFT, MATCH_ENDED = "consent_withdrawn", "family_left", "match_ended"
ACTIVITY_ENDED = "activity_ended"
# The reasons that follow from facts; every other reason for calling off is somebody's own.
FROM_FACTS = frozenset({CONSENT_WITHDRAWN, FAMILY_LEFT, MATCH_ENDED, ACTIVITY_ENDED})


@dataclass(frozen=True, kw_only=True)
class Told:
    """What has been told about a match and its family, each with the moment it happened."""

    matched_at: datetime | None
    ended_at: datetime | None = None
    ended_reason: str | None = None
    family_left_at: datetime | None = None
    consent_withdrawn_at: datetime | None = None


def why_over(told: Told) -> str | None:
    """Why no more meetings belong to this match; None while it runs.

    Consent and family count from the moment they are told, before matching has drawn its conclusion: withdrawal takes
    effect at once. What happened before the match says nothing about it.
    """
    if told.ended_reason == CONSENT_WITHDRAWN or _since(told.consent_withdrawn_at, told.matched_at):
        return CONSENT_WITHDRAWN
    if told.ended_reason == FAMILY_LEFT or _since(told.family_left_at, told.matched_at):
        return FAMILY_LEFT
    return MATCH_ENDED if told.ended_at else None


def _since(happened_at: datetime | None, matched_at: datetime | None) -> bool:
    return happened_at is not None and matched_at is not None and happened_at >= matched_at
