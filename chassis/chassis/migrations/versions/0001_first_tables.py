"""Outbox, inbox, parked and quarantined events, replies, look-ups, leases."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0001"
down_revision = None

counter = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_events()
    _create_failures()
    _create_requests()
    op.create_table(
        "leases",
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("until", Moment(), nullable=False),
    )


def _create_events() -> None:
    op.create_table(
        "outbox",
        sa.Column("position", counter, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(80), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("receiver", sa.String(40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("published_at", Moment()),
        sa.UniqueConstraint("subject", "sequence", "receiver", name="outbox_order"),
    )
    waiting = sa.text("published_at IS NULL")
    op.create_index("outbox_waiting", "outbox", ["position"], postgresql_where=waiting, sqlite_where=waiting)
    op.create_table(
        "inbox",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("type", sa.String(80), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("duplicates", sa.Integer(), nullable=False, server_default="0"),
    )


def _create_failures() -> None:
    op.create_table(
        "parked",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("type", sa.String(80), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", Moment(), index=True),
        sa.Column("parked_at", Moment(), nullable=False),
    )
    op.create_table(
        "quarantined",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
    )


def _create_requests() -> None:
    op.create_table(
        "replies",
        sa.Column("key_digest", sa.String(64), primary_key=True),
        sa.Column("caller_digest", sa.String(64), nullable=False),
        sa.Column("route", sa.String(80), nullable=False),
        sa.Column("request_digest", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False, index=True),
    )
    op.create_table(
        "lookups",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("at", Moment(), nullable=False, index=True),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("roles", sa.String(200), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("resource", sa.String(80), nullable=False),
        sa.Column("resource_id", sa.Uuid(), index=True),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("correlation_id", sa.Uuid(), nullable=False),
    )
