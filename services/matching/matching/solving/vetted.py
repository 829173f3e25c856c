"""Whether vetting holds, asked of the domain once for all volunteers who are alike in what it depends on.

Deliberately not here: what vetting depends on (`matching.domain.vetting`).
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from matching.domain.certificates import born_by
from matching.domain.facts import Exemption, Outcome, Pause, Volunteer
from matching.domain.vetting import shortened
from matching.domain.worth import vetted
from matching.solving.columns import Frame

Vetted = tuple[bool, bool, bool]
#: A volunteer of whom nothing is known.
ANYBODY = Volunteer(
    id=UUID(int=0),
    kinds=frozenset(),
    born=date.min,
    languages=frozenset(),
    area="",
    municipality="",
    slots=frozenset(),
    topics=frozenset(),
    outcomes=(),
    capacity=1,
)


class Record(NamedTuple):
    """What vetting depends on, of one volunteer."""

    born: date
    outcomes: tuple[Outcome, ...]
    exemptions: tuple[Exemption, ...] = ()
    pauses: tuple[Pause, ...] = ()
    certificate_asked: date | None = None


@dataclass(frozen=True)
class Vetting:
    """The vetting of everybody in a run."""

    frame: Frame

    def what_counts(self, record: Record) -> Record:
        """Of a record what vetting depends on at the date: many people have the same."""
        # Whoever is old enough for a certificate stays so, whatever the birthday.
        born = max(record.born, self._old_enough)
        return record._replace(born=born, outcomes=shortened(record.outcomes, self.frame.at))

    def of(self, record: Record) -> Vetted:
        """Whether vetting holds for adults, for children under 15, and long enough."""
        return vetted(self.frame.programme, replace(ANYBODY, **record._asdict()), self.frame.at)

    @cached_property
    def _old_enough(self) -> date:
        return born_by(self.frame.at)
