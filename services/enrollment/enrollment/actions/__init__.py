"""What can be done in enrollment: load, ask the domain, change rows, tell. One file for each noun.

`settling`, `telling`, `reaching`, `facts` and `showing` hold what the nouns share.
"""

from enrollment.actions.addresses import address
from enrollment.actions.consents import grant, lapse_consents, withdraw
from enrollment.actions.contacts import ask_for_contact, contact
from enrollment.actions.families import change_contact_details, enrol, leave
from enrollment.actions.forgetting import forget
from enrollment.actions.imports import already_enrolled, enrol_imported, terms_of_import
from enrollment.actions.informing import inform, revoke_code
from enrollment.actions.matches import note_end_of_match, note_match
from enrollment.actions.needs import register_need, withdraw_need
from enrollment.actions.programmes import all_programmes, programme, put_in_force
from enrollment.actions.showing import family, overview
from enrollment.actions.wishes import state_wish

__all__ = [
    "address",
    "all_programmes",
    "already_enrolled",
    "ask_for_contact",
    "change_contact_details",
    "contact",
    "enrol",
    "enrol_imported",
    "family",
    "forget",
    "grant",
    "inform",
    "lapse_consents",
    "leave",
    "note_end_of_match",
    "note_match",
    "overview",
    "programme",
    "put_in_force",
    "register_need",
    "revoke_code",
    "state_wish",
    "terms_of_import",
    "withdraw",
    "withdraw_need",
]
