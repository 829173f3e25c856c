"""The chassis' own tables, present in every service's database. Bodies of events are pseudonymous by contract."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)

from chassis.columns import Moment

metadata = MetaData()
# SQLite counts up by itself only for a column that is exactly INTEGER.
counter = BigInteger().with_variant(Integer(), "sqlite")

#: What this service has told others: one row a copy, kept as the log from which a new partner can be served.
outbox = Table(
    "outbox",
    metadata,
    Column("position", counter, primary_key=True, autoincrement=True),
    Column("id", Uuid, nullable=False),
    Column("type", String(80), nullable=False),
    Column("subject", Uuid, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("receiver", String(40), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("published_at", Moment),
    UniqueConstraint("subject", "sequence", "receiver", name="outbox_order"),
)
Index(
    "outbox_waiting",
    outbox.c.position,
    postgresql_where=outbox.c.published_at.is_(None),
    sqlite_where=outbox.c.published_at.is_(None),
)

#: What this service has been told, so that a second delivery has no second effect.
inbox = Table(
    "inbox",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("type", String(80), nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("duplicates", Integer, nullable=False, server_default="0"),
)

#: Events whose handling failed: retried on a schedule while `next_at` is set, then waiting for an operator.
parked = Table(
    "parked",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("type", String(80), nullable=False),
    Column("subject", Uuid, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("outcome", String(10), nullable=False),
    Column("reason", String(200), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Moment, index=True),
    Column("parked_at", Moment, nullable=False),
)

#: Deliveries that are no events: why and how large, never what. The bytes stay in the broker's dead-letter queue.
quarantined = Table(
    "quarantined",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("reason", String(40), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("size", Integer, nullable=False),
)

#: Answers already given, by Idempotency-Key.
replies = Table(
    "replies",
    metadata,
    Column("key_digest", String(64), primary_key=True),
    Column("caller_digest", String(64), nullable=False),
    Column("route", String(80), nullable=False),
    Column("request_digest", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", JSON, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("created_at", Moment, nullable=False, index=True),
)

#: Who looked at what about whom, when and for which purpose; shown to the person on request.
lookups = Table(
    "lookups",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("organisation", String(40), nullable=False),
    Column("roles", String(200), nullable=False),
    Column("subject", Uuid, nullable=False),
    Column("resource", String(80), nullable=False),
    Column("resource_id", Uuid, index=True),
    Column("purpose", String(40), nullable=False),
    Column("correlation_id", Uuid, nullable=False),
)

#: Which timer ran last and until when it rests, so that one replica runs it.
leases = Table(
    "leases",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("until", Moment, nullable=False),
)
