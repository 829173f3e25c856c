"""What is heard of matches ends in the same rows in every order of arrival, one by one, all at once, and twice."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import count, permutations
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from chassis.doors import subscriptions_of
from chassis.events.handling import Handling
from chassis.testing import AT
from contracts.envelope import Event
from contracts.refusals import Refused
from enrollment import actions
from enrollment.service import Enrollment
from enrollment.tables import Match
from tests.enrollment.make import AMAL, AREA, JONAS, STRANGER
from tests.enrollment.story import Story

ids = (UUID(int=number) for number in count(1000))


class News:
    """A family that hears of two matches for one need; the volunteer ends the first, the second ends as `last` says."""

    def __init__(self, story: Story, last: str = "need_met") -> None:
        self.story, self.need, self.last = story, UUID(str(story.need()["id"])), last
        self.handling = Handling(story.rehearsal.desk, subscriptions_of(Enrollment()))
        first, second = next(ids), next(ids)
        self.events = [
            self.matched(first),
            self.ended(first, "volunteer_wish"),
            self.matched(second),
            self.ended(second, last),
        ]

    def matched(self, match: UUID) -> Event:
        profile = {"guardians": [AMAL, JONAS], "kind": "network_person", "area": AREA}
        return self.event("volunteer.matched.v1", match, 1, proposal=next(ids), **profile)

    def ended(self, match: UUID, reason: str) -> Event:
        return self.event("match.ended.v1", match, 2, reason=reason)

    def event(self, type: str, match: UUID, sequence: int, **data: Any) -> Event:
        return Event(
            id=next(ids),
            source="/kfum/matching",
            type=type,
            subject=match,
            time=AT + timedelta(hours=sequence),
            data={"need": self.need, "family": self.story.family, "volunteer": STRANGER, **data},
            correlationid=UUID(int=40),
            sequence=sequence,
            dataclassification="pseudonymous",
        )

    def arrive(self, *batches: Sequence[Event]) -> None:
        """As from the broker."""
        for batch in batches:
            self.handling.handle(batch)

    def share_a_transaction(self, events: Sequence[Event]) -> None:
        """All in one, with nothing to fall back on."""
        with self.story.rehearsal.work() as work:
            for each in events:
                self.handling.doors[each.type](work, each)

    def outcome(self) -> tuple[Any, ...]:
        """The rows, where the need stands, and what was told of its end."""
        with self.story.rehearsal.work() as work:
            found = work.session.scalars(select(Match).where(Match.need == self.need).order_by(Match.id))
            rows = [(row.matched_at, row.ended_at, row.ended_because) for row in found]
        (need,) = (each for each in self.story.seen()["needs"] if each["id"] == self.need)
        told = [each.data["reason"] for each in self.story.told("need.withdrawn.v1") if each.subject == self.need]
        return rows, need["state"], told


@pytest.fixture
def asking(story: Story) -> Story:
    """A family that can ask for a volunteer."""
    story.join()
    story.consent(AMAL, "one_to_one")
    return story


def one_by_one(news: News, order: Sequence[Event]) -> None:
    news.arrive(*([event] for event in order))


def all_at_once(news: News, order: Sequence[Event]) -> None:
    news.share_a_transaction(order)


def twice(news: News, order: Sequence[Event]) -> None:
    news.arrive(*([event, event] for event in order), order)


@pytest.mark.parametrize("way", [one_by_one, all_at_once, twice])
@pytest.mark.parametrize(("last", "state", "told"), [("need_met", "met", ["met"]), ("family_wish", "open", [])])
def test_every_order_and_every_duplicate_end_the_same(
    asking: Story, way: Callable[[News, Sequence[Event]], None], last: str, state: str, told: list[str]
) -> None:
    begun, over = AT + timedelta(hours=1), AT + timedelta(hours=2)
    for order in permutations(range(4)):
        news = News(asking, last)
        way(news, [news.events[place] for place in order])
        assert news.outcome() == ([(begun, over, "volunteer_wish"), (begun, over, last)], state, told)
        if state == "open":
            asking.do(actions.withdraw_need, news.need)  # one of a kind at a time


def test_a_running_match_meets_the_need_for_now(asking: Story) -> None:
    news = News(asking)
    news.arrive(news.events[:1])
    assert news.outcome()[1] == "matched"


def test_a_need_that_is_matched_is_not_changed_but_one_that_is_open_again_is(asking: Story) -> None:
    news = News(asking)
    said: dict[str, Any] = {"topics": [], "languages": [], "slots": ["tue_day"], "wanted_on": None}
    news.arrive(news.events[:1])
    with pytest.raises(Refused) as refused:
        asking.do(actions.change_need, news.need, 1, **said)
    assert refused.value.code == "need_has_a_match"
    news.arrive(news.events[1:2])
    assert asking.do(actions.change_need, news.need, 1, **said)["state"] == "open"


@pytest.mark.parametrize("met", [True, False])
def test_in_a_one_to_one_track_one_takes_part_until_the_need_is_met_whatever_is_heard_first(
    asking: Story, met: bool
) -> None:
    for order in permutations(range(4)):
        news = News(asking, "need_met" if met else "family_wish")
        one_by_one(news, [news.events[place] for place in order])
        tracks = asking.do(actions.tracks_for, asking.family, None)["tracks"]
        (taken,) = (each["takes_part"] for each in tracks if each["one_to_one"])
        assert taken is not met
        if not met:
            asking.do(actions.withdraw_need, news.need)


def test_a_need_withdrawn_by_the_family_is_not_told_as_met_afterwards(asking: Story) -> None:
    news = News(asking)
    asking.do(actions.withdraw_need, news.need)
    news.arrive(news.events)
    assert news.outcome()[2] == ["family_wish"]


def test_news_of_a_need_that_is_forgotten_is_no_trouble(asking: Story) -> None:
    news = News(asking)
    news.need = next(ids)
    news.share_a_transaction([news.ended(next(ids), "need_met")])
    with asking.rehearsal.work() as work:
        assert [row.need for row in work.session.scalars(select(Match))] == [news.need]
