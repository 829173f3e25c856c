"""Activities with their series, venues and resources, bookings, and sign-ups; meetings may belong to an activity."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _create_venues()
    _create_activities()
    _create_series()
    _let_meetings_belong_to_activities()
    _create_bookings()
    _create_sign_ups()


def _create_venues() -> None:
    op.create_table(
        "venues",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(64), nullable=False, index=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("address", sa.String(200)),
        sa.Column("area", sa.String(64)),
        sa.Column("outdoors", sa.Boolean(), nullable=False),
        sa.Column("room_for", sa.Integer()),
        sa.Column("opening", sa.JSON(), nullable=False),
        sa.Column("board", sa.String(64)),
        sa.Column("closed_from", sa.Date()),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_table(
        "resources",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(64), nullable=False, index=True),
        sa.Column("venue_id", sa.Uuid(), sa.ForeignKey("venues.id"), index=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("closed_from", sa.Date()),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def _create_activities() -> None:
    op.create_table(
        "activities",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(64), nullable=False, index=True),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("programmeversion", sa.String(32)),
        sa.Column("course", sa.String(64)),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("area", sa.String(64), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("responsible", sa.Uuid(), nullable=False, index=True),
        sa.Column("capacity", sa.Integer()),
        sa.Column("volunteers_needed", sa.Integer()),
        sa.Column("sign_up_until", Moment()),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("arranged", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("planned_with", sa.Integer()),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment()),
        sa.Column("ended_reason", sa.String(64)),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def _create_series() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("activity_id", sa.Uuid(), sa.ForeignKey("activities.id"), nullable=False, index=True),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("rule", sa.String(200), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("timezone", sa.String(64), nullable=False),
        sa.Column("on_holidays", sa.Boolean(), nullable=False),
        sa.Column("in_breaks", sa.Boolean(), nullable=False),
        sa.Column("without", sa.JSON(), nullable=False),
        sa.Column("also", sa.JSON(), nullable=False),
        sa.Column("venue_id", sa.Uuid(), sa.ForeignKey("venues.id")),
        sa.Column("called_off_from", sa.Date()),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def _let_meetings_belong_to_activities() -> None:
    with op.batch_alter_table("meetings") as meetings:
        for name, table in (("activity_id", "activities"), ("series_id", "series"), ("venue_id", "venues")):
            meetings.add_column(sa.Column(name, sa.Uuid(), sa.ForeignKey(f"{table}.id", name=f"meetings_{name}")))
            meetings.create_index(f"ix_meetings_{name}", [name])
        meetings.add_column(sa.Column("series_on", sa.Date()))
        meetings.add_column(sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"))
        meetings.add_column(sa.Column("arranged", sa.JSON()))
        meetings.add_column(sa.Column("topics", sa.JSON()))


def _create_bookings() -> None:
    op.create_table(
        "bookings",
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meetings.id"), primary_key=True),
        sa.Column("subject", sa.Uuid(), primary_key=True),
        sa.Column("what", sa.String(10), nullable=False),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
    )
    op.create_index("ix_bookings_subject", "bookings", ["subject", "starts_at"])


def _create_sign_ups() -> None:
    op.create_table(
        "sign_ups",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("activity_id", sa.Uuid(), sa.ForeignKey("activities.id"), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meetings.id"), index=True),
        sa.Column("family", sa.Uuid(), index=True),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("offered_until", Moment(), index=True),
        sa.Column("ended_at", Moment()),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_sign_ups_line", "sign_ups", ["activity_id", "state", "asked_at"])
    op.create_table(
        "signed_up",
        sa.Column("sign_up_id", sa.Uuid(), sa.ForeignKey("sign_ups.id"), primary_key=True),
        sa.Column("person", sa.Uuid(), primary_key=True),
        sa.Column("role", sa.String(32), nullable=False),
    )
    op.create_index("ix_signed_up_person", "signed_up", ["person"])
