"""Volunteers with their vetting, families' needs and consents, runs, proposals, answers and matches."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0001"
down_revision = None

WHILE_STANDING = sa.text("state IN ('open', 'matched')")


def upgrade() -> None:
    _create_volunteers()
    _create_families()
    _create_proposals()
    _create_matches()


def _create_volunteers() -> None:
    op.create_table(
        "volunteers",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("programme", sa.String(64), nullable=False, index=True),
        sa.Column("name", sa.String(200)),
        sa.Column("email", sa.String(254)),
        sa.Column("born", sa.Date()),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("contributions", sa.JSON(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("area", sa.String(64), nullable=False),
        sa.Column("municipality", sa.String(4), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("registered_at", Moment(), nullable=False),
        sa.Column("approved_until", sa.Date()),
        sa.Column("left_at", Moment()),
        sa.Column("left_reason", sa.String(40)),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_table(
        "vetting_outcomes",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("volunteer_id", sa.Uuid(), sa.ForeignKey("volunteers.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(64), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.UniqueConstraint("volunteer_id", "number", name="one_number_per_outcome"),
    )


def _create_families() -> None:
    op.create_table(
        "needs",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("registered_at", Moment()),
        sa.Column("programme", sa.String(64), index=True),
        sa.Column("family_id", sa.Uuid(), index=True),
        sa.Column("guardians", sa.JSON()),
        sa.Column("kind", sa.String(64)),
        sa.Column("topics", sa.JSON()),
        sa.Column("languages", sa.JSON()),
        sa.Column("area", sa.String(64)),
        sa.Column("municipality", sa.String(4)),
        sa.Column("slots", sa.JSON()),
        sa.Column("under_15_until", sa.Date()),
        sa.Column("wanted_on", sa.Date()),
        sa.Column("withdrawn_at", Moment()),
        sa.Column("withdrawn_reason", sa.String(40)),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_table("families", sa.Column("id", sa.Uuid(), primary_key=True), sa.Column("left_at", Moment()))
    op.create_table(
        "consents",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("family_id", sa.Uuid(), nullable=False, index=True),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(64), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("expires_on", sa.Date(), index=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
    )


def _create_proposals() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("programme_version", sa.String(32), nullable=False),
        sa.Column("decided_at", Moment(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("input_hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "proposals",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("run_id", sa.Uuid(), sa.ForeignKey("runs.id"), nullable=False, index=True),
        sa.Column("need_id", sa.Uuid(), sa.ForeignKey("needs.id"), nullable=False, index=True),
        sa.Column("volunteer_id", sa.Uuid(), sa.ForeignKey("volunteers.id"), nullable=False, index=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("proposed_at", Moment(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("closed_at", Moment()),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    _create_index_while_standing("one_standing_proposal_per_need", "need_id")
    _create_index_while_standing("one_standing_proposal_per_place", "volunteer_id", "place")


def _create_matches() -> None:
    op.create_table(
        "answers",
        sa.Column("proposal_id", sa.Uuid(), sa.ForeignKey("proposals.id"), primary_key=True),
        sa.Column("side", sa.String(10), primary_key=True),
        sa.Column("answer", sa.String(3), nullable=False),
        sa.Column("reason", sa.String(40)),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("answered_at", Moment(), nullable=False),
    )
    op.create_table(
        "matches",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), sa.ForeignKey("proposals.id"), nullable=False, unique=True),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment()),
        sa.Column("ended_reason", sa.String(40)),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def _create_index_while_standing(name: str, *columns: str) -> None:
    op.create_index(
        name,
        "proposals",
        list(columns),
        unique=True,
        postgresql_where=WHILE_STANDING,
        sqlite_where=WHILE_STANDING,
    )
