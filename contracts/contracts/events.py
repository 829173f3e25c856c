"""The register of event types: who may tell it, what it carries, about whom it is and how sensitive that makes it.

Deliberately not here: how an event is written and read (`envelope`), and how it travels (the chassis).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from marshmallow import EXCLUDE

from contracts import activities, common, enrollment, matching, notifications, reporting
from contracts.fields import Strict

EVERY = "every"  # the owner of what every service tells about itself
FAMILY, VOLUNTEER, PROGRAMME, SERVICE = "family", "volunteer", "programme", "service"
PUBLIC, INTERNAL, PSEUDONYMOUS = "public", "internal", "pseudonymous"
CLASSIFICATIONS = (PUBLIC, INTERNAL, PSEUDONYMOUS)

Payload = type[Strict]


@dataclass(frozen=True)
class EventType:
    """One kind of fact.

    `about` says what decides where a copy may go: the live consent of the family or volunteer, or the topology.
    `subject` is the glossary's word for what the envelope's subject names.
    """

    type: str
    owner: str
    schema: Payload
    about: str
    subject: str
    classification: str

    @property
    def summary(self) -> str:
        """One sentence for partners."""
        return (self.schema.__doc__ or "").splitlines()[0]

    @cached_property
    def sent(self) -> Strict:
        """The payload as its owner must keep it: a key that is not agreed is refused."""
        return self.schema()

    @cached_property
    def received(self) -> Strict:
        """The payload as a receiver reads it: a key of a later release is passed over."""
        return self.schema(unknown=EXCLUDE)


_TABLE = {
    "enrollment": (
        ("programme.published.v1", enrollment.ProgrammePublished, PROGRAMME, "programme", PUBLIC),
        ("intake.requested.v1", enrollment.IntakeRequested, FAMILY, "contact", PSEUDONYMOUS),
        ("family.joined.v1", enrollment.FamilyJoined, FAMILY, "family", PSEUDONYMOUS),
        ("family.left.v1", enrollment.FamilyLeft, FAMILY, "family", PSEUDONYMOUS),
        ("consent.changed.v1", enrollment.ConsentChanged, FAMILY, "family", PSEUDONYMOUS),
        ("need.registered.v1", enrollment.NeedRegistered, FAMILY, "need", PSEUDONYMOUS),
        ("need.withdrawn.v1", enrollment.NeedWithdrawn, FAMILY, "need", PSEUDONYMOUS),
        ("goal.reached.v1", enrollment.GoalReached, FAMILY, "goal", PSEUDONYMOUS),
        ("bridge.agreed.v1", enrollment.BridgeAgreed, FAMILY, "bridge", PSEUDONYMOUS),
        ("bridge.withdrawn.v1", enrollment.BridgeWithdrawn, FAMILY, "bridge", PSEUDONYMOUS),
        ("outreach.counted.v1", enrollment.OutreachCounted, PROGRAMME, "outreach", INTERNAL),
        ("person.erased.v1", enrollment.PersonErased, FAMILY, "person", PSEUDONYMOUS),
    ),
    "matching": (
        ("volunteer.approved.v1", matching.VolunteerApproved, VOLUNTEER, "volunteer", PSEUDONYMOUS),
        ("volunteer.left.v1", matching.VolunteerLeft, VOLUNTEER, "volunteer", PSEUDONYMOUS),
        ("match.proposed.v1", matching.MatchProposed, FAMILY, "proposal", PSEUDONYMOUS),
        ("volunteer.matched.v1", matching.VolunteerMatched, FAMILY, "match", PSEUDONYMOUS),
        ("match.ended.v1", matching.MatchEnded, FAMILY, "match", PSEUDONYMOUS),
        ("checkin.answered.v1", matching.CheckinAnswered, FAMILY, "match", PSEUDONYMOUS),
        ("answer.asked.v1", matching.AnswerAsked, FAMILY, "proposal", PSEUDONYMOUS),
        ("checkin.asked.v1", matching.CheckinAsked, FAMILY, "checkin", PSEUDONYMOUS),
        ("cover.asked.v1", matching.CoverAsked, VOLUNTEER, "cover", PSEUDONYMOUS),
        ("vetting.expiring.v1", matching.VettingExpiring, VOLUNTEER, "volunteer", PSEUDONYMOUS),
    ),
    "activities": (
        ("meeting.scheduled.v1", activities.MeetingScheduled, FAMILY, "meeting", PSEUDONYMOUS),
        ("meeting.moved.v1", activities.MeetingMoved, FAMILY, "meeting", PSEUDONYMOUS),
        ("meeting.called_off.v1", activities.MeetingCalledOff, FAMILY, "meeting", PSEUDONYMOUS),
        ("meeting.held.v1", activities.MeetingHeld, FAMILY, "meeting", PSEUDONYMOUS),
        ("activity.signed_up.v1", activities.ActivitySignedUp, FAMILY, "sign_up", PSEUDONYMOUS),
        ("activity.place_offered.v1", activities.ActivityPlaceOffered, FAMILY, "sign_up", PSEUDONYMOUS),
        ("activity.withdrawn.v1", activities.ActivityWithdrawn, FAMILY, "sign_up", PSEUDONYMOUS),
        ("success.noted.v1", activities.SuccessNoted, FAMILY, "success", PSEUDONYMOUS),
        ("promise.kept.v1", activities.PromiseKept, PROGRAMME, "promise", INTERNAL),
        ("promise.missed.v1", activities.PromiseMissed, PROGRAMME, "promise", INTERNAL),
    ),
    "notifications": (
        ("message.delivered.v1", notifications.MessageDelivered, FAMILY, "message", PSEUDONYMOUS),
        ("message.failed.v1", notifications.MessageFailed, FAMILY, "message", PSEUDONYMOUS),
    ),
    "reporting": (("target.at_risk.v1", reporting.TargetAtRisk, PROGRAMME, "target", INTERNAL),),
    EVERY: (
        ("erasure.receipted.v1", common.ErasureReceipted, FAMILY, "person", PSEUDONYMOUS),
        ("heartbeat.v1", common.Heartbeat, SERVICE, "service", INTERNAL),
    ),
}

REGISTER: Mapping[str, EventType] = MappingProxyType(
    {
        type: EventType(type, owner, schema, about, subject, classification)
        for owner, rows in _TABLE.items()
        for type, schema, about, subject, classification in rows
    }
)
