"""What a meeting takes for a while: people, perhaps a venue, and things."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from activities.domain.people import Participant
from activities.domain.spans import Span


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A span of time for which a meeting of an organisation takes people, perhaps a venue, and things.

    `where` is what the programme's `row` says of such meetings: home, venue, outdoors or anywhere.
    """

    organisation: str
    starts_at: datetime
    ends_at: datetime
    people: tuple[Participant, ...] = ()
    venue: UUID | None = None
    resources: tuple[UUID, ...] = ()
    where: str = "anywhere"
    row: str | None = None

    @property
    def span(self) -> Span:
        """From when until when."""
        return self.starts_at, self.ends_at

    def subjects(self) -> dict[UUID, str]:
        """All that is taken, each with what it is: person, venue or resource."""
        venue = {self.venue: "venue"} if self.venue else {}
        people = dict.fromkeys((one.person for one in self.people), "person")
        return {**venue, **dict.fromkeys(self.resources, "resource"), **people}
