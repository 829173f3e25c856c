"""What rhythms have promised, on its way out."""

from activities.domain.promises import State
from contracts.fields import Strict, day, moment, slug, uuid, word

STATES = tuple(state.value for state in State)


class Promises(Strict):
    """Which promises to list."""

    programme = slug(null=True)
    rhythm = slug(null=True)
    area = slug(null=True)
    state = word(STATES, null=True)
    due_until = day(null=True, means="Only those due on this day or before.")


class Promise(Strict):
    """What a rhythm promised for some days, and what became of it."""

    id = uuid()
    programme = slug()
    rhythm = slug(means="The rhythm, by the programme's word.")
    area = slug(means="Where; of what is promised for a whole programme, where it began.")
    match_id = uuid(null=True, means="The match it was promised to, if any.")
    activity_id = uuid(null=True, means="The activity it was promised of, if any.")
    first_on = day()
    last_on = day()
    due_on = day(means="The last day that counts. Days off do not.")
    state = word(STATES, means="Waived is what days off, a beginning or an end left too few days for.")
    meeting_id = uuid(null=True, means="The first meeting that kept it.")
    since = moment(means="Since when it is so.")
