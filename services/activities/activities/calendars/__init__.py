"""Meetings as calendars read them (RFC 5545), and as mail tells them (RFC 5546). Deliberately not here: who may.

What people wrote is escaped and folded by icalendar. The lines without any such text are put together here: 400
meetings take icalendar 90 ms, and a phone asks every hour.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from uuid import NAMESPACE_URL, uuid5

from icalendar import vText
from icalendar.parser import Contentline, Parameters

from activities.calendars.timezone import NAME, timezone
from activities.domain.agenda import OFF, Entry, plain
from activities.domain.local import COPENHAGEN

MEDIA_TYPE = "text/calendar; charset=utf-8"
END = "\r\n"
ENDS = ("DTSTART", "DTEND")


def feed(entries: Iterable[Entry], *, name: str, language: str, made_at: datetime) -> bytes:
    """A calendar to subscribe to. The same meetings always make the same bytes."""
    about = [_text("NAME", name), _text("X-WR-CALNAME", name)]
    about += ["REFRESH-INTERVAL;VALUE=DURATION:PT1H" + END, "X-PUBLISHED-TTL:PT1H" + END]
    return _calendar(about, (_event(entry, made_at, language) for entry in entries), language)


def request(entry: Entry, *, organisation: str, language: str, at: datetime) -> bytes:
    """What invites to a meeting, or tells another time for it. Whoever sends it adds to whom: one ATTENDEE a letter."""
    return _calendar(["METHOD:REQUEST" + END], [_event(entry, at, language, _organiser(organisation))], language)


def cancel(entry: Entry, *, organisation: str, language: str, at: datetime) -> bytes:
    """What takes a meeting out of a calendar: because it is off or, while it stands, because one person is not in it.

    RFC 5546 3.2.5: who is uninvited from an event that takes place is told so without a STATUS.
    """
    event = _event(entry, at, language, _organiser(organisation))
    told = event if entry.off else event.replace(f"STATUS:CONFIRMED{END}", "")
    return _calendar(["METHOD:CANCEL" + END], [told], language)


def _calendar(about: Iterable[str], events: Iterable[str], language: str) -> bytes:
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Samspil//Activities//{language.upper()}"]
    lines = [f"{line}{END}" for line in (*head, "CALSCALE:GREGORIAN")]
    return "".join([*lines, *about, timezone(), *events, f"END:VCALENDAR{END}"]).encode()


def _event(entry: Entry, stamp: datetime, language: str, *more: str) -> str:
    said = f"{OFF[language]}: {entry.what}" if entry.off else entry.what
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entry.id}",
        f"SEQUENCE:{entry.revision}",
        f"DTSTAMP{_utc(stamp)}",
        *_time(entry.starts_at, entry.ends_at),
        f"STATUS:{'CANCELLED' if entry.off else 'CONFIRMED'}",
        f"TRANSP:{'TRANSPARENT' if entry.off else 'OPAQUE'}",
    ]
    where = _text("LOCATION", entry.where) if entry.where else ""
    return "".join([END.join(lines), END, _text("SUMMARY", said), where, *more, f"END:VEVENT{END}"])


def _time(*moments: datetime) -> Iterable[str]:
    local = [moment.astimezone(COPENHAGEN) for moment in moments]
    # An hour that clocks show twice means the first one (RFC 5545 3.3.5); the second can only be told without a zone.
    if any(each.fold for each in local):
        return (f"{name}{_utc(each)}" for name, each in zip(ENDS, moments, strict=True))
    return (f"{name};TZID={NAME}:{each:%Y%m%dT%H%M%S}" for name, each in zip(ENDS, local, strict=True))


def _utc(moment: datetime) -> str:
    return f":{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


@lru_cache(maxsize=4096)
def _text(property: str, value: str) -> str:
    """A line that holds what people wrote: escaped and folded, so that it can never be more than one property."""
    line: bytes = Contentline.from_parts(property, Parameters(), vText(plain(value))).to_ical()
    return line.decode() + END


def _organiser(organisation: str) -> str:
    # REQUEST and CANCEL must have an ORGANIZER (RFC 5546 3.2.2, 3.2.5); this one is an address of nobody.
    return f"ORGANIZER:urn:uuid:{uuid5(NAMESPACE_URL, f'samspil:{organisation}')}{END}"
