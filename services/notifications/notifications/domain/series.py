"""Which messages a series of meetings asks for: one letter when it begins, and one for all that changes at once.

What is written down, moved or called off by one command has one correlation id, and so one letter. Deliberately not
here: the reminder, which every meeting has for itself (`reminders`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from notifications.domain import words
from notifications.domain.facts import Appointment, Invited, Said
from notifications.domain.reminders import ONLY_ONE, Wish, gone, hears_of_calling_off, is_first, refusal, why_not

# The meetings of a series are told of one after another; so long a letter waits until all have been.
SETTLING = timedelta(minutes=2)
OCCASIONS = 2**31


@dataclass(frozen=True, kw_only=True)
class Change:
    """Somebody's meeting has another time or will not be, and why nobody need say so."""

    invited: Invited
    time: Appointment
    said: Said
    cancelled: str | None


def about_series(invited: Iterable[Invited]) -> list[Wish]:
    """Everybody hears of the series once, and once of everything that was changed at a time."""
    people: dict[UUID, list[Invited]] = defaultdict(list)
    for each in invited:
        people[each.who.person].append(each)
    return [wish for mine in people.values() for wish in _of_person(mine)]


def times(invited: Sequence[Invited], template: str, occasion: int) -> list[Appointment]:
    """The times a letter is about: those to come, the new ones, or those that are called off."""
    if template == words.SERIES:
        found = [each.meeting.appointments[-1] for each in invited if why_not(each.meeting, each.who) is None]
    else:
        changes = _called_off(invited) if template == words.SERIES_CALLED_OFF else _moved(invited)
        found = [change.time for change in changes if _occasion(change.said) == occasion and not change.cancelled]
    return sorted(found, key=lambda time: (time.starts_at, time.ends_at))


def _of_person(invited: Sequence[Invited]) -> Iterator[Wish]:
    begins = [Change(invited=each, time=_last(each), said=_told(each), cancelled=_why_not(each)) for each in invited]
    yield _wish(words.SERIES, ONLY_ONE, begins)
    for template, changes in ((words.SERIES_MOVED, _moved(invited)), (words.SERIES_CALLED_OFF, _called_off(invited))):
        at_once: dict[int, list[Change]] = defaultdict(list)
        for change in changes:
            at_once[_occasion(change.said)].append(change)
        yield from (_wish(template, occasion, each) for occasion, each in at_once.items())


def _moved(invited: Iterable[Invited]) -> Iterator[Change]:
    for each in invited:
        for time in each.meeting.appointments:
            if not is_first(each.meeting, time, each.who):
                again = None if time == _last(each) else words.MOVED
                yield Change(invited=each, time=time, said=time.said, cancelled=_why_not(each) or again)


def _called_off(invited: Iterable[Invited]) -> Iterator[Change]:
    for each in invited:
        if each.meeting.called_off and hears_of_calling_off(each.meeting, each.who):
            why = refusal(each.who) or gone(each.meeting, each.who)
            yield Change(invited=each, time=_last(each), said=each.meeting.called_off, cancelled=why)


def _wish(template: str, occasion: int, changes: Sequence[Change]) -> Wish:
    """One letter about all of it, unless there is nothing left to say."""
    said = min((change.said for change in changes), key=lambda said: (said.at, said.correlation_id))
    reasons = [change.cancelled for change in changes]
    who = changes[0].invited.who
    return Wish(
        template=template,
        person=who.person,
        role=who.role,
        occasion=occasion,
        due_at=said.at + SETTLING,
        useless_after=max(change.time.ends_at for change in changes),
        correlation_id=said.correlation_id,
        cancelled=None if None in reasons else min(reason for reason in reasons if reason),
    )


def _told(each: Invited) -> Said:
    """When somebody could first hear of a meeting."""
    said = each.meeting.appointments[0].said
    return Said(at=max(said.at, each.who.joined_at or said.at), correlation_id=said.correlation_id)


def _why_not(each: Invited) -> str | None:
    return why_not(each.meeting, each.who)


def _last(each: Invited) -> Appointment:
    return each.meeting.appointments[-1]


def _occasion(said: Said) -> int:
    return said.correlation_id.int % OCCASIONS
