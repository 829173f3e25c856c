"""Doors for what enrollment and matching tell."""

from activities.actions import facts, following
from chassis.doors import on_event
from chassis.work import Work
from contracts.envelope import Event


class Hearing:
    """What others tell is kept, a column a fact."""

    @on_event("intake.requested.v1")
    def when_intake_requested(self, work: Work, event: Event) -> None:
        facts.note_intake(work, event)

    @on_event("volunteer.approved.v1")
    def when_volunteer_approved(self, work: Work, event: Event) -> None:
        facts.note_approval(work, event)
        following.follow_volunteer(work, event.subject)

    @on_event("volunteer.left.v1")
    def when_volunteer_left(self, work: Work, event: Event) -> None:
        facts.note_volunteer_left(work, event)
        following.follow_volunteer(work, event.subject)

    @on_event("volunteer.matched.v1")
    def when_volunteer_matched(self, work: Work, event: Event) -> None:
        facts.note_match(work, event)

    @on_event("match.ended.v1")
    def when_match_ended(self, work: Work, event: Event) -> None:
        facts.note_match_ended(work, event)

    @on_event("family.joined.v1")
    def when_family_joined(self, work: Work, event: Event) -> None:
        following.note_family_joined(work, event)

    @on_event("family.left.v1")
    def when_family_left(self, work: Work, event: Event) -> None:
        following.note_family_left(work, event)
        facts.note_family_left(work, event)

    @on_event("consent.changed.v1")
    def when_consent_changed(self, work: Work, event: Event) -> None:
        following.note_consent(work, event)
        facts.note_consent(work, event)
