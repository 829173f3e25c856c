"""What can be done in enrollment: load, ask the domain, change rows, tell. One file for each noun.

`settling`, `telling`, `reaching`, `facts` and `showing` hold what the nouns share.
"""

from enrollment.actions.addresses import address
from enrollment.actions.consents import grant, lapse_consents, withdraw
from enrollment.actions.contacts import ask_for_contact, contact
from enrollment.actions.eligibility import tracks_for, tracks_for_anybody
from enrollment.actions.families import change_contact_details, contribute, enrol, leave, say_fit
from enrollment.actions.forgetting import forget
from enrollment.actions.goodbyes import due_follow_ups, due_goodbyes, note_course, note_follow_up, note_goodbye
from enrollment.actions.homes import let_go_of_the_moved, move
from enrollment.actions.hsds import (
    hsds_about,
    hsds_organization,
    hsds_organizations,
    hsds_service,
    hsds_services,
    topics,
)
from enrollment.actions.imports import already_enrolled, enrol_imported, terms_of_import
from enrollment.actions.informing import inform, revoke_code
from enrollment.actions.matches import note_end_of_match, note_match
from enrollment.actions.members import add_member, change_custody, move_out
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
from enrollment.actions.partners import admit_partner, partner, remove_partner
from enrollment.actions.printing import print_code, sheets_and_languages
from enrollment.actions.programmes import all_programmes, programme, put_in_force
from enrollment.actions.showing import family, overview
from enrollment.actions.supplements import answer_supplement_question, supplement_questions
from enrollment.actions.supply import look_at_supply, supplies
from enrollment.actions.tracks import choose_track, leave_track
from enrollment.actions.wishes import state_wish

__all__ = [
    "add_member",
    "address",
    "admit_partner",
    "all_programmes",
    "already_enrolled",
    "already_offered",
    "answer_question",
    "answer_supplement_question",
    "ask_for_contact",
    "change_contact_details",
    "change_custody",
    "change_need",
    "change_offer",
    "change_organisation",
    "choose_track",
    "close_offer",
    "contact",
    "contribute",
    "due_follow_ups",
    "due_goodbyes",
    "enrol",
    "enrol_imported",
    "family",
    "find_offers",
    "forget",
    "grant",
    "hsds_about",
    "hsds_organization",
    "hsds_organizations",
    "hsds_service",
    "hsds_services",
    "inform",
    "join",
    "lapse_consents",
    "leave",
    "leave_directory",
    "leave_track",
    "let_go_of_the_moved",
    "look_at_supply",
    "move",
    "move_out",
    "note_course",
    "note_end_of_match",
    "note_follow_up",
    "note_goodbye",
    "note_match",
    "offer",
    "offering",
    "organisation",
    "overview",
    "partner",
    "print_code",
    "programme",
    "put_in_directory",
    "put_in_force",
    "register_need",
    "register_offer",
    "remove_partner",
    "revoke_code",
    "say_fit",
    "sheets_and_languages",
    "state_wish",
    "supplement_questions",
    "supplies",
    "terms_of_import",
    "topics",
    "tracks_for",
    "tracks_for_anybody",
    "withdraw",
    "withdraw_need",
]
