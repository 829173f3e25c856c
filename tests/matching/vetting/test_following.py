"""What stands follows the vetting at once, and each match what it really takes."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from matching.domain import vetting
from tests.matching import make
from tests.matching.make import FAMILY, STEPS, TODAY, VIBEKE, programme, uid, volunteer
from tests.matching.town import Town

DAY = timedelta(days=1)
AFTER_THE_CERTIFICATE = 3 * 365 + 2
PLACE = {"programme": "familien_i_fokus", "area": "slagelse", "municipality": "0330"}
FOCUS = {**PLACE, "contributions": [], "topics": []}


@pytest.fixture
def town() -> Town:
    return Town()


def meets(town: Town, *, kind: str, under_15_until: Any, kinds: tuple[str, ...]) -> UUID:
    """A match of a programme in which one kind of volunteer meets children and another does not."""
    town.has_volunteer(kinds=list(kinds), capacity=3, **FOCUS)
    return also_meets(town, kind=kind, under_15_until=under_15_until)


def also_meets(town: Town, *, kind: str, under_15_until: Any) -> UUID:
    family, need = uid(f"family {kind} {under_15_until}"), uid(f"need {kind} {under_15_until}")
    purpose = make.load()["familien_i_fokus"].needs[kind].consent
    place = {"area": "slagelse", "municipality": "0330", "topics": [], "programme": "familien_i_fokus"}
    told = {"kind": kind, "family": family, "under_15_until": under_15_until, **place}
    town.hear(make.consent_changed(family=family, purpose=purpose), make.need_registered(need, **told))
    [proposal] = [each for each in town.runs_in("familien_i_fokus") if each["need"] == need]
    return town.all_say_yes(proposal["id"])


class FocusTown(Town):
    """A town in another programme."""

    def runs_in(self, code: str) -> Any:
        from matching.actions import runs

        with self.rehearsal.work(make.matcher()) as work:
            return runs.run(work, programme=code)["proposals"]
