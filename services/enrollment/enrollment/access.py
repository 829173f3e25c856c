"""Who may come through which door: role → relation to what is behind it.

A professional is let in to `ENROL` and `PUT_FORWARD` so that the rule itself can answer, with its reason. # S0-18
Deliberately not here: who may say whose wish or consent (`wishes`, `consents`); that depends on the family.
"""

from contracts.common import ROLES

ANYONE = {"anyone": "any"}
SIGNED_IN = dict.fromkeys(ROLES, "any")

PUT_IN_FORCE = {"organisation_admin": "organisation"}
DRY_RUN = {"organisation_admin": "organisation"}
INFORM = {"professional": "any", "coordinator": "any"}
OWN_INFORMATIONS = {"professional": "own", "coordinator": "own"}
REVOKE_CODE = {"professional": "own", "coordinator": "organisation"}
PRINT_CODE = {"professional": "own", "coordinator": "own"}
PUT_FORWARD = {"professional": "any", "coordinator": "any"}
FOLLOW_HANDGUIDE = {"professional": "any", "coordinator": "any"}
COUNT_OUTREACH = {"coordinator": "organisation"}
ASK_FOR_SPARRING = {"family": "any", "professional": "any"}
READ_SPARRING = {"family": "own", "professional": "own", "coordinator": "organisation"}
ANSWER_SPARRING = {"coordinator": "organisation"}
WITHDRAW_SPARRING = {"family": "own", "professional": "own"}
ASK_FOR_CONTACT = {"family": "any"}
TAKE_BACK_CONTACT = {"family": "own"}
READ_CONTACT = {"coordinator": "organisation"}
ENROL = {"coordinator": "organisation", "family": "own", "professional": "own"}
READ_FAMILY = {"coordinator": "organisation", "family": "own"}
READ_OVERVIEW = {"family": "own"}
STATE_WISH = {"coordinator": "organisation", "family": "own"}
CONSENT = {"family": "own"}
READ_ELIGIBILITY = {"coordinator": "organisation", "family": "own"}
CHOOSE_TRACK = {"coordinator": "organisation", "family": "own"}
LIST_QUESTIONS = {"coordinator": "organisation"}
ANSWER_QUESTION = {"coordinator": "organisation", "family": "own"}
REGISTER_NEED = {"coordinator": "organisation", "family": "own"}
ASK_FOR_INTRODUCTION = {"coordinator": "organisation", "family": "own"}
MAKE_INTRODUCTION = {"coordinator": "organisation"}
LEAVE = {"coordinator": "organisation", "family": "own"}
IMPORT = {"coordinator": "organisation"}
CHANGE_CONTACT_DETAILS = {"family": "own"}
CHANGE_FAMILY = {"coordinator": "organisation", "family": "own"}
CONTRIBUTE = {"family": "own"}
# One guardian cannot write another out of a child's life: somebody employed has heard of it. # S1-04
CHANGE_CUSTODY = {"coordinator": "organisation"}
FOLLOW_UP = {"coordinator": "organisation"}
READ_ADDRESS = {"service": "any"}

# Directory
JOIN_DIRECTORY = {"organisation_admin": "organisation"}
ADMIT_PARTNER = {"organisation_admin": "organisation"}
OFFER = {"coordinator": "organisation", "organisation_admin": "organisation"}
# Another organisation gets of a plan or a note what a live consent and the family itself let it have. # S1-23, S3-16
TAKE_PART_IN_PLAN = {"family": "own", "coordinator": "shared", "professional": "shared"}
PROPOSE_GOAL = {"family": "own", "coordinator": "organisation"}
STEER_PLAN = {"family": "own"}
NAME_GUIDE = {"coordinator": "organisation"}
END_GUIDING = {"family": "own", "coordinator": "organisation"}
LIST_BRIDGES = {"coordinator": "organisation"}
BUILD_BRIDGE = {"coordinator": "organisation", "family": "own"}
WITHDRAW_BRIDGE = {"family": "own"}
READ_HANDOVER = {"family": "own", "coordinator": "shared", "professional": "shared"}
READ_MANDATES = {"coordinator": "organisation", "family": "own"}
GIVE_MANDATE = {"family": "own"}
# A volunteer whose role holds a mandate, while accompanying the family. # S2-13
USE_MANDATE = {"coordinator": "organisation", "volunteer": "own"}

# Why somebody may look at personal data; the family sees the word in its overview.
READING_PURPOSES = ("own_overview", "preparation", "follow_up", "bridge_building")
ADDRESS_PURPOSES = ("invitation", "reminder", "change", "goodbye")
