"""Whether an offer of a volunteer can be: in the programme's words, possible, and not against itself.

Every no says which field, and what would change it; nothing of an offer is ever left out in silence. Deliberately not
here: vetting, which comes after the offer, and whether the person is known already (`actions.alike`).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.programmes import Programme
from contracts.refusals import Refused
from matching.domain.places import is_in_denmark
from matching.domain.programmes import check_area, organisations

#: Danish associations have young people of 13 help along; a birthday longer ago than this is a slip of the hand.
YOUNGEST, OLDEST = 13, 110
MANY = ("kinds", "languages", "slots", "topics", "contributions", "meets", "shares_with")


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What of an offer can be wrong. `organisation` is the caller's, whose volunteer the person becomes."""

    organisation: str
    area: str
    point: tuple[float, float] | None
    born: date
    kinds: Sequence[str]
    languages: Sequence[str]
    slots: Sequence[str]
    topics: Sequence[str]
    contributions: Sequence[str]
    meets: Sequence[str]
    shares_with: Sequence[str]
    source: str | None
    capacity: int
    without_young_children: bool


def check(programme: Programme, offer: Offer, today: date) -> None:
    """The offer can stand.

    Raises:
        Refused: with the first thing that is in the way.
    """
    for objection in _objections(programme, offer, today):
        raise objection


def age(born: date, today: date) -> int:
    """Whole years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _objections(programme: Programme, offer: Offer, today: date) -> Iterator[Refused]:
    yield from _of_the_organisation(programme, offer)
    check_area(programme, offer.area)
    yield from _of_the_words(programme, offer)
    yield from _of_the_place(offer)
    yield from _of_the_age(offer, today)
    yield from _of_the_capacity(programme, offer)
    yield from _of_the_wishes(programme, offer)


def _of_the_organisation(programme: Programme, offer: Offer) -> Iterator[Refused]:
    if offer.organisation not in organisations(programme):
        row = programme.row_of("partners")
        yield Refused("organisation_not_in_the_programme", rule=row, organisation=offer.organisation)


def _of_the_words(programme: Programme, offer: Offer) -> Iterator[Refused]:
    for field, words in _said(offer).items():
        known = _known(programme, offer).get(field)
        for place, word in enumerate(words):
            if known is not None and word not in known:
                yield Refused("not_in_the_programme", field=field, word=word)
            if word in words[:place]:
                yield Refused("said_twice", field=field, word=word)


def _said(offer: Offer) -> Mapping[str, Sequence[str]]:
    named = {name: getattr(offer, name) for name in MANY}
    return {**named, "source": (offer.source,) if offer.source else ()}


def _known(programme: Programme, offer: Offer) -> Mapping[str, Collection[str]]:
    return {
        "kinds": programme.volunteer_kinds,
        "contributions": programme.contributions,  # S0-21
        "topics": {topic for need in programme.needs.values() for topic in need.topics},
        "meets": programme.volunteer_wishes,
        "shares_with": organisations(programme) - {offer.organisation},
        "source": programme.recruiting_sources,  # S2-17
    }


def _of_the_place(offer: Offer) -> Iterator[Refused]:
    if offer.point and not is_in_denmark(*offer.point):
        yield Refused("outside_denmark", field="point")


def _of_the_age(offer: Offer, today: date) -> Iterator[Refused]:
    if offer.born >= today:
        yield Refused("born_in_the_future", field="born")
    if not YOUNGEST <= age(offer.born, today) <= OLDEST:
        yield Refused("age_out_of_range", field="born", at_least=YOUNGEST, at_most=OLDEST)


def _of_the_capacity(programme: Programme, offer: Offer) -> Iterator[Refused]:
    """Whoever offers several kinds of help has no more places than each of them allows."""
    for kind in offer.kinds:
        if offer.capacity > (at_most := programme.volunteer_kinds[kind].at_most):
            row = programme.row_of(f"volunteer_kinds.{kind}.at_most")
            yield Refused(
                "more_than_at_most", rule=row, field="capacity", kind=_called(programme, kind), at_most=at_most
            )


def _of_the_wishes(programme: Programme, offer: Offer) -> Iterator[Refused]:
    for kind in offer.kinds:
        if offer.without_young_children and programme.volunteer_kinds[kind].with_children:
            row = programme.row_of(f"volunteer_kinds.{kind}.with_children")
            yield Refused(
                "kind_means_children", rule=row, field="without_young_children", kind=_called(programme, kind)
            )


def _called(programme: Programme, kind: str) -> Mapping[str, str]:
    name = programme.volunteer_kinds[kind].name
    return {"da": name.da, "en": name.en}
