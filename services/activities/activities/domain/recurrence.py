"""A recurrence as RFC 5545 writes it, read strictly: what meets at most once a day, and ends.

The first day, the hour and the days off stand beside the rule. Deliberately not here: what comes of it (`recurring`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from activities.domain import falling
from contracts.refusals import Refused

YEARS, MEETINGS = 3, 400
TOO_OFTEN = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})
WITHIN_A_DAY = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# In the order in which a rule is written down again; each part with what it may be.
PARTS: Mapping[str, re.Pattern[str]] = {
    "FREQ": re.compile("DAILY|WEEKLY|MONTHLY|YEARLY"),
    "INTERVAL": re.compile("[1-9][0-9]{0,2}"),
    "COUNT": re.compile("[1-9][0-9]{0,4}"),
    "UNTIL": re.compile("(19|20|21)[0-9]{6}(T[0-9]{6}Z)?"),
    "BYMONTH": re.compile("(0?[1-9]|1[0-2])(,(0?[1-9]|1[0-2]))*"),
    "BYMONTHDAY": re.compile(r"-?(0?[1-9]|[12][0-9]|3[01])(,-?(0?[1-9]|[12][0-9]|3[01]))*"),
    "BYDAY": re.compile(r"([+-]?[1-9][0-9]?)?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?[1-9][0-9]?)?(MO|TU|WE|TH|FR|SA|SU))*"),
    "BYSETPOS": re.compile("-?[1-9][0-9]?(,-?[1-9][0-9]?)*"),
    "WKST": re.compile("MO|TU|WE|TH|FR|SA|SU"),
}
_BYDAY = re.compile("([+-]?[0-9]+)?(..)")
_BY = ("BYMONTH", "BYMONTHDAY", "BYDAY")
_WEEKS_OF = {"MONTHLY": 5, "YEARLY": 53}
_HARMLESS = re.compile("[A-Z][A-Z0-9-]{0,19}")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A recurrence that has been read: its parts by name, each as it may be written."""

    parts: Mapping[str, str]

    @property
    def text(self) -> str:
        """The rule in its one spelling."""
        return ";".join(f"{name}={self.parts[name]}" for name in PARTS if name in self.parts)

    @property
    def count(self) -> int | None:
        """How many days it gives, where it says so."""
        return int(self.parts["COUNT"]) if "COUNT" in self.parts else None

    def last(self, starts: time, zone: ZoneInfo) -> date | None:
        """The last day it may give, where it says so; a moment lets in the day if the hour has come by then."""
        said = self.parts.get("UNTIL")
        if said is None or "T" not in said:
            return date.fromisoformat(said) if said else None
        local = datetime.fromisoformat(said).astimezone(zone)
        return local.date() if local.time() >= starts else local.date() - timedelta(days=1)


def read(text: str) -> Rule:
    """The rule that a text is.

    Raises:
        Refused: `rule_not_read`, `rule_part_unknown`, `rule_too_often`, `rule_part_out_of_place` or `series_endless`.
    """
    parts: dict[str, str] = {}
    for part in text.upper().removeprefix("RRULE:").split(";"):
        name, _, value = part.partition("=")
        _check(name, value, parts)
        parts[name] = value
    if "FREQ" not in parts:
        raise Refused("rule_not_read", field="rule", part="FREQ")
    for refused in _out_of_place(parts):
        raise refused
    return Rule(parts=parts)


def days(rule: Rule, first: date, starts: time, zone: ZoneInfo) -> tuple[date, ...]:
    """The days on which a rule falls from `first` on.

    Raises:
        Refused: `series_endless`, `series_too_long`, `series_too_many` or `series_empty`.
    """
    end, last = furthest(first), rule.last(starts, zone)
    if last is None and rule.count is None:
        raise Refused("series_endless", field="rule", until=end)
    if last is not None and last > end:
        raise _too_long(end)
    if rule.count is not None and rule.count > MEETINGS:
        raise _too_many()
    found = tuple(islice(falling.days(_parts(rule), first, last or end), rule.count or MEETINGS + 1))
    if len(found) > MEETINGS:
        raise _too_many()
    if not found:
        raise Refused("series_empty", field="rule", first=first)
    if rule.count is not None and len(found) < rule.count:
        raise _too_long(end)
    return found


def furthest(first: date) -> date:
    """The last day of a series that begins on this one."""
    return first + relativedelta(years=YEARS)


def _parts(rule: Rule) -> falling.Parts:
    said = rule.parts
    return falling.Parts(
        freq=said["FREQ"],
        interval=int(said.get("INTERVAL", 1)),
        months=_numbers(said.get("BYMONTH")),
        monthdays=_numbers(said.get("BYMONTHDAY")),
        weekdays=_weekdays(said.get("BYDAY")),
        positions=_numbers(said.get("BYSETPOS")),
        week_starts=WEEKDAYS.index(said.get("WKST", "MO")),
    )


def _numbers(said: str | None) -> tuple[int, ...]:
    return tuple(int(each) for each in said.split(",")) if said else ()


def _weekdays(said: str | None) -> tuple[tuple[int, int], ...]:
    """Each weekday with its ordinal, 0 for none."""
    found = (_BYDAY.fullmatch(day) for day in (said or "").split(","))
    return tuple((int(each[1] or 0), WEEKDAYS.index(each[2])) for each in found if each)


def _check(name: str, value: str, before: Mapping[str, str]) -> None:
    if name in WITHIN_A_DAY or (name == "FREQ" and value in TOO_OFTEN):
        raise Refused("rule_too_often", field="rule")
    if name not in PARTS:
        shown = name if _HARMLESS.fullmatch(name) else "…"
        raise Refused("rule_part_unknown", field="rule", part=shown, parts=", ".join(PARTS))
    if name in before or not PARTS[name].fullmatch(value) or (name == "UNTIL" and not _is_day(value)):
        raise Refused("rule_not_read", field="rule", part=name)


def _is_day(until: str) -> bool:
    try:
        datetime.fromisoformat(until)
    except ValueError:
        return False
    return True


def _out_of_place(parts: Mapping[str, str]) -> Iterator[Refused]:
    """Parts that RFC 5545 does not let stand together."""
    frequency = parts["FREQ"]
    if "COUNT" in parts and "UNTIL" in parts:
        yield _beside("UNTIL", "COUNT")
    if "BYMONTHDAY" in parts and frequency == "WEEKLY":
        yield _beside("BYMONTHDAY", "FREQ=WEEKLY")
    # Libraries differ on which of the days of a first week or day are the first ones.
    if "BYSETPOS" in parts and not (frequency in _WEEKS_OF and any(name in parts for name in _BY)):
        yield _beside("BYSETPOS", f"FREQ={frequency}")
    numbers = [int(found[1]) for day in parts.get("BYDAY", "").split(",") if (found := _BYDAY.match(day)) and found[1]]
    weeks = 5 if "BYMONTH" in parts else _WEEKS_OF.get(frequency, 0)
    if any(abs(number) > weeks for number in numbers):
        yield _beside("BYDAY", f"FREQ={frequency}")


def _beside(part: str, other: str) -> Refused:
    return Refused("rule_part_out_of_place", field="rule", part=part, other=other)


def _too_long(end: date) -> Refused:
    return Refused("series_too_long", field="rule", years=YEARS, until=end)


def _too_many() -> Refused:
    return Refused("series_too_many", field="rule", number=MEETINGS)
