"""What a letter tells the reader's own calendar (RFC 5546). The meeting itself is described by activities."""

from icalendar import Calendar, vCalAddress

MEDIA_TYPE = "text/calendar"


def addressed(calendar: bytes, email: str) -> bytes | None:
    """The same calendar to one reader, and nobody else is named in it; None where what was given is no calendar."""
    try:
        read = Calendar.from_ical(calendar)
    except ValueError:
        return None
    for event in read.walk("VEVENT"):
        event.add("attendee", vCalAddress(f"mailto:{email}"), parameters={"RSVP": "FALSE"})
    written: bytes = read.to_ical()
    return written
