"""The directory of offers: who may put one in, what it is found by, and that a search finds exactly what fits."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.programmes import load
from contracts.refusals import Refused
from enrollment import actions, queries, schemas
from enrollment.tables import Facet
from tests.enrollment.directory import CLUB, HERE, LISE, RUTH, SCOUTS, act, found, join, offer, told
from tests.enrollment.make import AREA, MUNICIPALITY, OURS, PROGRAMME, TODAY
from tests.enrollment.story import Story

AS_RUTH, AS_LISE = ("coordinator", SCOUTS, RUTH), ("organisation_admin", SCOUTS, LISE)
TOPICS = sorted(load()[PROGRAMME].topics)
ELSEWHERE = "0440"
SEARCHES: tuple[dict[str, Any], ...] = (
    {},
    {"area": AREA, "age": 8},
    {"municipality": ELSEWHERE},
    {"q": "ÆRLIG snak"},
    {"language": "ar"},
)


def refusal(story: Story, **changes: Any) -> Refused:
    with pytest.raises(Refused) as refused:
        offer(story, **changes)
    return refused.value


def test_an_offer_is_found_from_the_day_it_is_valid_through_its_last(story: Story) -> None:
    join(story)
    offer(story, valid_from="2026-03-04", valid_to="2026-03-05")
    seen = []
    for _ in range(6):
        seen.append(found(story))
        story.rehearsal.later(days=1)
    assert seen == [[], [], ["Bålhygge"], ["Bålhygge"], [], []]


def test_an_organisation_that_has_not_joined_offers_nothing(story: Story) -> None:
    assert (refusal(story).code, refusal(story).because) == ("not_joined", {"organisation": SCOUTS})
    join(story)
    assert offer(story)["organisation"] == SCOUTS


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"topics": ["leisure", "alchemy"]}, "topic_not_known", "topics"),
        ({"areas": ["atlantis"]}, "area_not_known", "areas"),
        ({"municipalities": []}, "offered_nowhere", "municipalities"),
        ({"ages_from": 12, "ages_to": 11}, "ages_reversed", "ages_to"),
        ({"valid_from": "2026-03-04", "valid_to": "2026-03-03"}, "days_reversed", "valid_to"),
        ({"valid_to": "2026-03-01"}, "days_reversed", "valid_to"),
        ({"translations": [{"language": "da", "name": "x", "description": "y"}]}, "language_twice", "translations"),
        ({"translations": [{"language": "ar", "name": "x", "description": "y"}] * 2}, "language_twice", "translations"),
    ],
)
def test_an_offer_that_nobody_could_find_is_refused(story: Story, changes: Any, code: str, field: str) -> None:
    join(story)
    assert (refusal(story, **changes).code, refusal(story, **changes).field) == (code, field)
    assert found(story) == []


def test_a_change_replaces_everything_the_offer_is_found_by(story: Story) -> None:
    join(story)
    first = offer(story)
    changes = CLUB | {"topics": ["neighbourhood"], "languages": ["ar"], "municipalities": [ELSEWHERE]}
    said = told(schemas.NewOffer, **changes)
    changed = act(story, actions.change_offer, first["id"], first["version"], as_=AS_RUTH, **said)
    assert (changed["topics"], changed["version"]) == (["neighbourhood"], first["version"] + 1)
    assert [found(story, topic=topic) for topic in ("leisure", "neighbourhood")] == [[], ["Bålhygge"]]
    assert [found(story, municipality=code) for code in (MUNICIPALITY, ELSEWHERE)] == [[], ["Bålhygge"]]
    assert [found(story, language=code) for code in ("da", "ar")] == [[], ["Bålhygge"]]
    with story.rehearsal.store.session(write=False) as session:
        assert session.query(Facet).count() == 3


def test_of_two_changes_to_the_same_version_the_second_is_refused(story: Story) -> None:
    join(story)
    first = offer(story)
    said = told(schemas.NewOffer, **CLUB | {"price": "cheap"})
    act(story, actions.change_offer, first["id"], first["version"], as_=AS_RUTH, **said)
    with pytest.raises(Refused) as refused:
        act(story, actions.change_offer, first["id"], first["version"], as_=AS_RUTH, **said)
    assert refused.value.code == "stale"


def test_a_closed_offer_is_found_by_nobody_and_changed_no_more(story: Story) -> None:
    join(story)
    first = offer(story)
    closed = act(story, actions.close_offer, first["id"], as_=AS_LISE)
    assert (closed["status"], found(story)) == ("defunct", [])
    assert story.do(actions.offer, first["id"])["status"] == "defunct"
    for action, more in ((actions.close_offer, ()), (actions.change_offer, (closed["version"],))):
        said = told(schemas.NewOffer, **CLUB) if more else {}
        with pytest.raises(Refused) as refused:
            act(story, action, first["id"], *more, as_=AS_LISE, **said)
        assert refused.value.code == "offer_closed"


def test_an_offer_can_rest_for_a_while(story: Story) -> None:
    join(story)
    first = offer(story, status="inactive")
    assert found(story) == []
    act(story, actions.change_offer, first["id"], first["version"], as_=AS_RUTH, **told(schemas.NewOffer, **CLUB))
    assert found(story) == ["Bålhygge"]


def test_only_the_organisation_that_offers_changes_or_closes_an_offer(story: Story) -> None:
    join(story)
    join(story, OURS)
    first = offer(story)
    for action, more in ((actions.close_offer, ()), (actions.change_offer, (first["version"],))):
        said = told(schemas.NewOffer, **CLUB) if more else {}
        with pytest.raises(Refused) as refused:
            act(story, action, first["id"], *more, as_=("coordinator", OURS, RUTH), **said)
        assert refused.value.code == "not_allowed"
    with pytest.raises(Refused) as refused:
        act(story, actions.close_offer, UUID(int=404), as_=AS_RUTH)
    assert refused.value.code == "not_found"


def test_an_offer_for_an_area_is_found_there_and_in_its_municipality(story: Story) -> None:
    join(story)
    offer(story, **HERE)
    others = [area for area in load()[PROGRAMME].areas if area != AREA]
    assert found(story, area=AREA) == found(story, municipality=MUNICIPALITY) == ["Bålhygge"]
    assert [found(story, area=area) for area in others] == [[]] * len(others)
    assert found(story, municipality=ELSEWHERE) == []
    with pytest.raises(Refused) as refused:
        found(story, area="atlantis")
    assert refused.value.code == "area_not_known"


@pytest.mark.parametrize("words", ["bål", "BÅL", "mad leisure", "fire everyday", "fælleshuset", "نار", "100% _"])
def test_words_are_looked_for_in_every_language_and_all_of_them(story: Story, words: str) -> None:
    join(story)
    arabic = {"language": "ar", "name": "حول نار", "description": "نطبخ"}
    offer(story, translations=[arabic])
    expected = words not in ("fire everyday", "100% _")
    assert found(story, q=words) == (["Bålhygge"] if expected else [])


PLACES: list[dict[str, Any]] = [
    {"nationwide": True, "municipalities": [], "areas": []},
    {"nationwide": False, "municipalities": [MUNICIPALITY], "areas": []},
    {"nationwide": False, "municipalities": [ELSEWHERE, MUNICIPALITY], "areas": []},
    {"nationwide": False, "municipalities": [ELSEWHERE], "areas": [AREA]},
    HERE,
]
ages = st.integers(0, 4)


def in_order(two: tuple[int | None, int | None]) -> bool:
    return two[0] is None or two[1] is None or two[0] <= two[1]


some_offer = st.fixed_dictionaries(
    {
        "ages": st.tuples(st.none() | ages, st.none() | ages).filter(in_order),
        "place": st.sampled_from(PLACES),
        "topics": st.sets(st.sampled_from(TOPICS[:3]), min_size=1),
        "languages": st.sets(st.sampled_from(["da", "ar", "so"]), min_size=1),
        "until": st.none() | st.integers(0, 2),
        "name": st.sampled_from(["Æbler", "Bål", "Æblebål"]),
    }
)
some_search = st.fixed_dictionaries(
    {},
    optional={
        "age": ages,
        "municipality": st.sampled_from([MUNICIPALITY, ELSEWHERE]),
        "area": st.sampled_from(list(load()[PROGRAMME].areas)),
        "language": st.sampled_from(["da", "ar", "so"]),
        "topic": st.sampled_from(TOPICS[:3]),
        "q": st.sampled_from(["æble", "BÅL", "bål æble"]),
    },
)


def is_for(offered: Mapping[str, Any], *ages: int | None) -> bool:
    low, high = offered["ages"]
    return all(age is None or ((low is None or low <= age) and (high is None or age <= high)) for age in ages)


def is_in(offered: Mapping[str, Any], municipality: str | None, area: str | None) -> bool:
    place = offered["place"]
    around = {load()[PROGRAMME].areas[each].municipality for each in place["areas"]}
    there = municipality is None or municipality in {*place["municipalities"], *around}
    home = load()[PROGRAMME].areas[area].municipality if area else None
    next_door = area is None or area in place["areas"] or home in place["municipalities"]
    return place["nationwide"] or (there and next_door)


def is_wanted(offered: Mapping[str, Any], wanted: Mapping[str, Any], day: int) -> bool:
    return (
        is_for(offered, wanted.get("age"))
        and is_in(offered, wanted.get("municipality"), wanted.get("area"))
        and wanted.get("language", "da" if "da" in offered["languages"] else None) in {*offered["languages"], None}
        and wanted.get("topic", min(offered["topics"])) in offered["topics"]
        and all(word in offered["name"].casefold() for word in wanted.get("q", "").casefold().split())
        and (offered["until"] is None or day <= offered["until"])
    )


def put_in(story: Story, number: int, offered: Mapping[str, Any]) -> None:
    low, high = offered["ages"]
    until = None if offered["until"] is None else (TODAY + timedelta(days=offered["until"])).isoformat()
    offer(
        story,
        names={"da": f"{offered['name']} {number}", "en": "-"},
        descriptions={"da": "-", "en": "-"},
        ages_from=low,
        ages_to=high,
        topics=sorted(offered["topics"]),
        languages=sorted(offered["languages"]),
        valid_to=until,
        **offered["place"],
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(some_offer, max_size=6), st.lists(some_search, min_size=1, max_size=6), st.integers(0, 3))
def test_a_search_finds_exactly_what_looking_at_every_offer_would(
    offered: list[Any], searches: list[Any], day: int
) -> None:
    story = Story()
    join(story)
    for number, each in enumerate(offered):
        put_in(story, number, each)
    story.rehearsal.later(days=day)
    for wanted in searches:
        expected = {f"{each['name']} {at}" for at, each in enumerate(offered) if is_wanted(each, wanted, day)}
        names = found(story, **wanted)
        assert (set(names), len(names)) == (expected, len(expected))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(some_offer, max_size=6),
    st.sets(ages, max_size=2),
    st.none() | st.sampled_from([MUNICIPALITY, ELSEWHERE]),
    st.sets(st.sampled_from(TOPICS[:3]), max_size=2),
)
def test_what_fits_a_group_of_children_fits_each_of_them(
    offered: list[Any], group: set[int], municipality: str | None, topics: set[str]
) -> None:
    story = Story()
    join(story)
    for number, each in enumerate(offered):
        put_in(story, number, each)
    fit = {
        f"{each['name']} {at}"
        for at, each in enumerate(offered)
        if is_for(each, *group) and is_in(each, municipality, None) and (not topics or topics & each["topics"])
    }
    asked: dict[str, Any] = {
        "municipality": municipality,
        "ages": group,
        "languages": (),
        "topics": topics,
    }
    with story.rehearsal.store.session(write=False) as session:
        assert {row.names["da"] for row in queries.offers_that_fit(session, on=TODAY, **asked)} == fit


def test_both_databases_find_the_same(database: str) -> None:
    """The search, what fits and a page of the feed, on PostgreSQL as above on SQLite."""
    found_on = []
    for url in ("sqlite://", database):
        story = Story(url)
        join(story)
        offer(story, **HERE)
        offer(story, names={"da": "Ærlig snak", "en": "Straight talk"}, **PLACES[0], ages_from=None, ages_to=None)
        offer(story, names={"da": "Langt væk", "en": "Far away"}, municipalities=[ELSEWHERE], status="inactive")
        found_on.append([sorted(found(story, **wanted)) for wanted in SEARCHES] + [fitting(story), feed(story)])
    assert found_on[0] == found_on[1]
    assert found_on[0][:3] == [["Bålhygge", "Ærlig snak"], ["Bålhygge", "Ærlig snak"], ["Ærlig snak"]]


def fitting(story: Story) -> list[str]:
    """For a group of eight and eleven year olds; the offer for the place comes first."""
    asked: dict[str, Any] = {"municipality": MUNICIPALITY, "ages": [8, 11], "languages": ["da"], "topics": ["leisure"]}
    with story.rehearsal.store.session(write=False) as session:
        return [row.names["da"] for row in queries.offers_that_fit(session, on=TODAY, **asked)]


def feed(story: Story) -> list[str]:
    wanted = told(schemas.HsdsSearch, minimum_age=8, maximum_age=20)
    page: Mapping[str, Any] = story.do(actions.hsds_services, "da", **wanted)
    return sorted(each["name"] for each in page["contents"])
