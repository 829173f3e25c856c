"""What operators ask every service: is it alive, is it ready, what does it count, which events wait for a person."""

from collections.abc import Mapping
from typing import Any

from chassis.desk import Desk
from chassis.events import outbox, parking
from chassis.store import Unavailable
from chassis.web.answer import Answer, json_answer
from chassis.web.request import Request
from chassis.web.route import Route
from chassis.work import Work
from contracts.fields import Strict, count, moment, nested, text, uuid, word
from contracts.refusals import Refused

ANYONE = {"anyone": "any"}
OPERATORS = {"operator": "any"}
STALL_SECONDS = 5.0
PROMETHEUS = ("Content-Type", "text/plain; version=0.0.4; charset=utf-8")


class ParkedEvent(Strict):
    """An event whose handling failed. Its body is never shown here."""

    id = uuid()
    type = text(80)
    subject = uuid()
    outcome = word(["parked", "refused"])
    reason = text(200)
    attempts = count()
    next_at = moment(null=True, means="When it is tried again; null when it waits for a person.")
    parked_at = moment()


class Quarantined(Strict):
    """A delivery that was no event. Its bytes lie in the broker's dead-letter queue."""

    id = uuid()
    at = moment()
    reason = text(40)
    digest = text(64, means="SHA-256 of the bytes.")
    size = count(max=2**31)


class ParkedEvents(Strict):
    """Everything that is parked, oldest first."""

    items = nested(ParkedEvent, many=True, max=200)


class Quarantine(Strict):
    """Everything that was set aside, newest first."""

    items = nested(Quarantined, many=True, max=200)


def routes(desk: Desk) -> list[Route]:
    """The doors every service has besides its own."""
    return [
        _open("live", "/health/live", "Whether the process turns.", lambda _work, _request: live(desk)),
        _open("ready", "/health/ready", "Whether requests can be taken.", lambda _work, _request: ready(desk)),
        _open("metrics", "/metrics", "Figures for Prometheus.", lambda _work, _request: metrics(desk)),
        _operator(
            "GET", "parked_events", "/operations/parked", "Events that wait for a person.", _parked, ParkedEvents
        ),
        _operator(
            "GET", "quarantine", "/operations/quarantined", "Deliveries that were no events.", _set_aside, Quarantine
        ),
        _operator("POST", "retry_parked", "/operations/parked/{id}/retry", "Try a parked event again now.", _retry),
        _operator("POST", "discard_parked", "/operations/parked/{id}/discard", "Give a parked event up.", _discard),
    ]


def live(desk: Desk) -> Answer:
    """Alive while the event loop turns; neither broker nor database is asked."""
    age = desk.clock.elapsed() - desk.last_beat
    return json_answer(200 if age < STALL_SECONDS else 503, {"alive": age < STALL_SECONDS})


def ready(desk: Desk) -> Answer:
    """Ready when the database answers and we are not going down; a broker that is away is absorbed by the outbox."""
    states: Mapping[str, Any] = {
        "database": "up" if desk.store.answers() else "down",
        "broker": "up" if desk.attached() else "down",
        "draining": desk.draining,
    }
    taken = states["database"] == "up" and not desk.draining
    return json_answer(200 if taken else 503, {"ready": taken, **states})


def metrics(desk: Desk) -> Answer:
    """All figures, those from the database read now."""
    try:
        desk.transact(lambda work: _read_backlog(desk, work), write=False)
    except Unavailable:
        desk.metrics.outbox_pending.set(float("nan"))
    return Answer(200, desk.metrics.text(), (PROMETHEUS,))


def _read_backlog(desk: Desk, work: Work) -> None:
    count, oldest = outbox.backlog(work.session)
    desk.metrics.outbox_pending.set(count)
    desk.metrics.outbox_age.set((work.now - oldest).total_seconds() if oldest else 0)
    desk.metrics.parked.set(parking.count(work.session))


def _parked(work: Work, _request: Request) -> Mapping[str, Any]:
    return {"items": parking.listed(work.session)}


def _set_aside(work: Work, _request: Request) -> Mapping[str, Any]:
    return {"items": parking.quarantine_listed(work.session)}


def _retry(work: Work, request: Request) -> None:
    if not parking.retry_now(work, request.path["id"]):
        raise Refused("not_found")


def _discard(work: Work, request: Request) -> None:
    if not parking.remove(work.session, request.path["id"]):
        raise Refused("not_found")


def _open(name: str, path: str, summary: str, handler: Any) -> Route:
    return Route(
        method="GET", path=path, name=name, summary=summary, allow=ANYONE, handler=handler, own_transaction=False
    )


def _operator(method: str, name: str, path: str, summary: str, handler: Any, reply: Any = None) -> Route:
    status = 200 if reply else 204
    return Route(
        method=method,
        path=path,
        name=name,
        summary=summary,
        allow=OPERATORS,
        handler=handler,
        reply=reply,
        status=status,
    )
