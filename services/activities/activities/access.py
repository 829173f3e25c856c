"""Who may come through which door, and standing in which relation to what lies behind it.

Deliberately not here: whether a rule says no to somebody who may ask.
"""

READ_INTAKES = {"coordinator": "organisation"}
ARRANGE = {"coordinator": "organisation"}  # S0-29: the employed coordinator arranges
RECORD = {"coordinator": "organisation"}

_TAKING_PART = {"family": "own", "volunteer": "own", "professional": "own"}
READ_MEETINGS = {"coordinator": "organisation", **_TAKING_PART}
READ_PLACE = {**READ_MEETINGS, "service": "organisation"}
# S0-17: taking part is voluntary to the end, so family and volunteer call off by themselves.
CALL_OFF = {"coordinator": "organisation", "family": "own", "volunteer": "own"}

# A place can be somebody's home.
PLACE_PURPOSES = ("meeting", "reminder")

# A venue is its organisation's; of one that a housing board has to say yes to, the board may know too. # S3-03
MANAGE_VENUES = {"coordinator": "organisation"}
READ_VENUES = {"coordinator": "organisation", "organisation_admin": "shared"}

# Activities: families must see what they can sign up for, and partners what is run among them. # S4-07
READ_ACTIVITIES = {"coordinator": "any", "family": "any", "volunteer": "any", "professional": "any"}
RUN = {"coordinator": "organisation"}
READ_NEXT_STEP = {"family": "own", "coordinator": "organisation"}
STEP_PURPOSES = ("own_overview", "preparation", "follow_up")
FOLLOW_UP = {"coordinator": "organisation"}
# Whoever has been there may say what went well; the family has its own plan to say it in.
NOTE_SUCCESS = {"coordinator": "organisation", "volunteer": "own"}
CLAIM = {"coordinator": "organisation", "volunteer": "own"}
APPROVE_EXPENSE = {"coordinator": "organisation"}
KEEP_BOOKS = {"coordinator": "organisation", "organisation_admin": "organisation"}
READ_EXPENSES = {**KEEP_BOOKS, "volunteer": "own"}
KEEP_FEEDS = READ_MEETINGS
SEE_BY_LINK = {"anyone": "any"}
TELL_CALENDARS = {"service": "organisation"}
# Why a letter is written that a calendar reads.
CALENDAR_PURPOSES = ("invitation", "change", "reminder")
# Whoever is of a family signs it up; a coordinator does so at its wish, and nobody else. # S0-17
_OWN_OR_OURS = {"family": "own", "coordinator": "organisation"}
SIGN_UP = _OWN_OR_OURS
ASK_TO_SIGN_UP = {**_OWN_OR_OURS, "volunteer": "own"}
READ_LINE = {"coordinator": "organisation"}
READ_SIGN_UP = {"coordinator": "organisation", **_TAKING_PART}
ANSWER = READ_SIGN_UP
VOLUNTEER = {"volunteer": "own", "coordinator": "organisation"}
# Only numbers: whoever might help or wonders whether an evening will be may ask.
READ_NEEDED = {"coordinator": "organisation", "volunteer": "organisation", "family": "organisation"}
INVITE = {"coordinator": "organisation"}
READ_PROMISES = {"coordinator": "organisation"}
SEE_TODAY = {"coordinator": "organisation"}
