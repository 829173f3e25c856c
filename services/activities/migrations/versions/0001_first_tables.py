"""Facts from others (intakes, matches, families, withdrawals, volunteers), people, meetings and participants."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_intakes()
    _create_matches()
    _create_facts()
    _create_meetings()


def _create_intakes() -> None:
    op.create_table(
        "intakes",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(64), index=True),
        sa.Column("programme", sa.String(64)),
        sa.Column("programmeversion", sa.String(32)),
        sa.Column("person", sa.Uuid()),
        sa.Column("contact_route", sa.String(64)),
        sa.Column("wanted", sa.String(64)),
        sa.Column("area", sa.String(64)),
        sa.Column("professional", sa.Uuid()),
        sa.Column("professional_organisation", sa.String(64)),
        sa.Column("requested_at", Moment()),
    )


def _create_matches() -> None:
    op.create_table(
        "matches",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(64)),
        sa.Column("programme", sa.String(64)),
        sa.Column("programmeversion", sa.String(32)),
        sa.Column("family", sa.Uuid(), index=True),
        sa.Column("guardians", sa.JSON()),
        sa.Column("volunteer", sa.Uuid()),
        sa.Column("kind", sa.String(64)),
        sa.Column("area", sa.String(64)),
        sa.Column("matched_at", Moment()),
        sa.Column("ended_at", Moment()),
        sa.Column("ended_reason", sa.String(64)),
    )


def _create_facts() -> None:
    op.create_table("families", sa.Column("id", sa.Uuid(), primary_key=True), sa.Column("left_at", Moment()))
    op.create_table(
        "withdrawals",
        sa.Column("family", sa.Uuid(), primary_key=True),
        sa.Column("purpose", sa.String(64), primary_key=True),
        sa.Column("withdrawn_at", Moment()),
    )
    op.create_table(
        "volunteers",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("approved_at", Moment()),
        sa.Column("valid_until", sa.Date()),
        sa.Column("left_at", Moment()),
    )
    op.create_table("people", sa.Column("id", sa.Uuid(), primary_key=True))


def _create_meetings() -> None:
    op.create_table(
        "meetings",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(64), nullable=False, index=True),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("programmeversion", sa.String(32)),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("intake_id", sa.Uuid(), sa.ForeignKey("intakes.id"), index=True),
        sa.Column("match_id", sa.Uuid(), sa.ForeignKey("matches.id"), index=True),
        sa.Column("family", sa.Uuid()),
        sa.Column("area", sa.String(64), nullable=False),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False, index=True),
        sa.Column("place", sa.String(200)),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("called_off_reason", sa.String(64)),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_table(
        "participants",
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meetings.id"), primary_key=True),
        sa.Column("person", sa.Uuid(), sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("came", sa.Boolean()),
    )
    op.create_index("ix_participants_person", "participants", ["person"])
