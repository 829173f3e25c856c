"""Nobody is with a child on a day for which the vetting does not hold: called off in time, in whatever role."""

from datetime import timedelta
from typing import Any

import pytest

from activities.actions.vetted_in_time import NOTICE
from activities.domain.local import local_day
from chassis.testing import AT
from tests.activities.make import (
    AS_COORDINATOR,
    COORDINATOR,
    DAY,
    HOUR,
    approved,
    body,
    scheduled,
    stage_with_match,
    told,
    volunteer_left,
)
from tests.activities.make_sign_ups import ACTIVITY, HELPER, gone, stage_with, vetted

SOON = AT + NOTICE - HOUR
LATER = AT + NOTICE + HOUR


def arranged(starts_at: Any) -> tuple[Any, str]:
    on = stage_with_match()
    return on, str(scheduled(on, body(starts_at=starts_at))["id"])


def state(on: Any, meeting: str) -> str:
    with on.rehearsal.work() as work:
        on.service.call_off_unvetted(work)
    return str(on.call("GET", f"/meetings/{meeting}", as_=AS_COORDINATOR).json["state"])


@pytest.mark.parametrize("what", [approved(valid_until=local_day(SOON) - DAY, at=AT), volunteer_left(at=AT)])
def test_what_begins_soon_with_a_volunteer_who_may_not_come_is_called_off(what: Any) -> None:
    on, meeting = arranged(SOON)
    assert state(on, meeting) == "planned"
    on.hear(what)
    assert state(on, meeting) == "called_off"
    assert told(on)[-1].data == {"reason": "other", "cause": "no_volunteers"}
    assert len([each for each in told(on) if each.type == "meeting.called_off.v1"]) == 1


def test_what_is_further_ahead_waits_for_a_renewal_that_may_come() -> None:
    on, meeting = arranged(LATER)
    on.hear(approved(valid_until=local_day(SOON) - DAY, at=AT))
    assert state(on, meeting) == "planned"
    on.hear(approved(valid_until=local_day(LATER) + timedelta(days=365), at=AT + HOUR))
    on.rehearsal.later(hours=2)
    assert state(on, meeting) == "planned"


def test_a_vetting_that_holds_to_the_day_itself_is_enough() -> None:
    on, meeting = arranged(SOON)
    on.hear(approved(valid_until=local_day(SOON), at=AT))
    assert state(on, meeting) == "planned"


def test_a_volunteer_whom_somebody_names_as_a_coordinator_is_a_volunteer_still() -> None:
    on = stage_with(1)
    on.hear(gone())
    people = [{"person": str(COORDINATOR), "role": "coordinator"}, {"person": str(HELPER), "role": "coordinator"}]
    sent = body(match_id=None, activity_id=str(ACTIVITY), kind="conversation_salon", participants=people)
    sent |= {"starts_at": (AT + 30 * DAY).isoformat(), "ends_at": (AT + 30 * DAY + HOUR).isoformat()}
    reply = on.call("POST", "/meetings", sent, as_=AS_COORDINATOR)
    assert (reply.status, reply.json["code"]) == (409, "volunteer_not_vetted")
    on.hear(vetted(at=AT + HOUR))
    assert on.call("POST", "/meetings", sent, as_=AS_COORDINATOR).status == 201
