"""Killing at random: who and when is drawn from a seed, so that a run that went wrong can be had again."""

from dataclasses import dataclass, field
from random import Random

from tests.faults.ledger import Ledger
from tests.house import House
from tests.servers import wait_until

BROKER = "the broker"
PATIENCE_SECONDS = 120
#: How many commands are taken while the broker hangs, so that there is something it has been sent and not confirmed.
DURING_A_HANG = 5


@dataclass
class Killing:
    """SIGKILL for the broker, twice, and for every service: once as it works, once while the broker hangs.

    The moments are spread at random over the commands from `first` to `last`.
    """

    house: House
    ledger: Ledger
    seed: int
    first: int
    last: int
    #: What was done, for the report of a run that went wrong.
    done: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Strike at each moment as it comes."""
        chance = Random(self.seed)
        blows = [(name, hanging) for name in (BROKER, *self.house.services) for hanging in (False, True)]
        chance.shuffle(blows)
        moments = sorted(chance.sample(range(self.first, self.last), len(blows)))
        for moment, (victim, hanging) in zip(moments, blows, strict=True):
            self._wait_for(moment)
            self._strike(victim, hanging)
            self.done.append(f"{victim} at {moment}")

    def _strike(self, victim: str, hanging: bool) -> None:
        broker = self.house.broker
        assert broker is not None
        if hanging:
            # Whoever dies now has sent or been sent what is not confirmed: it will be sent again, and arrive twice.
            broker.suspend()
            self._wait_for(self.ledger.count + DURING_A_HANG)
        if victim == BROKER:
            broker.kill()
        else:
            self.house.kill(victim)
        broker.healthy()
        if victim != BROKER:
            self.house.restart(victim, attached=False)

    def _wait_for(self, count: int) -> None:
        wait_until(lambda: self.ledger.reached(count), PATIENCE_SECONDS, f"command {count}")
