"""Volunteers say where they live, how far they go, what they wish, whom they share with, and when they are away."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0002"
down_revision = "0001"

NOTHING = sa.text("'[]'")
WHILE_IT_HOLDS = sa.text("lifted_at IS NULL")


def upgrade() -> None:
    _extend_volunteers()
    _extend_needs()
    _create_pauses()
    _create_exclusions()


def _extend_volunteers() -> None:
    for column in (
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("east", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("north", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("reach_km", sa.Integer(), nullable=False, server_default="10"),
        sa.Column("meets", sa.JSON(), nullable=False, server_default=NOTHING),
        sa.Column("without_young_children", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("source", sa.String(64)),
        sa.Column("shares_with", sa.JSON(), nullable=False, server_default=NOTHING),
        sa.Column("told_apart_from", sa.JSON(), nullable=False, server_default=NOTHING),
    ):
        op.add_column("volunteers", column)
    op.create_index("volunteers_by_place", "volunteers", ["programme", "east", "north"])
    op.create_index("ix_volunteers_born", "volunteers", ["born"])


def _extend_needs() -> None:
    op.add_column("needs", sa.Column("wishes", sa.JSON()))
    op.add_column("needs", sa.Column("waiting_since", sa.Date()))
    op.add_column("needs", sa.Column("tracks", sa.JSON()))


def _create_pauses() -> None:
    op.create_table(
        "pauses",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("volunteer_id", sa.Uuid(), sa.ForeignKey("volunteers.id"), nullable=False, index=True),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("recorded_at", Moment(), nullable=False),
    )


def _create_exclusions() -> None:
    op.create_table(
        "exclusions",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), sa.ForeignKey("volunteers.id"), nullable=False, index=True),
        sa.Column("family_id", sa.Uuid(), nullable=False, index=True),
        sa.Column("side", sa.String(10), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("lifted_by", sa.Uuid()),
        sa.Column("lifted_at", Moment()),
    )
    op.create_index(
        "one_exclusion_a_side",
        "exclusions",
        ["volunteer_id", "family_id", "side"],
        unique=True,
        postgresql_where=WHILE_IT_HOLDS,
        sqlite_where=WHILE_IT_HOLDS,
    )
