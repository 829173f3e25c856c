"""What matching hears of families."""

from typing import Any

from chassis.doors import measure, on_event
from chassis.work import Work
from contracts.envelope import Event
from matching.actions import facts
from matching.queries import needs


class Hearing:
    """What enrollment tells."""

    @on_event("need.registered.v1")
    def when_need_registered(self, work: Work, event: Event) -> None:
        facts.register_need(work, event)

    @on_event("need.withdrawn.v1")
    def when_need_withdrawn(self, work: Work, event: Event) -> None:
        facts.withdraw_need(work, event)

    @on_event("consent.changed.v1")
    def when_consent_changed(self, work: Work, event: Event) -> None:
        facts.change_consent(work, event)

    @on_event("family.left.v1")
    def when_family_left(self, work: Work, event: Event) -> None:
        facts.leave_family(work, event)

    @measure("samspil_needs_waiting", "Needs that nobody is proposed for.", labels=("programme",))
    def needs_waiting(self, session: Any) -> Any:
        return needs.waiting_per_programme(session)
