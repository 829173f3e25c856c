"""Meetings, appointments, matches, addressees, families, consents, messages."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_meetings()
    _create_matches()
    _create_people()
    _create_messages()


def _create_meetings() -> None:
    op.create_table(
        "meetings",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("programme", sa.String(80)),
        sa.Column("programmeversion", sa.String(80)),
        sa.Column("kind", sa.String(80)),
        sa.Column("family", sa.Uuid()),
        sa.Column("called_off_at", Moment()),
        sa.Column("called_off_correlation", sa.Uuid()),
    )
    op.create_index("ix_meetings_family", "meetings", ["family"])
    op.create_table(
        "appointments",
        sa.Column("meeting", sa.Uuid(), sa.ForeignKey("meetings.id"), primary_key=True),
        sa.Column("sequence", sa.Integer(), primary_key=True),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
        sa.Column("said_at", Moment(), nullable=False),
        sa.Column("correlation_id", sa.Uuid(), nullable=False),
    )


def _create_matches() -> None:
    op.create_table(
        "matches",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("programme", sa.String(80)),
        sa.Column("programmeversion", sa.String(80)),
        sa.Column("family", sa.Uuid()),
        sa.Column("matched_at", Moment()),
        sa.Column("matched_correlation", sa.Uuid()),
        sa.Column("ended_at", Moment()),
        sa.Column("ended_correlation", sa.Uuid()),
    )
    op.create_index("ix_matches_family", "matches", ["family"])


def _create_people() -> None:
    op.create_table(
        "addressees",
        sa.Column("about", sa.Uuid(), primary_key=True),
        sa.Column("person", sa.Uuid(), primary_key=True),
        sa.Column("role", sa.String(20), nullable=False),
    )
    op.create_index("ix_addressees_person", "addressees", ["person"])
    op.create_table(
        "families",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("left_at", Moment()),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("granted_at", Moment()),
        sa.Column("withdrawn_at", Moment()),
    )
    op.create_index("ix_consents_person", "consents", ["person"])


def _create_messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(40), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("occasion", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(80)),
        sa.Column("programmeversion", sa.String(80)),
        sa.Column("correlation_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("useless_after", Moment()),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(40)),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", Moment()),
        sa.Column("channel", sa.String(20)),
        sa.Column("settled_at", Moment()),
        sa.UniqueConstraint("about", "template", "person", "occasion", name="messages_once"),
    )
    op.create_index("ix_messages_person", "messages", ["person"])
    op.create_index("messages_next", "messages", ["next_at"])
