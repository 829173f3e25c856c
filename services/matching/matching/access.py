"""Who may come through which door: role → the relation in which the caller must stand to what is asked about."""

STAFF = {"matcher": "organisation", "coordinator": "organisation"}
PARTIES = {"family": "own", "volunteer": "own"}

REGISTER = {"volunteer": "own"}
# Staff of another organisation see a volunteer who has said yes to being shown to them.
READ_VOLUNTEER = {"volunteer": "own", "matcher": "shared", "coordinator": "shared"}
LIST_VOLUNTEERS = STAFF
CORRECT = {"volunteer": "own", **STAFF}
TELL_APART = STAFF
PAUSE = {"volunteer": "own", **STAFF}
EXCLUDE = {**PARTIES, **STAFF}
LEAVE = {"volunteer": "own", **STAFF}
RECORD_VETTING = STAFF
LOOK_AHEAD = STAFF
KEEP_GROUPS = STAFF
# Another service asks who counts as helping on a day.
READ_GROUPS = {**STAFF, "service": "organisation"}
READ_ADDRESS = {"service": "organisation"}

RUN = STAFF
READ_RUN = STAFF
READ_GAPS = STAFF
RULE = {"coordinator": "organisation"}
LIST_RULINGS = STAFF
LIST_PROPOSALS = STAFF
READ_PROPOSAL = {**PARTIES, **STAFF}
ANSWER = {**PARTIES, "matcher": "organisation"}

FIND_CANDIDATES = STAFF

READ_MATCH = {**PARTIES, **STAFF}
END_MATCH = {**PARTIES, **STAFF}

READ_HOURS = {"volunteer": "own", **STAFF}
SAY_HOURS = {"volunteer": "own"}
SUM_HOURS = STAFF
RECORD_TRAINING = {"volunteer": "own", **STAFF}
LIST_MATCHES = STAFF
MEET_FIRST = {"family": "own", "coordinator": "organisation"}
SAY_GOODBYE = {**PARTIES, **STAFF}
REVIEW = STAFF
SUPPORT = STAFF
FOLLOW_CHECKINS = STAFF
MAKE_LINK = {"service": "organisation"}
ANSWER_BY_LINK = {"anyone": "any"}
WATCH = STAFF

WANT_COVER = {"volunteer": "own", **STAFF}
LIST_COVERS = STAFF
READ_COVER = {**PARTIES, **STAFF}
ANSWER_COVER = {"volunteer": "own"}
CALL_OFF_COVER = {**PARTIES, **STAFF}

SAY_THANKS = STAFF

PRINT_CERTIFICATE = {"volunteer": "own"}

LIST_TRIALS = STAFF
READ_TRIAL = {"volunteer": "own", **STAFF}

#: Why somebody may look at a volunteer's name and address; every look is logged with one of these.
PURPOSES = ("own_overview", "vetting", "matching", "support")
ADDRESS_PURPOSES = ("invitation", "reminder", "change", "goodbye")
#: Why a link is made with which somebody answers.
LINK_PURPOSES = ("checkin", "reminder")
