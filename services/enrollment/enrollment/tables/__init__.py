"""What enrollment keeps. Each personal column says how long it is kept and who may read it.

Deliberately not here: a CPR number; in `informations` anything about who was informed, in `outreach` anything about who
was met, and in `guidances` anything about a concern.
"""

from enrollment.tables.common import Tables
from enrollment.tables.concerns import Guidance
from enrollment.tables.entry import Contact, Information
from enrollment.tables.families import Consent, Family, Member, Wish
from enrollment.tables.introductions import Introduction
from enrollment.tables.needs import Match, Need, SupplementQuestion
from enrollment.tables.offers import Facet, Offer
from enrollment.tables.organisations import Organisation, Partner
from enrollment.tables.outreach import Outreach
from enrollment.tables.programmes import ProgrammeInForce
from enrollment.tables.sparring import Sparring
from enrollment.tables.tracks import Participation, TrackSupply

metadata = Tables.metadata

__all__ = [
    "Consent",
    "Contact",
    "Facet",
    "Family",
    "Guidance",
    "Information",
    "Introduction",
    "Match",
    "Member",
    "Need",
    "Offer",
    "Organisation",
    "Outreach",
    "Participation",
    "Partner",
    "ProgrammeInForce",
    "Sparring",
    "SupplementQuestion",
    "Tables",
    "TrackSupply",
    "Wish",
    "metadata",
]
