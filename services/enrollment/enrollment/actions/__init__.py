"""What can be done in enrollment: load, ask the domain, change rows, tell. One file for each noun.

`settling`, `telling`, `reaching`, `facts` and `showing` hold what the nouns share.
"""

from enrollment.actions.addresses import address
from enrollment.actions.bridges import (
    agree,
    bridges_of,
    bridges_to_ask_about,
    cross,
    land,
    open_bridge,
    withdraw_bridge,
)
from enrollment.actions.coming import upcoming
from enrollment.actions.concerns import guide_concern
from enrollment.actions.consents import grant, lapse_consents, withdraw
from enrollment.actions.contacts import ask_for_contact, contact, take_back_contact, waiting_contacts
from enrollment.actions.dry_runs import dry_run
from enrollment.actions.efforts import (
    add_effort,
    answer_effort,
    appoint,
    call_off_appointment,
    change_effort,
    move_appointment,
    show_effort,
    take_out_effort,
)
from enrollment.actions.eligibility import tracks_for, tracks_for_anybody
from enrollment.actions.families import change_contact_details, contribute, enrol, leave, say_fit
from enrollment.actions.forgetting import forget
from enrollment.actions.forwarding import put_forward
from enrollment.actions.goals import (
    add_goal,
    answer_goal,
    change_goal,
    order_goals,
    reach_goal,
    show_goal,
    take_out_goal,
)
from enrollment.actions.goodbyes import due_follow_ups, due_goodbyes, note_course, note_follow_up, note_goodbye
from enrollment.actions.guides import answer_guide, end_guiding, name_guide
from enrollment.actions.handguides import all_handguides, follow
from enrollment.actions.handovers import approve_note, note, write_note
from enrollment.actions.homes import let_go_of_the_moved, move
from enrollment.actions.hsds import (
    hsds_about,
    hsds_organization,
    hsds_organizations,
    hsds_service,
    hsds_services,
    topics,
)
from enrollment.actions.imports import already_enrolled, enrol_imported, keep_imported, terms_of_import
from enrollment.actions.informing import inform, information_counts, own_informations, revoke_code
from enrollment.actions.introductions import (
    ask_for_introduction,
    introductions_of,
    make_introduction,
    withdraw_introduction,
)
from enrollment.actions.mandates import give_mandate, join_mandate, mandates_of, use_mandate, withdraw_mandate
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
from enrollment.actions.outreach import all_outreach, count_outreach, take_back_outreach
from enrollment.actions.partners import admit_partner, partner, remove_partner
from enrollment.actions.plans import plan
from enrollment.actions.printing import print_code, sheets_and_languages
from enrollment.actions.programmes import all_programmes, programme
from enrollment.actions.publishing import put_in_force
from enrollment.actions.showing import family, overview
from enrollment.actions.sparring import (
    ask_for_sparring,
    close_sparring,
    requests_for_sparring,
    take_sparring,
    withdraw_sparring,
)
from enrollment.actions.successes import keep_success, take_out_success
from enrollment.actions.supplements import answer_supplement_question, supplement_questions
from enrollment.actions.supply import look_at_supply, supplies
from enrollment.actions.tracks import choose_track, leave_track
from enrollment.actions.wishes import state_wish

__all__ = [
    "add_effort",
    "add_goal",
    "add_member",
    "address",
    "admit_partner",
    "agree",
    "all_handguides",
    "all_outreach",
    "all_programmes",
    "already_enrolled",
    "already_offered",
    "answer_effort",
    "answer_goal",
    "answer_guide",
    "answer_question",
    "answer_supplement_question",
    "appoint",
    "approve_note",
    "ask_for_contact",
    "ask_for_introduction",
    "ask_for_sparring",
    "bridges_of",
    "bridges_to_ask_about",
    "call_off_appointment",
    "change_contact_details",
    "change_custody",
    "change_effort",
    "change_goal",
    "change_need",
    "change_offer",
    "change_organisation",
    "choose_track",
    "close_offer",
    "close_sparring",
    "contact",
    "contribute",
    "count_outreach",
    "cross",
    "dry_run",
    "due_follow_ups",
    "due_goodbyes",
    "end_guiding",
    "enrol",
    "enrol_imported",
    "family",
    "find_offers",
    "follow",
    "forget",
    "give_mandate",
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
    "join_mandate",
    "keep_imported",
    "keep_success",
    "land",
    "lapse_consents",
    "leave",
    "leave_directory",
    "leave_track",
    "let_go_of_the_moved",
    "look_at_supply",
    "make_introduction",
    "mandates_of",
    "move",
    "move_appointment",
    "move_out",
    "name_guide",
    "note",
    "note_course",
    "note_end_of_match",
    "note_follow_up",
    "note_goodbye",
    "note_match",
    "offer",
    "offering",
    "open_bridge",
    "order_goals",
    "organisation",
    "overview",
    "own_informations",
    "partner",
    "plan",
    "print_code",
    "programme",
    "put_forward",
    "put_in_directory",
    "put_in_force",
    "questions",
    "reach_goal",
    "register_need",
    "register_offer",
    "remove_partner",
    "requests_for_sparring",
    "revoke_code",
    "say_fit",
    "sheets_and_languages",
    "show_effort",
    "show_goal",
    "state_wish",
    "supplement_questions",
    "supplies",
    "take_back_contact",
    "take_back_outreach",
    "take_out_effort",
    "take_out_goal",
    "take_out_success",
    "take_sparring",
    "terms_of_import",
    "topics",
    "tracks_for",
    "tracks_for_anybody",
    "upcoming",
    "use_mandate",
    "waiting_contacts",
    "withdraw",
    "withdraw_bridge",
    "withdraw_introduction",
    "withdraw_mandate",
    "withdraw_need",
    "withdraw_sparring",
    "write_note",
]
