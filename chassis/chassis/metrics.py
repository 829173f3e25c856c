"""Every metric of the chassis, in one place. Labels come from closed lists; nothing about a person is ever one."""

from collections.abc import Callable, Mapping, Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily

OUTCOMES = ("done", "duplicate", "refused", "retried", "parked", "quarantined")
SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
BATCHES = (1, 2, 5, 10, 20, 50, 100, 200)

Readings = Mapping[tuple[str, ...], float]


class Metrics:
    """The metrics of one service, on a registry of their own so that five services can share a process."""

    def __init__(self, service: str) -> None:
        self.registry = CollectorRegistry()
        self.service = service
        self._requests = self._counter("http_requests", "Requests answered.", "route", "method", "status")
        self._request_seconds = self._seconds("http_request_seconds", "Time to answer.", "route")
        self._published = self._counter("events_published", "Copies of events confirmed by the broker.", "type")
        self._confirm = self._seconds("event_confirm_seconds", "Time until the broker confirmed a batch.")
        self._consumed = self._counter("events_consumed", "Events received, by what became of them.", "type", "outcome")
        self._handler = self._seconds("event_handler_seconds", "Time in a batch's transaction, by first type.", "type")
        self._batch = Histogram(
            "samspil_event_batch_size", "Events in a batch.", ["service"], buckets=BATCHES, registry=self.registry
        ).labels(service)
        self._timers = self._counter("timer_runs", "Timer runs on this replica.", "timer", "outcome")
        self._aside = self._seconds("aside_seconds", "Time until a process beside answered.", "purpose", "outcome")
        self.outbox_pending = self._gauge("outbox_pending", "Copies of events the broker has not confirmed.")
        self.outbox_age = self._gauge("outbox_oldest_age_seconds", "Age of the oldest unconfirmed copy.")
        self.parked = self._gauge("parked_events", "Events whose handling failed and that wait.")
        self.unroutable = self._gauge("unroutable_events", "Kinds of copies that no queue wants, kept in the outbox.")
        self.loop_lag = self._gauge("event_loop_lag_seconds", "How late the last heartbeat of the process was.")
        self.broker_up = self._gauge("broker_up", "Whether the broker can be reached.")

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count an answered request."""
        self._requests.labels(self.service, route, method, str(status)).inc()
        self._request_seconds.labels(self.service, route).observe(seconds)

    def published(self, types: Sequence[str], seconds: float) -> None:
        """Count a confirmed batch."""
        for type in types:
            self._published.labels(self.service, type).inc()
        self._confirm.labels(self.service).observe(seconds)

    def consumed(self, type: str, outcome: str, count: int = 1) -> None:
        """Count events by what became of them; `outcome` is one of `OUTCOMES`."""
        if outcome not in OUTCOMES:
            raise ValueError(outcome)
        self._consumed.labels(self.service, type, outcome).inc(count)

    def handled(self, type: str, seconds: float, batch: int) -> None:
        """Record a batch's transaction."""
        self._handler.labels(self.service, type).observe(seconds)
        self._batch.observe(batch)

    def timer(self, name: str, outcome: str) -> None:
        """Count a run of a timer."""
        self._timers.labels(self.service, name, outcome).inc()

    def aside(self, purpose: str, outcome: str, seconds: float) -> None:
        """Record what was asked of a process beside the service."""
        self._aside.labels(self.service, purpose, outcome).observe(seconds)

    def measure(self, name: str, meaning: str, labels: Sequence[str], read: Callable[[], Readings]) -> None:
        """Publish what `read` answers at each scrape."""
        self.registry.register(_Measure(name, meaning, ("service", *labels), self.service, read))

    def text(self) -> bytes:
        """Everything, in Prometheus' text format."""
        return generate_latest(self.registry)

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(f"samspil_{name}", meaning, ["service", *labels], registry=self.registry)

    def _seconds(self, name: str, meaning: str, *labels: str) -> Histogram:
        return Histogram(f"samspil_{name}", meaning, ["service", *labels], buckets=SECONDS, registry=self.registry)

    def _gauge(self, name: str, meaning: str) -> Gauge:
        return Gauge(f"samspil_{name}", meaning, ["service"], registry=self.registry).labels(self.service)


class _Measure:
    def __init__(
        self, name: str, meaning: str, labels: Sequence[str], service: str, read: Callable[[], Readings]
    ) -> None:
        self._name, self._meaning, self._labels, self._service, self._read = name, meaning, labels, service, read

    def describe(self) -> list[GaugeMetricFamily]:
        return [GaugeMetricFamily(self._name, self._meaning, labels=self._labels)]

    def collect(self) -> list[GaugeMetricFamily]:
        gauge = GaugeMetricFamily(self._name, self._meaning, labels=self._labels)
        for values, reading in self._read().items():
            gauge.add_metric([self._service, *values], reading)
        return [gauge]
