"""Whether a volunteer may be with a family on a day: asked of the meeting's day, never stored as yes or no."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from contracts.refusals import Refused


@dataclass(frozen=True, kw_only=True)
class Vetted:
    """What matching has told about a volunteer."""

    approved_at: datetime | None
    valid_until: date | None
    left_at: datetime | None

    def on(self, day: date) -> bool:
        """Whether the vetting holds on this day."""
        if self.approved_at is None or self.valid_until is None or day > self.valid_until:
            return False
        return not self.has_left

    @property
    def has_left(self) -> bool:
        """Whether the volunteer has stopped, and was not approved again since."""
        return self.left_at is not None and (self.approved_at is None or self.approved_at <= self.left_at)


def objections(vetted: Vetted, day: date) -> Iterator[Refused]:
    """Why a volunteer cannot be with a family on this day."""
    if not vetted.on(day):
        yield Refused("volunteer_not_vetted", field="participants", on=day)
