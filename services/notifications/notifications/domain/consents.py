"""Whether somebody has said that they do not want to be written to.

Only a first sieve, so that messages are cancelled at once and visibly: who may be written to is asked of the address's
owner each time, at the moment of sending.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from notifications.domain.words import OF_A_FAMILY


@dataclass(frozen=True, kw_only=True)
class Consent:
    """What has been told about one consent to messages; a withdrawal is final."""

    granted: bool
    withdrawn: bool


def refuses(role: str, consents: Iterable[Consent]) -> bool:
    """Some consent was withdrawn and none is left. A volunteer's agreement is matching's to know."""
    known = list(consents)
    live = any(consent.granted and not consent.withdrawn for consent in known)
    return role in OF_A_FAMILY and not live and any(consent.withdrawn for consent in known)
