"""Vetting is asked for, excused and looked ahead, and volunteers help in groups."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _create_requests()
    _create_exemptions()
    _create_warnings()
    _create_groups()
    _create_assignments()


def _create_requests() -> None:
    op.create_table(
        "certificate_requests",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("volunteer_id", sa.Uuid(), sa.ForeignKey("volunteers.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False, index=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("answered_at", Moment()),
        sa.UniqueConstraint("volunteer_id", "number", name="one_number_per_request"),
    )


def _create_exemptions() -> None:
    op.create_table(
        "vetting_exemptions",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("volunteer_id", sa.Uuid(), sa.ForeignKey("volunteers.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("until", sa.Date(), nullable=False, index=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.UniqueConstraint("volunteer_id", "number", name="one_number_per_exemption"),
    )


def _create_warnings() -> None:
    op.create_table(
        "vetting_warnings",
        sa.Column("volunteer_id", sa.Uuid(), sa.ForeignKey("volunteers.id"), primary_key=True),
        sa.Column("step", sa.String(64), primary_key=True),
        sa.Column("expires_on", sa.Date(), primary_key=True),
        sa.Column("days", sa.Integer(), primary_key=True),
        sa.Column("said_at", Moment(), nullable=False),
    )


def _create_groups() -> None:
    op.create_table(
        "groups",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(40), nullable=False, index=True),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("area", sa.String(64), nullable=False),
        sa.Column("youngest", sa.Integer()),
        sa.Column("oldest", sa.Integer()),
        sa.Column("contact", sa.Boolean(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def _create_assignments() -> None:
    op.create_table(
        "assignments",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("group_id", sa.Uuid(), sa.ForeignKey("groups.id"), nullable=False, index=True),
        sa.Column("volunteer_id", sa.Uuid(), sa.ForeignKey("volunteers.id"), nullable=False, index=True),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("assigned_by", sa.Uuid(), nullable=False),
        sa.Column("assigned_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
