"""Handling: events through the service's doors, inbox marks, effects and new events in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from chassis.desk import Desk
from chassis.events import inbox, outbox, parking
from chassis.logs import failure
from chassis.store import Unavailable, is_conflict, is_outage
from chassis.work import Work
from contracts.envelope import Event, decode
from contracts.refusals import Refused

Door = Callable[[Work, Event], Any]


class Handling:
    """What one service does with what it is told."""

    def __init__(self, desk: Desk, doors: Mapping[str, Door]) -> None:
        self.desk, self.doors = desk, doors

    def handle(self, events: Sequence[Event]) -> None:
        """Give these events their effect, or park them. When this returns, they can be acknowledged.

        Raises:
            Unavailable: the database is away; nothing was written, try the same again.
        """
        try:
            self._transact(events)
        except Unavailable:
            raise
        except Exception as problem:
            if len(events) == 1:
                self._park(events[0], problem)
                return
            for event in events:
                self.handle([event])

    def retry_due(self, desk: Desk) -> None:
        """Try parked events again whose time has come."""
        for row in desk.transact(lambda work: parking.due(work.session, work)):
            try:
                self._again(decode(bytes(row["body"])))
            except Unavailable:
                raise
            except Exception as problem:
                # Also one that today's agreement cannot read any more: it must not keep the others from their turn.
                self._postpone(row, problem)

    def _transact(self, events: Sequence[Event]) -> None:
        """One transaction for the whole batch; conflicts with other replicas are simply tried again."""
        for attempt in range(3):
            try:
                self._once(events)
                return
            except Exception as problem:
                if is_outage(problem):
                    raise Unavailable from problem
                if not is_conflict(problem) or attempt == 2:
                    raise

    def _once(self, events: Sequence[Event]) -> None:
        started = self.desk.clock.elapsed()
        distinct = list({event.id: event for event in events}.values())
        with self.desk.store.session() as session:
            new = inbox.mark(session, distinct, self.desk.clock.now())
            fresh = [event for event in distinct if event.id in new]
            outgoing = [copy for event in fresh for copy in self._effect(session, event)]
            session.flush()
            outbox.write(session, outgoing)
            session.commit()
        if outgoing:
            self.desk.committed.ring()
        self._count(events, fresh, self.desk.clock.elapsed() - started)

    def _effect(self, session: Any, event: Event) -> list[Any]:
        work = self.desk.work(
            session, caller=self.desk.itself, correlation_id=event.correlationid, causation_id=event.id
        )
        self.doors[event.type](work, event)
        return work.outgoing

    def _count(self, events: Sequence[Event], fresh: Sequence[Event], seconds: float) -> None:
        metrics = self.desk.metrics
        for event in fresh:
            metrics.consumed(event.type, "done")
        if repeated := len(events) - len(fresh):
            metrics.consumed(events[0].type, "duplicate", repeated)
        metrics.handled(events[0].type, seconds, len(events))

    def _park(self, event: Event, problem: Exception) -> None:
        def mark_and_park(work: Work) -> str | None:
            if not inbox.mark(work.session, [event], work.now):
                return None
            return parking.park(work, event, problem, self.desk.settings["retry_seconds"])

        outcome = self.desk.transact(mark_and_park, correlation_id=event.correlationid)
        self._note(event.id, event.type, outcome or "duplicate", problem)

    def _again(self, event: Event) -> None:
        with self.desk.store.session() as session:
            if parking.remove(session, event.id):
                outgoing = self._effect(session, event)
                session.flush()
                outbox.write(session, outgoing)
            session.commit()
        self.desk.committed.ring()
        self.desk.metrics.consumed(event.type, "retried")

    def _postpone(self, row: parking.Row, problem: Exception) -> None:
        if is_outage(problem):
            raise Unavailable from problem
        schedule = [] if isinstance(problem, Refused) else self.desk.settings["retry_seconds"]
        self.desk.transact(lambda work: parking.postpone(work, row["id"], row["attempts"], problem, schedule))
        self._note(row["id"], row["type"], "parked", problem)

    def _note(self, id: UUID, type: str, outcome: str, problem: Exception) -> None:
        self.desk.metrics.consumed(type, outcome)
        self.desk.log.error("event_not_handled", event_id=id, type=type, outcome=outcome, **failure(problem))
