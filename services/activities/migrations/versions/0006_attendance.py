"""Excused and walk-ins, sheets and the keys of entries, follow-ups after absences, small successes, and expenses."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    for name in ("excused", "walk_in"):
        column = sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
        op.add_column("participants", column)
    op.create_index("ix_consents_person", "consents", ["person"])
    _create_sheets()
    _create_follow_ups()
    _create_expenses()


def _create_sheets() -> None:
    op.create_table(
        "sheets",
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meetings.id"), primary_key=True),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("unknown_walk_ins", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Integer()),
    )
    op.create_table(
        "recordings",
        sa.Column("key", sa.Uuid(), primary_key=True),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meetings.id"), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("received_at", Moment(), nullable=False, index=True),
    )


def _create_follow_ups() -> None:
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(64), nullable=False),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("line", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meetings.id"), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("family", sa.Uuid(), index=True),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("through", Moment(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("talked_on", sa.Date()),
        sa.Column("talked_by", sa.Uuid()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("reason", "line", "subject", name="asked_after_once"),
    )
    op.create_index("ix_follow_ups_open", "follow_ups", ["organisation", "talked_on"])
    op.create_table(
        "successes",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meetings.id"), nullable=False),
        sa.Column("family", sa.Uuid(), nullable=False, index=True),
        sa.Column("word", sa.String(64), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=False),
        sa.Column("noted_at", Moment(), nullable=False, index=True),
        sa.UniqueConstraint("meeting_id", "family", "word", name="noted_once"),
    )


def _create_expenses() -> None:
    op.create_table(
        "expenses",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(64), nullable=False),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("programmeversion", sa.String(32)),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meetings.id"), nullable=False, index=True),
        sa.Column("activity_id", sa.Uuid(), index=True),
        sa.Column("spent_on", sa.Date(), nullable=False, index=True),
        sa.Column("allowance", sa.String(64), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.String(20)),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("claimant", sa.Uuid(), index=True),
        sa.Column("claimed_at", Moment(), nullable=False),
        sa.Column("ruled_by", sa.Uuid()),
        sa.Column("ruled_on", sa.Date()),
        sa.Column("over", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(32)),
        sa.Column("reimbursed_on", sa.Date()),
        sa.Column("voucher", sa.String(20)),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_expenses_export", "expenses", ["organisation", "ruled_on"])
