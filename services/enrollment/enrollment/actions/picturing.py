"""From the rows of a family to the picture that eligibility is asked about."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from chassis.work import Work
from contracts.programmes import Programme
from contracts.refusals import catalogue
from enrollment import queries, tables
from enrollment.actions import facts
from enrollment.domain.days import danish_day
from enrollment.domain.eligibility import Objection, Person, Picture, Stay


def picture(work: Work, row: tables.Family) -> Picture:
    """What the rules of entry need to know of a family."""
    (shown,) = pictures(work, facts.programme_of(row), [row])
    return shown


def pictures(work: Work, programme: Programme, rows: Sequence[tables.Family]) -> list[Picture]:
    """The same for several families of a programme, asked for at once."""
    ended = queries.matches_of(work.session, [need.id for row in rows for need in row.needs])
    met = {each.need: danish_day(each.ended_at) for each in ended if each.ended_at and each.ended_because == "need_met"}
    return [_picture(programme, row, met) for row in rows]


def _picture(programme: Programme, row: tables.Family, met: Mapping[UUID, date]) -> Picture:
    return Picture(
        people=tuple(person(each) for each in facts.present(row)),
        area=None if row.must_end_by else row.area,
        municipality=row.municipality,
        fits=row.fits,
        stays=(*_stays(row), *_by_needs(programme, row, met)),
    )


def person(row: tables.Member) -> Person:
    """One of the family."""
    return Person(kind=row.kind, born=row.born, school_shift=row.school_shift or 0)


def said(objection: Objection) -> dict[str, object]:
    """An objection as it is shown, in both languages."""
    words = catalogue()[objection.code]
    return {
        "code": objection.code,
        "row": objection.row,
        "field": objection.field,
        "text": {language: words.text(language, objection.because) for language in ("da", "en")},
        "would_change": {language: words.remedy(language, objection.because) for language in ("da", "en")},
        "changes_on": objection.changes_on,
    }


def _stays(row: tables.Family) -> Iterator[Stay]:
    left_on = danish_day(row.left_at) if row.left_at else None
    for each in row.participations:
        if each.since is not None:
            yield Stay(track=each.track, since=each.since, until=_earlier(each.until, left_on))


def _by_needs(programme: Programme, row: tables.Family, met: Mapping[UUID, date]) -> Iterator[Stay]:
    """A one-to-one track is taken part in by a need, from the day it is registered until it is withdrawn or met."""
    for need in row.needs:
        if asked := programme.needs.get(need.kind):
            withdrawn_on = danish_day(need.withdrawn_at) if need.withdrawn_at else None
            until = _earlier(withdrawn_on, met.get(need.id))
            yield Stay(track=asked.track, since=danish_day(need.registered_at), until=until)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day), default=None)
