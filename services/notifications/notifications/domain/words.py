"""The closed words of messages: templates, states, and why a message is not sent."""

INVITATION = "invitation"
MOVED = "moved"
REMINDER = "reminder"
CALLED_OFF = "called_off"
MATCH_MADE = "match_made"
GOODBYE = "goodbye"
ANSWER_ASKED = "answer_asked"
CHECKIN_ASKED = "checkin_asked"
COVER_ASKED = "cover_asked"
VETTING_EXPIRING = "vetting_expiring"
PLACE_OFFERED = "place_offered"
SERIES = "series"
SERIES_MOVED = "series_moved"
SERIES_CALLED_OFF = "series_called_off"
TEMPLATES = (
    INVITATION,
    MOVED,
    REMINDER,
    CALLED_OFF,
    MATCH_MADE,
    GOODBYE,
    ANSWER_ASKED,
    CHECKIN_ASKED,
    COVER_ASKED,
    VETTING_EXPIRING,
    PLACE_OFFERED,
    SERIES,
    SERIES_MOVED,
    SERIES_CALLED_OFF,
)

WAITING = "waiting"
SENDING = "sending"
SENT = "sent"
FAILED = "failed"
CANCELLED = "cancelled"
STATES = (WAITING, SENDING, SENT, FAILED, CANCELLED)

ENDED = "ended"
FAMILY_LEFT = "family_left"
VOLUNTEER_LEFT = "volunteer_left"
WITHDRAWN = "withdrawn"
NEED_WITHDRAWN = "need_withdrawn"
ANSWERED = "answered"
ASKED_AGAIN = "asked_again"
NO_CONSENT = "no_consent"
NO_ADDRESS = "no_address"
REFUSED_BY_RECEIVER = "refused_by_receiver"
UNREACHABLE = "unreachable"
GAVE_UP = "gave_up"

GUARDIAN = "guardian"
YOUNG_PERSON = "young_person"
VOLUNTEER = "volunteer"
# The grown-up members of a family. Who is 18 or more speaks for themselves. # S3-06
OF_A_FAMILY = (GUARDIAN, YOUNG_PERSON)
# Nobody else is written to: children hear of a meeting from their guardians, employees use their calendar.
ADDRESSED = (*OF_A_FAMILY, VOLUNTEER)

# The purpose of the consent without which nobody of a family is written to.
MESSAGES = "messages"
