"""Enrollment, put together from its doors in the order of the story: told, asked, enrolled, taking part."""

from enrollment import schemas
from enrollment.doors.bridges import Bridges
from enrollment.doors.concerns import Concerns
from enrollment.doors.consents import Consents
from enrollment.doors.efforts import Efforts
from enrollment.doors.eligibility import Eligibility
from enrollment.doors.entry import Entry
from enrollment.doors.families import Families
from enrollment.doors.goodbyes import Goodbyes
from enrollment.doors.handguides import Handguides
from enrollment.doors.hsds import Hsds
from enrollment.doors.imports import Imports
from enrollment.doors.informing import Informing
from enrollment.doors.introductions import Introductions
from enrollment.doors.mandates import Mandates
from enrollment.doors.members import Members
from enrollment.doors.needs import Needs
from enrollment.doors.offers import Offers
from enrollment.doors.organisations import Organisations
from enrollment.doors.plans import Plans
from enrollment.doors.printing import Printing
from enrollment.doors.programmes import Programmes
from enrollment.doors.sparring import Sparring


class Enrollment(
    Programmes,
    Handguides,
    Informing,
    Entry,
    Printing,
    Families,
    Members,
    Consents,
    Eligibility,
    Needs,
    Organisations,
    Offers,
    Hsds,
    Imports,
    Goodbyes,
    Plans,
    Efforts,
    Bridges,
    Mandates,
    Introductions,
    Sparring,
    Concerns,
):
    """Families join of their own wish: programmes in force, contacts, families, wishes, consents and needs."""

    name = "enrollment"
    settings = schemas.Settings
