"""Age bands: when a person comes into one and falls out of it, by birthdays and by the Danish school year.

Deliberately not here: which track asks for which band (`eligibility`).
"""

from datetime import date, timedelta

from contracts.programmes.parts.support import AgeBand
from enrollment.domain.days import turns

DAY = timedelta(days=1)
# Grade nought begins in the August of the calendar year in which a child turns six.
SCHOOL_AGE = 6
AUGUST = 8


def grade_begins(grade: int, born: date, shift: int = 0) -> date:
    """When somebody begins a school grade; `shift` is how many years later than others of that year."""
    return date(born.year + SCHOOL_AGE + grade + shift, AUGUST, 1)


def grade(born: date, on: date, shift: int = 0) -> int:
    """The school grade on a date; under nought before school, and it goes on counting after it."""
    return _school_year(on) - born.year - SCHOOL_AGE - shift


def enters(band: AgeBand, born: date) -> date:
    """The first day of somebody's life in the band, if `leaves` is not earlier still."""
    return turns(band.at_least, born)


def leaves(band: AgeBand, born: date, shift: int = 0) -> date:
    """The first day after it."""
    too_old = turns(band.at_most + 1, born)
    if band.before_grade is None:
        return too_old
    return min(too_old, grade_begins(band.before_grade, born, shift))  # S4-22


def within(band: AgeBand, born: date, on: date, shift: int = 0) -> bool:
    """Whether somebody is in the band on a date."""
    return enters(band, born) <= on < leaves(band, born, shift)


def births(band: AgeBand, on: date, shift: int = 0) -> tuple[date, date]:
    """The first and the last birthday of those who are in the band on a date; none if the first is the later one."""
    first, last = last_birth(band.at_most + 1, on) + DAY, last_birth(band.at_least, on)
    if band.before_grade is None:
        return first, last
    below = _school_year(on) - SCHOOL_AGE - band.before_grade - shift
    return max(first, date(below + 1, 1, 1)), last


def last_birth(age: int, on: date) -> date:
    """The last birthday of those who are at least so old on a date."""
    try:
        return on.replace(year=on.year - age)
    except ValueError:
        return date(on.year - age, 2, 28)


def _school_year(on: date) -> int:
    return on.year if on.month >= AUGUST else on.year - 1
