"""The answer to everybody who would like to put a family forward: no, and what to do instead. # S0-18

There is no condition here on purpose: no role, programme or urgency makes a referral possible.
"""

from contracts.programmes import Programme
from contracts.refusals import Refused
from enrollment.domain.contacts import row_of_own_wish


def refusal(programme: Programme, about: str) -> Refused:
    """The no, under the programme's own row, with its ways in and its handguide as the programme words them."""
    guides = (guide.name for guide in programme.handguides.values() if guide.about == about)  # S1-05
    ways = [*programme.contact_routes.values(), *guides]
    return Refused(
        "no_referrals",
        rule=row_of_own_wish(programme),
        routes={
            "da": " ".join(words.da for words in ways).rstrip("."),
            "en": " ".join(words.en for words in ways).rstrip("."),
        },
    )
