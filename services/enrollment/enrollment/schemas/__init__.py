"""What the doors of enrollment take and give. Field for field: what is not named is refused, and not told.

Deliberately not here: rules. Whether a word is one of the programme's is the domain's to say.
"""

from enrollment.schemas.concerns import Guidance, Worried
from enrollment.schemas.consents import Consent, LookUp, NewConsent, NewWish, Overview
from enrollment.schemas.contacts import Address, Contact, ContactWithName, NewContact, WaitingContact
from enrollment.schemas.eligibility import (
    Aged,
    AtADate,
    ChosenTrack,
    Eligibility,
    Objection,
    Somebody,
    Supplies,
    TrackAsked,
    TrackSupply,
    TrackTaken,
)
from enrollment.schemas.families import ContactDetails, Family, Leaving, Member, Missing, NewFamily, NewMember
from enrollment.schemas.handguides import Case, Handguides, WhatToDo
from enrollment.schemas.hsds import (
    HsdsAbout,
    HsdsOrganization,
    HsdsOrganizations,
    HsdsPaging,
    HsdsSearch,
    HsdsService,
    HsdsServices,
)
from enrollment.schemas.imports import ImportAnswer, ImportedAsk, ImportFault, NewImport
from enrollment.schemas.informing import (
    Information,
    InformationCounts,
    NewInformation,
    NewOutreach,
    Outreach,
    OwnInformation,
    PutForward,
)
from enrollment.schemas.introductions import Introduction, NewIntroduction
from enrollment.schemas.needs import (
    ChangedNeed,
    Need,
    NewNeed,
    PublicOffer,
    RegisteredNeed,
    SupplementAnswer,
    SupplementQuestion,
)
from enrollment.schemas.offers import NewOffer, Offer, OfferSearch, Topics
from enrollment.schemas.organisations import NewOrganisation, Organisation, Partner
from enrollment.schemas.printing import NewPrint, SheetLanguage, Sheets
from enrollment.schemas.programmes import Area, ConsentAsked, InForce, NeedKind, Programme, Programmes, Words
from enrollment.schemas.settings import Settings
from enrollment.schemas.sparring import NewSparring, Sparring

__all__ = [
    "Address",
    "Aged",
    "Area",
    "AtADate",
    "Case",
    "ChangedNeed",
    "ChosenTrack",
    "Consent",
    "ConsentAsked",
    "Contact",
    "ContactDetails",
    "ContactWithName",
    "Eligibility",
    "Family",
    "Guidance",
    "Handguides",
    "HsdsAbout",
    "HsdsOrganization",
    "HsdsOrganizations",
    "HsdsPaging",
    "HsdsSearch",
    "HsdsService",
    "HsdsServices",
    "ImportAnswer",
    "ImportFault",
    "ImportedAsk",
    "InForce",
    "Information",
    "InformationCounts",
    "Introduction",
    "Leaving",
    "LookUp",
    "Member",
    "Missing",
    "Need",
    "NeedKind",
    "NewConsent",
    "NewContact",
    "NewFamily",
    "NewImport",
    "NewInformation",
    "NewIntroduction",
    "NewMember",
    "NewNeed",
    "NewOffer",
    "NewOrganisation",
    "NewOutreach",
    "NewPrint",
    "NewSparring",
    "NewWish",
    "Objection",
    "Offer",
    "OfferSearch",
    "Organisation",
    "Outreach",
    "Overview",
    "OwnInformation",
    "Partner",
    "Programme",
    "Programmes",
    "PublicOffer",
    "PutForward",
    "RegisteredNeed",
    "Settings",
    "SheetLanguage",
    "Sheets",
    "Somebody",
    "Sparring",
    "SupplementAnswer",
    "SupplementQuestion",
    "Supplies",
    "Topics",
    "TrackAsked",
    "TrackSupply",
    "TrackTaken",
    "WaitingContact",
    "WhatToDo",
    "Words",
    "Worried",
]
