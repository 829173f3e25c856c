"""School breaks: the usual ones of a municipality, and those its council has decided instead."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from activities.actions.reaching import insist
from activities.domain import days_off
from activities.domain.days_off import Break
from activities.queries import series as kept
from activities.tables import SchoolBreak
from chassis.work import Work
from contracts.fields import municipalities
from contracts.refusals import Refused

Row = Mapping[str, Any]
YEARS = range(2017, 2101)


def between(work: Work, organisation: str, municipality: str, first: date, last: date) -> tuple[Break, ...]:
    """The breaks that touch the days from `first` to `last`, as the organisation knows them."""
    years = range(first.year - 1, last.year + 1)
    own = _own(work, organisation, municipality, years)
    return tuple(each for year in years for each in days_off.breaks(municipality, year, own.get(year, ())))


def of_year(work: Work, municipality: str, year: str) -> Row:
    """The breaks of a municipality that begin in a year.

    Raises:
        Refused: `not_found`.
    """
    number = _known(municipality, year)
    return _shown(work, municipality, number)


def put_in_place(work: Work, municipality: str, year: str, *, breaks: Iterable[Mapping[str, Any]]) -> Row:
    """Put a municipality's own breaks of a year in the place of the usual ones; those left out are as usual."""
    number = _known(municipality, year)
    own = tuple(Break(name=each["name"], first=each["first_on"], last=each["last_on"]) for each in breaks)
    insist(days_off.objections(number, own, _beside(work, municipality, number, own)))
    for row in kept.own_breaks(work.session, work.caller.organisation, municipality, [number]):
        work.session.delete(row)
    work.session.flush()
    work.session.add_all(_row(work, municipality, number, each) for each in own)
    work.session.flush()
    return _shown(work, municipality, number)


def _known(municipality: str, year: str) -> int:
    if municipality not in municipalities() or not year.isdecimal() or int(year) not in YEARS:
        raise Refused("not_found")
    return int(year)


def _beside(work: Work, municipality: str, year: int, own: Sequence[Break]) -> Iterable[Break]:
    """What stays around some of one's own breaks: the others of the same year, and those of the years beside it."""
    said = {each.name for each in own}
    yield from (each for each in days_off.breaks(municipality, year) if each.name not in said)
    around = _own(work, work.caller.organisation, municipality, (year - 1, year + 1))
    for other in (year - 1, year + 1):
        yield from days_off.breaks(municipality, other, around.get(other, ()))


def _own(work: Work, organisation: str, municipality: str, years: Sequence[int]) -> dict[int, list[Break]]:
    found: dict[int, list[Break]] = {}
    for row in kept.own_breaks(work.session, organisation, municipality, years):
        found.setdefault(row.year, []).append(Break(name=row.name, first=row.first_on, last=row.last_on))
    return found


def _row(work: Work, municipality: str, year: int, one: Break) -> SchoolBreak:
    return SchoolBreak(
        organisation=work.caller.organisation,
        municipality=municipality,
        year=year,
        name=one.name,
        first_on=one.first,
        last_on=one.last,
    )


def _shown(work: Work, municipality: str, year: int) -> Row:
    own = _own(work, work.caller.organisation, municipality, [year]).get(year, [])
    shown = [
        {"name": each.name, "first_on": each.first, "last_on": each.last, "own": each in own}
        for each in days_off.breaks(municipality, year, own)
    ]
    return {"municipality": municipality, "year": year, "breaks": shown}
