"""Meetings of volunteers, hours given, courses taken, and cover for each other."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0006"
down_revision = "0005"

WHILE_WANTED = sa.text("state IN ('open', 'found')")
WHILE_FOUND = sa.text("state = 'found'")


def upgrade() -> None:
    _create_meetings()
    _create_hours()
    _create_covers()


def _create_meetings() -> None:
    op.create_table(
        "meetings",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("scheduled_sequence", sa.Integer()),
        sa.Column("programme", sa.String(64)),
        sa.Column("match_id", sa.Uuid(), index=True),
        sa.Column("starts_at", Moment()),
        sa.Column("ends_at", Moment()),
        sa.Column("happens_on", sa.Date()),
        sa.Column("minutes", sa.Integer()),
        sa.Column("moved_sequence", sa.Integer()),
        sa.Column("moved_starts_at", Moment()),
        sa.Column("moved_ends_at", Moment()),
        sa.Column("moved_on", sa.Date()),
        sa.Column("moved_minutes", sa.Integer()),
        sa.Column("called_off_at", Moment()),
        sa.Column("held_sequence", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_table(
        "attendances",
        sa.Column("meeting_id", sa.Uuid(), sa.ForeignKey("meetings.id"), primary_key=True),
        sa.Column("volunteer_id", sa.Uuid(), primary_key=True, index=True),
        sa.Column("expected", sa.Boolean(), nullable=False),
        sa.Column("came_sequence", sa.Integer()),
    )


def _create_hours() -> None:
    op.create_table(
        "hours_said",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("volunteer_id", sa.Uuid(), sa.ForeignKey("volunteers.id"), nullable=False, index=True),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("programme", sa.String(64)),
        sa.Column("what", sa.String(40)),
        sa.Column("happened_on", sa.Date()),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("said_at", Moment(), nullable=False),
        sa.Column("superseded_at", Moment()),
        sa.UniqueConstraint("volunteer_id", "about", "number", name="one_number_per_word_on_hours"),
    )
    op.create_table(
        "trainings",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("volunteer_id", sa.Uuid(), sa.ForeignKey("volunteers.id"), nullable=False),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("course", sa.String(64), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.UniqueConstraint("volunteer_id", "course", "taken_on", name="one_training_per_course_and_day"),
    )


def _create_covers() -> None:
    op.create_table(
        "covers",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("match_id", sa.Uuid(), sa.ForeignKey("matches.id"), nullable=False),
        sa.Column("happens_on", sa.Date(), nullable=False, index=True),
        sa.Column("slot", sa.String(20), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), sa.ForeignKey("volunteers.id"), index=True),
        sa.Column("wanted_by", sa.Uuid(), nullable=False),
        sa.Column("wanted_at", Moment(), nullable=False),
        sa.Column("closed_at", Moment()),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_table(
        "cover_asks",
        sa.Column("cover_id", sa.Uuid(), sa.ForeignKey("covers.id"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("volunteer_id", sa.Uuid(), sa.ForeignKey("volunteers.id"), nullable=False, index=True),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(10)),
        sa.Column("answered_at", Moment()),
        sa.UniqueConstraint("cover_id", "volunteer_id", name="nobody_is_asked_twice_for_one_cover"),
    )
    _create_index("one_cover_per_time_of_a_match", WHILE_WANTED, "match_id")
    _create_index("one_cover_per_time_of_a_volunteer", WHILE_FOUND, "volunteer_id")


def _create_index(name: str, when: sa.TextClause, whose: str) -> None:
    columns = [whose, "happens_on", "slot"]
    op.create_index(name, "covers", columns, unique=True, postgresql_where=when, sqlite_where=when)
