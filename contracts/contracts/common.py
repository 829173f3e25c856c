"""The closed words and payloads that more than one service uses.

Deliberately not here: words a programme chooses for itself, such as kinds of need or meeting; those are slugs.
"""

from contracts.fields import Strict, slug

ROLES = (
    "family",
    "volunteer",
    "coordinator",
    "matcher",
    "professional",
    "evaluator",
    "funder",
    "organisation_admin",
    "operator",
    "service",
)
# `referral` can never be one of them. # S0-18
CONTACT_ROUTES = (
    "postcard",
    "joint_meeting",
    "own_contact",
    "partner_invites",
    "outreach",
    "selected_after_dialogue",
)
FIRST_MEETINGS = ("joint_meeting", "home_visit")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS_OF_DAY = ("day", "evening", "night")
SLOTS = tuple(f"{day}_{part}" for day in DAYS for part in ("day", "evening"))


class Heartbeat(Strict):
    """A service lives and its events come through."""

    service = slug(means="The service that sends the sign of life.")


class ErasureReceipted(Strict):
    """A service no longer holds anything about the person."""

    service = slug(means="The service that has erased.")
