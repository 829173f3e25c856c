"""Structured log lines on standard error: a closed set of keys, so that nothing personal can slip in."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# What a line may say. Everything else is dropped by name before it is written.
KEYS = frozenset(
    {
        "action",
        "level",
        "timestamp",
        "service",
        "organisation",
        "route",
        "method",
        "status",
        "milliseconds",
        "correlation_id",
        "event_id",
        "type",
        "outcome",
        "attempts",
        "queue",
        "reason",
        "count",
        "timer",
        "failure_type",
        "where",
        "code",
        "port",
        "broker",
        "database",
        "version",
        "seconds",
    }
)

Log = structlog.typing.FilteringBoundLogger


def configure(level: str = "info") -> None:
    """Send this process's log lines to standard error as JSON; libraries may speak from warnings up, without bodies."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            keep_known,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    # Libraries quote what they choke on, bodies included; their words stay out of the log.
    logging.disable(logging.CRITICAL)


def log_for(service: str, organisation: str) -> Log:
    """The log of one service."""
    log: Log = structlog.get_logger().bind(service=service, organisation=organisation)
    return log


def keep_known(_logger: object, _method: str, line: MutableMapping[str, Any]) -> dict[str, Any]:
    """Only known keys, and of those only plain short values."""
    line["action"] = line.pop("event")
    return {key: _plain(value) for key, value in line.items() if key in KEYS}


def _plain(value: object) -> object:
    return value if isinstance(value, int | float | bool | None) else str(value)[:120]


def failure(problem: BaseException) -> dict[str, str]:
    """What may be said of an exception: its type and where it was raised, never its words."""
    trace = problem.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}" if trace else "?"
    return {"failure_type": type(problem).__name__, "where": where}
