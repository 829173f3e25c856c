"""Starts one service or several in a process, and stops them without losing what they hold.

A stop: readiness goes off, `drain_seconds` pass so that nobody sends more, entrypoints stop taking, what is in hand
commits, the relay empties what it has. After `stop_seconds` the process leaves whatever the state.
"""

import gc
import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import eventlet
from eventlet.hubs import trampoline
from nameko.containers import ServiceContainer

from chassis import doors, logs, settings
from chassis.clock import Clock
from chassis.desk import Desk
from chassis.events import inbox
from chassis.events.consumer import Consumer
from chassis.events.relay import Relay
from chassis.green import require_green
from chassis.metrics import Metrics
from chassis.store import Store
from chassis.timers import Timer
from chassis.web import replies
from chassis.work import Work

GROUP = "samspil.services"
COMMANDS = "samspil.commands"
GREEN_TEST_SECONDS = 0.2
HOUSEKEEPING_SECONDS = 3600.0


@dataclass
class Running:
    """One service, started."""

    desk: Desk
    container: ServiceContainer
    relay: Relay


def known_services() -> dict[str, Any]:
    """The services installed here, by name."""
    return {entry.name: entry for entry in entry_points(group=GROUP)}


def known_commands() -> dict[str, Any]:
    """Commands that installed services bring along, each group by the service's name."""
    return {entry.name: entry for entry in entry_points(group=COMMANDS)}


def folder_of(service: type) -> Path:
    """Where a service's config.yaml and migrations lie: beside its package, or where the process was started."""
    beside = Path(__import__(service.__module__.split(".")[0]).__path__[0]).parent
    return beside if (beside / "alembic.ini").exists() else Path.cwd()


def settings_of(name: str) -> tuple[type, settings.Settings]:
    """A service's class and its checked settings.

    Raises:
        settings.SettingsError: the service or one of its settings is unknown or wrong.
    """
    service = _service(name)
    own = getattr(service, "settings", None)
    return service, settings.load(name, folder_of(service), own, services=known_services())


def packages_of(name: str) -> set[str]:
    """The Debian packages that a service's asides need."""
    asides = doors.asides_of(_service(name))
    return {package for aside in asides.values() for package in aside.packages}


def build(service: type, told: settings.Settings) -> Running:
    """A service with its desk and container, not yet started."""
    name: str = service.name  # type: ignore[attr-defined]
    store = Store(told["database_url"], pool_size=told["pool_size"], statement_seconds=told["statement_seconds"])
    log = logs.log_for(name, told["organisation"])
    desk = Desk(name, told, store=store, clock=Clock(), metrics=Metrics(name), log=log)
    desk.aside.declare(doors.asides_of(service))
    config = {"WEB_SERVER_ADDRESS": told["listen"], "desk": desk, "service": service()}
    return Running(desk, ServiceContainer(service, config), Relay(desk))


def run(services: Sequence[tuple[type, settings.Settings]]) -> int:
    """Run these services until SIGTERM or SIGINT; the exit status."""
    logs.configure(services[0][1]["log_level"])
    running = [build(service, told) for service, told in services]
    for service in running:
        store = service.desk.store
        require_green(lambda store=store: store.wait(GREEN_TEST_SECONDS), seconds=GREEN_TEST_SECONDS, what="the driver")  # type: ignore[misc]
    told_to_stop = _listen_for_signals()
    _start(running)
    trampoline(told_to_stop, read=True)
    return _stop(running)


def _service(name: str) -> Any:
    services = known_services()
    if name not in services:
        raise settings.SettingsError(f"no service '{name}' is installed; there are: {', '.join(sorted(services))}")
    return services[name].load()


def _listen_for_signals() -> int:
    """A file that becomes readable with SIGTERM or SIGINT; a handler alone would not wake a sleeping event loop."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    return reading


def _start(running: Sequence[Running]) -> None:
    for service in running:
        service.container.start()
        service.desk.attached = _attached(service)
        eventlet.spawn(_beat, service.desk)
    for service in running:
        # In one process a copy published before its reader is attached would find no queue.
        eventlet.spawn(_relay_when, service, running)
        keeping = Timer(service.desk, "housekeeping", HOUSEKEEPING_SECONDS, _tidy, own=False)
        eventlet.spawn(keeping.run)
        service.desk.log.info("started", port=service.desk.settings["listen"].rpartition(":")[2])
    # What services are made of stays: whoever asks is not to wait while it is looked through for what could go.
    gc.collect()
    gc.freeze()


def _relay_when(service: Running, running: Sequence[Running]) -> None:
    if service.relay.embedded:
        for other in running:
            if consumer := _consumer(other):
                consumer.attached.wait()
    service.relay.run()


def _stop(running: Sequence[Running]) -> int:
    seconds = max(service.desk.settings["stop_seconds"] for service in running)
    eventlet.spawn_after(seconds, os._exit, 1)
    for service in running:
        service.desk.draining = True
    eventlet.sleep(max(service.desk.settings["drain_seconds"] for service in running))
    for service in running:
        service.container.stop()
    for service in running:
        service.desk.aside.stop()
        service.relay.stop()
        if not service.relay.embedded:
            service.relay.wait(seconds / 4)
        service.desk.log.info("stopped")
    return 0


def _attached(service: Running) -> Any:
    consumer = _consumer(service)

    def attached() -> bool:
        return service.relay.connected and (consumer is None or consumer.connected)

    return attached


def _consumer(service: Running) -> Any:
    return service.container.shared_extensions.get(Consumer)


def _beat(desk: Desk) -> None:
    while True:
        before = desk.clock.elapsed()
        eventlet.sleep(1.0)
        desk.last_beat = desk.clock.elapsed()
        desk.metrics.loop_lag.set(max(0.0, desk.last_beat - before - 1.0))


def _tidy(work: Work) -> None:
    inbox.forget(work.session, work.now - timedelta(days=work.settings["inbox_days"]))
    replies.forget(work.session, work.now - timedelta(hours=work.settings["idempotency_hours"]))
