"""On PostgreSQL: what a family takes back while its proposal is being put forward waits, and then takes effect."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import func, select

from chassis.events.handling import Handling
from chassis.store import Store, Unavailable
from chassis.tables import parked
from contracts.envelope import Event
from matching.actions import putting_forward
from matching.domain import parcels
from matching.queries import proposals
from tests.matching import make
from tests.matching.make import NEED
from tests.matching.runs.crowd import gather
from tests.matching.town import DOORS, Town

TAKEN_BACK = {
    "the need": make.need_withdrawn,
    "the consent": lambda: make.consent_changed("withdrawn", sequence=3),
    "everything": make.family_left,
}


@pytest.fixture
def town(database: str) -> Iterator[Town]:
    rehearsal = make.rehearsal(database)
    yield Town(rehearsal)
    rehearsal.store.engine.dispose()


@pytest.fixture
def listener(database: str) -> Iterator[Handling]:
    """Another replica, which waits a moment for a row that is held, and not for seconds."""
    other = make.rehearsal(database)
    other.desk.store = Store(database, statement_seconds=0.2)
    yield Handling(other.desk, DOORS)
    other.desk.store.engine.dispose()
    other.store.engine.dispose()


@pytest.mark.parametrize("event", TAKEN_BACK.values(), ids=TAKEN_BACK)
def test_what_is_taken_back_while_a_long_run_holds_it_is_neither_parked_nor_lost(
    town: Town, listener: Handling, monkeypatch: pytest.MonkeyPatch, event: Callable[[], Event]
) -> None:
    gather(town, needs=2 * parcels.PAIRS, volunteers=2 * parcels.PAIRS)
    real, tries = putting_forward._propose, []

    def propose(*said: Any) -> Any:
        with pytest.raises(Unavailable):  # the broker keeps it
            listener.handle([event()])
        tries.append(event)
        return real(*said)

    monkeypatch.setattr(putting_forward, "_propose", propose)
    town.runs()
    assert tries
    assert town.standing() == 2 * parcels.PAIRS
    listener.handle([event()])
    with town.look() as work:
        assert proposals.of_need(work.session, NEED) is None
        assert work.session.scalar(select(func.count()).select_from(parked)) == 0
    assert town.standing() == 2 * parcels.PAIRS - 1
