"""A town where somebody else is sometimes needed for a day."""

from datetime import date
from typing import Any
from uuid import UUID

from matching.actions import covers
from tests.matching import make
from tests.matching.giving.make import GivingTown
from tests.matching.make import uid

ANNA, BODIL, CARL = sorted(map(uid, ("Anna", "Bodil", "Carl")))
OTHER = uid("other volunteer")
TUESDAY = date(2026, 3, 10)
SLOT = "tue_day"


class CoverTown(GivingTown):
    """A town with a match whose volunteer cannot always come."""

    def wants(self, match: UUID, by: Any = None, **known: Any) -> Any:
        wanted: dict[str, Any] = {"on": TUESDAY, "slot": SLOT, "family_wishes": True} | known
        with self.rehearsal.work(by or make.frivillig()) as work:
            return covers.want(work, match, **wanted)

    def replies(self, cover: Any, by: UUID, answer: str = "yes") -> Any:
        with self.rehearsal.work(make.frivillig(by)) as work:
            return covers.answer(work, UUID(str(cover["id"])), answer=answer)

    def sees(self, cover: Any, by: Any = None) -> Any:
        with self.rehearsal.work(by or make.matcher()) as work:
            return covers.cover(work, UUID(str(cover["id"])))

    def why(self, cover: Any) -> dict[UUID, set[str]]:
        with self.rehearsal.work(make.matcher()) as work:
            said = covers.reasons(work, UUID(str(cover["id"])))
        assert said
        return {each["volunteer"]: {blocked["code"] for blocked in each["blocked_by"]} for each in said["nearest"]}

    def time_passes(self, days: int) -> None:
        self.rehearsal.later(days=days)
        with self.rehearsal.work() as work:
            covers.let_time_pass(work)

    def asked(self) -> list[UUID]:
        return [event.data["volunteer"] for event in self.told("cover.asked.v1")]


def has_second_match(town: CoverTown) -> UUID:
    """Another need is met by another volunteer."""
    town.has_volunteer(OTHER)
    town.hear(make.need_registered(uid("second need")))
    [proposal] = town.runs()["proposals"]
    return town.all_say_yes(UUID(str(proposal["id"])), volunteer=OTHER)
