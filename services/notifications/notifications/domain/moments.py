"""Times as people in Denmark say them, in Danish and in English."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
DAYS = {
    "da": ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
PARTS = {
    "da": {"day": "i dagtimerne", "evening": "om aftenen"},
    "en": {"day": "in the daytime", "evening": "in the evening"},
}
AT = {"da": " kl. ", "en": ", "}
# fmt: off
MONTHS = {
    "da": [
        "januar", "februar", "marts", "april", "maj", "juni",
        "juli", "august", "september", "oktober", "november", "december",
    ],
    "en": [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ],
}
# fmt: on


def day(moment: datetime, language: str) -> str:
    """`tirsdag den 3. marts`, `Tuesday 3 March`."""
    return named(local_day(moment), language)


def local_day(moment: datetime) -> date:
    """The date of a moment in Denmark."""
    return moment.astimezone(COPENHAGEN).date()


def named(date: date, language: str) -> str:
    """The same for a date."""
    name, month = DAYS[language][date.weekday()], MONTHS[language][date.month - 1]
    return f"{name} den {date.day}. {month}" if language == "da" else f"{name} {date.day} {month}"


def part(slot: str, language: str) -> str:
    """The part of the day of a weekly slot such as `tue_evening`: `om aftenen`, `in the evening`."""
    return PARTS[language][slot.rpartition("_")[2]]


def end_of(date: date) -> datetime:
    """The first moment after a date in Denmark."""
    return datetime.combine(date + timedelta(days=1), time(), COPENHAGEN).astimezone(UTC)


def span(starts_at: datetime, ends_at: datetime, language: str) -> str:
    """`tirsdag den 3. marts 2026 kl. 16.00` and until when; a meeting over midnight names the second day too."""
    start, end = starts_at.astimezone(COPENHAGEN), ends_at.astimezone(COPENHAGEN)
    begins = f"{day(start, language)} {start.year}{AT[language]}{clock(start, language)}"
    if end.date() == start.date():
        return f"{begins}–{clock(end, language)}"
    return f"{begins} – {day(end, language)}{AT[language]}{clock(end, language)}"


def clock(moment: datetime, language: str) -> str:
    """`16.00`, `16:00`: the time on a clock in Denmark."""
    return moment.astimezone(COPENHAGEN).strftime("%H.%M" if language == "da" else "%H:%M")
