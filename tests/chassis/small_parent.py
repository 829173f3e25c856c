"""A process with a companion that is at work: `python -m tests.chassis.small_parent BEGUN ENOUGH PID`."""

from chassis import green

green.patch()

import sys  # noqa: E402
from pathlib import Path  # noqa: E402

import eventlet  # noqa: E402

from chassis.clock import Clock  # noqa: E402
from chassis.companions import Aside, Companions  # noqa: E402
from chassis.logs import log_for  # noqa: E402
from chassis.metrics import Metrics  # noqa: E402
from tests.servers import wait_until  # noqa: E402


def main(begun: str, enough: str, pid: str) -> None:
    """Ask for work without end, and say whom."""
    companions = Companions(Clock(), Metrics("small"), log_for("small", "kfum"))
    companions.declare({"ready": Aside(function="tests.chassis.small_aside:ready", seconds=300)})
    asking = eventlet.spawn(companions, "ready", {"begun": begun, "enough": enough})
    wait_until(Path(begun).exists, 30, "the companion to begin")
    Path(pid).write_text(str(companions.pid("ready")), encoding="ascii")
    asking.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
