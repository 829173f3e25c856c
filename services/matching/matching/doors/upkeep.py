"""What time alone does."""

from chassis.doors import every
from chassis.work import Work
from matching.actions import upkeep

HOUR = 3600


class Upkeep:
    """Time passes."""

    @every(seconds=HOUR)
    def let_time_pass(self, work: Work) -> None:
        upkeep.let_time_pass(work)
