"""What enrollment keeps. Each personal column says how long it is kept and who may read it.

Deliberately not here: a CPR number; in `informations` anything about who was informed, in `outreach` anything about who
was met, and in `guidances` anything about a concern.
"""

from enrollment.tables.bridges import Bridge, BridgeGuest, BridgeYes, HandoverApproval, HandoverNote
from enrollment.tables.common import Tables
from enrollment.tables.concerns import Guidance
from enrollment.tables.custody import Custody
from enrollment.tables.entry import Contact, Information
from enrollment.tables.families import Consent, Family, Member, Wish
from enrollment.tables.goodbyes import FollowUp, Goodbye
from enrollment.tables.introductions import Introduction
from enrollment.tables.mandates import Mandate, MandateUse, MandateYes
from enrollment.tables.needs import Match, Need, SupplementQuestion
from enrollment.tables.offers import Facet, Offer
from enrollment.tables.organisations import Organisation, Partner
from enrollment.tables.outreach import Outreach
from enrollment.tables.plans import Appointment, Effort, Goal, Plan, Success
from enrollment.tables.programmes import ProgrammeInForce
from enrollment.tables.sparring import Sparring
from enrollment.tables.tellings import Telling
from enrollment.tables.tracks import Participation, TrackSupply

metadata = Tables.metadata

__all__ = [
    "Appointment",
    "Bridge",
    "BridgeGuest",
    "BridgeYes",
    "Consent",
    "Contact",
    "Custody",
    "Effort",
    "Facet",
    "Family",
    "FollowUp",
    "Goal",
    "Goodbye",
    "Guidance",
    "HandoverApproval",
    "HandoverNote",
    "Information",
    "Introduction",
    "Mandate",
    "MandateUse",
    "MandateYes",
    "Match",
    "Member",
    "Need",
    "Offer",
    "Organisation",
    "Outreach",
    "Participation",
    "Partner",
    "Plan",
    "ProgrammeInForce",
    "Sparring",
    "Success",
    "SupplementQuestion",
    "Tables",
    "Telling",
    "TrackSupply",
    "Wish",
    "metadata",
]
