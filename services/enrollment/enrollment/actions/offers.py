"""The directory of offers: put in, changed and closed by who offers, found by anybody. # S1-02"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from chassis.work import Work
from contracts.programmes import load
from contracts.refusals import Refused
from enrollment import queries
from enrollment.domain import offers
from enrollment.tables import Facet, Offer, Organisation

PLAIN = ("kind", "topics", "languages", "ages_from", "ages_to", "nationwide", "municipalities", "areas", "slots")
WHERE = ("place", "postcode", "price", "email", "phone", "url", "valid_from", "valid_to", "status")
SHOWN = ("id", "version", "organisation", "changed_at", *PLAIN, *WHERE)


def register_offer(work: Work, **told: Any) -> Mapping[str, Any]:
    """The caller's organisation offers something; `told` is what `schemas.NewOffer` takes."""
    row = put_in_directory(work, offering(work), work.new_id(), told)
    work.session.flush()
    return as_offer(row)


def offering(work: Work) -> Organisation:
    """The caller's organisation, if it is in the directory."""
    row = queries.organisation(work.session, work.caller.organisation)
    if row is None or row.left_on is not None:
        raise Refused("not_joined", organisation=work.caller.organisation)
    return row


def put_in_directory(work: Work, by: Organisation, id: UUID, told: Mapping[str, Any]) -> Offer:
    """An offer comes into the directory through here, however it was written down."""
    row = Offer(id=id, organisation=by.slug)
    _describe(work, row, told, since=work.today)
    work.session.add(row)
    return row


def already_offered(work: Work, ids: Collection[UUID]) -> Collection[UUID]:
    """Which of these are in the directory already, closed ones too."""
    return queries.known_offers(work.session, ids)


def change_offer(work: Work, offer_id: UUID, version: int | None, **told: Any) -> Mapping[str, Any]:
    """It is offered otherwise."""
    row = _own(work, offer_id)
    if row.version != version:
        raise Refused("stale")
    _describe(work, row, told, since=row.valid_from)
    work.session.flush()
    return as_offer(row)


def close_offer(work: Work, offer_id: UUID) -> Mapping[str, Any]:
    """It is offered no more. Who knows its id still sees that it was."""
    row = _own(work, offer_id)
    close(work, row)
    work.session.flush()
    return as_offer(row)


def close(work: Work, row: Offer) -> None:
    """Take an offer out of every search, for good."""
    row.status, row.changed_at = "defunct", work.now


def offer(work: Work, offer_id: UUID) -> Mapping[str, Any] | None:
    """One offer, also one that is closed."""
    row = work.session.get(Offer, offer_id)
    return as_offer(row) if row else None


def find_offers(
    work: Work, wanted: Mapping[str, Any], *, after: UUID | None, limit: int
) -> Sequence[Mapping[str, Any]]:
    """What can be found today; `wanted` is what `schemas.OfferSearch` takes."""
    found = queries.offers(work.session, placed(wanted), work.today, after=after, limit=limit)
    return [as_offer(row) for row in found]


def placed(wanted: Mapping[str, Any]) -> Mapping[str, Any]:
    """The search with the municipalities that the area it asks about lies in."""
    area = wanted.get("area")
    if area is None:
        return wanted
    around = offers.municipalities_around(load().values(), area)
    if not around:
        raise Refused("area_not_known", field="area", area=area)
    return {**wanted, "around": around}


def as_offer(row: Offer) -> Mapping[str, Any]:
    """The offer as everybody may see it."""
    return {
        **{name: getattr(row, name) for name in SHOWN},
        "names": row.names,
        "descriptions": row.descriptions,
        "translations": [
            {"language": code, "name": row.names[code], "description": row.descriptions[code]}
            for code in row.names
            if code not in offers.WRITTEN_IN
        ],
        "when": row.when or None,
        "accessibility": row.accessibility or None,
    }


def _own(work: Work, offer_id: UUID) -> Offer:
    row = work.session.get(Offer, offer_id)
    if row is None:
        raise Refused("not_found")
    if not work.caller.reaches(organisation=row.organisation):
        raise Refused("not_allowed")  # it is public that it exists
    if row.status == "defunct":
        raise Refused("offer_closed")
    return row


def _describe(work: Work, row: Offer, told: Mapping[str, Any], *, since: date) -> None:
    known = load().values()
    said = _told(told, since)
    if objection := offers.objection(known, said):
        raise objection
    for name in (*PLAIN, *WHERE):
        setattr(row, name, told[name])
    row.valid_from = said.valid_from
    row.names = told["names"] | {each["language"]: each["name"] for each in told["translations"]}
    row.descriptions = told["descriptions"] | {each["language"]: each["description"] for each in told["translations"]}
    row.when, row.accessibility = told["when"] or {}, told["accessibility"] or {}
    row.words = "\n".join([*row.names.values(), *row.descriptions.values(), row.place or "", *row.topics]).casefold()
    row.changed_at = work.now
    _file(row, offers.facets(known, said))


def _file(row: Offer, wanted: frozenset[tuple[str, str]]) -> None:
    stays = [each for each in row.facets if (each.kind, each.value) in wanted]
    new = wanted - {(each.kind, each.value) for each in stays}
    row.facets = [*stays, *(Facet(kind=kind, value=value) for kind, value in sorted(new))]


def _told(told: Mapping[str, Any], since: date) -> offers.Told:
    return offers.Told(
        topics=tuple(told["topics"]),
        languages=tuple(told["languages"]),
        nationwide=told["nationwide"],
        municipalities=tuple(told["municipalities"]),
        areas=tuple(told["areas"]),
        ages_from=told["ages_from"],
        ages_to=told["ages_to"],
        valid_from=told["valid_from"] or since,
        valid_to=told["valid_to"],
        translated_to=tuple(each["language"] for each in told["translations"]),
    )
