"""The directory as HSDS tells it: which page is asked for, and what the words in it are called.

Deliberately not here: the shape (`domain.hsds`). It is given what everybody may see and nothing else.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.fields import municipalities
from contracts.programmes import load
from enrollment import queries
from enrollment.actions.offers import as_offer
from enrollment.actions.organisations import as_organisation
from enrollment.domain import hsds
from enrollment.tables import Offer, Organisation

Shape = Callable[[hsds.Shown, hsds.Shown, hsds.Names], hsds.Shown]


def hsds_about() -> Mapping[str, Any]:
    """What the feed says of itself."""
    return hsds.about()


def hsds_services(
    work: Work, language: str, *, page: int, per_page: int, full: bool, **wanted: Any
) -> Mapping[str, Any]:
    """A page of the offers that can be found today; of those changed since a moment also what is closed."""
    rows, total = queries.page_of_offers(
        work.session, _wanted(work, **wanted), work.today, page=page, per_page=per_page
    )
    offering = queries.organisations_called(work.session, {row.organisation for row in rows})
    shape: Shape = hsds.full_service if full else hsds.service
    contents = [_shaped(shape, row, offering[row.organisation], language, work) for row in rows]
    return hsds.page(contents, number=page, per_page=per_page, total=total)


def hsds_service(work: Work, language: str, service_id: UUID) -> Mapping[str, Any] | None:
    """One offer with everything that hangs on it."""
    row = work.session.get(Offer, service_id)
    if row is None:
        return None
    offering = queries.organisations_called(work.session, {row.organisation})
    return _shaped(hsds.full_service, row, offering[row.organisation], language, work)


def hsds_organizations(work: Work, language: str, *, page: int, per_page: int) -> Mapping[str, Any]:
    """A page of the organisations that are there now."""
    rows, total = queries.page_of_organisations(work.session, page=page, per_page=per_page)
    contents = [hsds.organization(as_organisation(row), names(language)) for row in rows]
    return hsds.page(contents, number=page, per_page=per_page, total=total)


def hsds_organization(work: Work, language: str, organization_id: UUID) -> Mapping[str, Any] | None:
    """One organisation."""
    row = work.session.get(Organisation, organization_id)
    return hsds.full_organization(as_organisation(row), names(language)) if row else None


def topics() -> Mapping[str, Any]:
    """Every topic an offer can be about, with its id as a term."""
    called = {code: words for each in load().values() for code, words in each.topics.items()}
    return {
        "items": [{"id": hsds.term_id(code), "topic": code, "names": called[code]} for code in sorted(called)],
    }


@cache
def names(language: str) -> hsds.Names:
    """What the codes are called."""
    programmes = load().values()
    return hsds.Names(
        language=language,
        topics={code: getattr(words, language) for each in programmes for code, words in each.topics.items()},
        areas={code: getattr(area.name, language) for each in programmes for code, area in each.areas.items()},
        municipalities=municipalities(),
    )


def _shaped(shape: Shape, row: Offer, offering: Organisation, language: str, work: Work) -> Mapping[str, Any]:
    offer = dict(as_offer(row))
    until = row.valid_to
    if row.status == "active" and not (row.valid_from <= work.today and (until is None or work.today <= until)):
        offer["status"] = "inactive"  # it cannot be found today
    return shape(offer, as_organisation(offering), names(language))


def _wanted(
    work: Work, *, organization_id: UUID | None, taxonomy_term_id: UUID | None, topic: str | None, **wanted: Any
) -> Mapping[str, Any]:
    offering = work.session.get(Organisation, organization_id) if organization_id else None
    topics = [code for code in names("en").topics if hsds.term_id(code) == taxonomy_term_id]
    return {
        "q": wanted["search"],
        "organisation": offering.slug if offering else "" if organization_id else None,
        "topic": topic,
        "term": (topics or [""])[0] if taxonomy_term_id else None,
        "between": (wanted["minimum_age"], wanted["maximum_age"]),
        "changed_since": wanted["modified_after"],
    }
