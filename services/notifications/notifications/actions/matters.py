"""What a message is about, as it stands when it is written."""

from chassis.work import Work
from notifications import queries
from notifications.actions.gathering_meetings import invited
from notifications.domain.letters import Matter
from notifications.domain.series import times
from notifications.tables import Meeting, Message, Question, Series


def matter(work: Work, message: Message) -> Matter:
    """What a message is about, as it stands now."""
    series = work.session.get(Series, message.about)
    return _of_series(work, message, series) if series else _of_one(work, message)


def _of_one(work: Work, message: Message) -> Matter:
    meeting = work.session.get(Meeting, message.about)
    given = queries.appointments(work.session, [message.about])
    time = next((each for each in given if each.sequence == message.occasion), given[-1] if given else None)
    asked = work.session.get(Question, (message.about, message.occasion, message.person))
    return Matter(
        template=message.template,
        programme=message.programme,
        kind=meeting.kind if meeting else None,
        starts_at=time.starts_at if time else None,
        ends_at=time.ends_at if time else None,
        until=asked.until if asked else None,
        on=asked.on if asked else None,
        slot=asked.slot if asked else None,
        answer_by=asked.answer_by if asked else None,
    )


def _of_series(work: Work, message: Message, series: Series) -> Matter:
    meetings = queries.of_series(work.session, series.id)
    found = times(invited(work, meetings, [message.person]), message.template, message.occasion)
    kinds = {meeting.kind for meeting in meetings}
    return Matter(
        template=message.template,
        programme=message.programme,
        kind=kinds.pop() if len(kinds) == 1 else None,
        starts_at=found[0].starts_at if found else None,
        ends_at=found[0].ends_at if found else None,
        times=tuple((each.starts_at, each.ends_at) for each in found),
    )
