"""What can be done in enrollment: load, ask the domain, change rows, tell. One file for each noun.

`settling`, `telling`, `reaching`, `facts` and `showing` hold what the nouns share.
"""

from enrollment.actions.addresses import address
from enrollment.actions.concerns import guide_concern
from enrollment.actions.consents import grant, lapse_consents, withdraw
from enrollment.actions.contacts import ask_for_contact, contact, waiting_contacts
from enrollment.actions.eligibility import tracks_for, tracks_for_anybody
from enrollment.actions.families import change_contact_details, enrol, leave
from enrollment.actions.forgetting import forget
from enrollment.actions.forwarding import put_forward
from enrollment.actions.handguides import all_handguides, follow
from enrollment.actions.hsds import (
    hsds_about,
    hsds_organization,
    hsds_organizations,
    hsds_service,
    hsds_services,
    topics,
)
from enrollment.actions.imports import already_enrolled, enrol_imported, terms_of_import
from enrollment.actions.informing import inform, information_counts, own_informations, revoke_code
from enrollment.actions.introductions import (
    ask_for_introduction,
    introductions_of,
    make_introduction,
    withdraw_introduction,
)
from enrollment.actions.matches import note_end_of_match, note_match
from enrollment.actions.needs import change_need, register_need, withdraw_need
from enrollment.actions.offers import (
    already_offered,
    change_offer,
    close_offer,
    find_offers,
    offer,
    offering,
    put_in_directory,
    register_offer,
)
from enrollment.actions.organisations import change_organisation, join, leave_directory, organisation
from enrollment.actions.outreach import all_outreach, count_outreach, take_back_outreach
from enrollment.actions.partners import admit_partner, partner, remove_partner
from enrollment.actions.printing import print_code, sheets_and_languages
from enrollment.actions.programmes import all_programmes, programme, put_in_force
from enrollment.actions.showing import family, overview
from enrollment.actions.sparring import (
    ask_for_sparring,
    close_sparring,
    requests_for_sparring,
    take_sparring,
    withdraw_sparring,
)
from enrollment.actions.supplements import answer_supplement_question, supplement_questions
from enrollment.actions.supply import look_at_supply, supplies
from enrollment.actions.tracks import choose_track, leave_track
from enrollment.actions.wishes import state_wish

__all__ = [
    "address",
    "admit_partner",
    "all_handguides",
    "all_outreach",
    "all_programmes",
    "already_enrolled",
    "already_offered",
    "answer_question",
    "answer_supplement_question",
    "ask_for_contact",
    "ask_for_introduction",
    "ask_for_sparring",
    "change_contact_details",
    "change_need",
    "change_offer",
    "change_organisation",
    "choose_track",
    "close_offer",
    "close_sparring",
    "contact",
    "count_outreach",
    "enrol",
    "enrol_imported",
    "family",
    "find_offers",
    "follow",
    "forget",
    "grant",
    "guide_concern",
    "hsds_about",
    "hsds_organization",
    "hsds_organizations",
    "hsds_service",
    "hsds_services",
    "inform",
    "information_counts",
    "introductions_of",
    "join",
    "lapse_consents",
    "leave",
    "leave_directory",
    "leave_track",
    "look_at_supply",
    "make_introduction",
    "note_end_of_match",
    "note_match",
    "offer",
    "offering",
    "organisation",
    "overview",
    "own_informations",
    "partner",
    "print_code",
    "programme",
    "put_forward",
    "put_in_directory",
    "put_in_force",
    "register_need",
    "register_offer",
    "remove_partner",
    "requests_for_sparring",
    "revoke_code",
    "sheets_and_languages",
    "state_wish",
    "supplement_questions",
    "supplies",
    "take_back_outreach",
    "take_sparring",
    "terms_of_import",
    "topics",
    "tracks_for",
    "tracks_for_anybody",
    "waiting_contacts",
    "withdraw",
    "withdraw_introduction",
    "withdraw_need",
    "withdraw_sparring",
]
