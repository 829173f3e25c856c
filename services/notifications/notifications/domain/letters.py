"""What a letter says: the template in the reader's language, filled with a name, a kind of meeting, a time, a link.

A subject can be read over a shoulder: it holds a time at most, never a name, a programme or a kind of meeting.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from contracts import programmes
from notifications.domain import moments
from notifications.domain.texts import LANGUAGES, Text, texts

ANY_KIND = {"da": "Møde", "en": "Meeting"}
BETWEEN_LANGUAGES = "\n\n* * *\n\n"


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What a letter is about. A letter about a match has no kind and no times; one that asks has a last day.

    One about a series has the times of all its meetings that it is about; `answer_by` is the hour on the last day.
    """

    template: str
    programme: str | None
    kind: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    until: date | None = None
    on: date | None = None
    slot: str | None = None
    answer_by: datetime | None = None
    times: tuple[tuple[datetime, datetime], ...] = ()


def compose(matter: Matter, *, language: str, name: str, link: str = "") -> Text:
    """The letter in the reader's language, or, where we do not write it, in all those that we do."""
    letters = [_in(each, matter, name, link) for each in ((language,) if language in LANGUAGES else LANGUAGES)]
    return Text(
        subject=" / ".join(letter.subject for letter in letters),
        text=BETWEEN_LANGUAGES.join(letter.text for letter in letters),
    )


def hours_before(programme: str | None) -> int | None:
    """How long before a meeting the programme reminds people; None where we do not have the programme."""
    found = programmes.load().get(programme or "")
    return found.reminders.hours_before if found else None


def _in(language: str, matter: Matter, name: str, link: str) -> Text:
    template = texts()[matter.template, language]
    values = {"name": name, "link": link, **_signature(language, matter), **_time(language, matter)}
    values |= {**_days(language, matter), **_times(language, matter)}
    return Text(subject=template.subject.format_map(values), text=template.text.format_map(values))


def _signature(language: str, matter: Matter) -> Mapping[str, str]:
    programme = programmes.load().get(matter.programme or "")
    kind = programme.meetings.get(matter.kind or "") if programme else None
    return {
        "programme": getattr(programme.name, language) if programme else "Samspil",
        "kind": getattr(kind.name, language) if kind else ANY_KIND[language],
    }


def _time(language: str, matter: Matter) -> Mapping[str, str]:
    if matter.starts_at is None or matter.ends_at is None:
        return {}
    return {
        "day": moments.day(matter.starts_at, language),
        "clock": moments.clock(matter.starts_at, language),
        "when": moments.span(matter.starts_at, matter.ends_at, language),
    }


def _times(language: str, matter: Matter) -> Mapping[str, str]:
    hour = {"hour": moments.clock(matter.answer_by, language)} if matter.answer_by else {}
    if not matter.times:
        return hour
    spans = [moments.span(starts_at, ends_at, language) for starts_at, ends_at in matter.times]
    last = moments.day(matter.times[-1][0], language)
    return hour | {"count": str(len(spans)), "times": "\n".join(f"– {each}" for each in spans), "last": last}


def _days(language: str, matter: Matter) -> Mapping[str, str]:
    until = {"until": moments.named(matter.until, language)} if matter.until else {}
    if matter.on is None or matter.slot is None:
        return until
    return until | {"on": moments.named(matter.on, language), "part": moments.part(matter.slot, language)}
