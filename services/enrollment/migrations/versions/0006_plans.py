"""Plans, bridges and mandates."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    _create_plans()
    _create_efforts()
    _create_bridges()
    _create_handovers()
    _create_mandates()


def _of(table: str, column: str = "id", **more: bool) -> sa.Column:
    """A column that goes when what it belongs to goes."""
    name = {"families": "family_id", "bridges": "bridge_id", "handover_notes": "bridge_id"}.get(
        table, f"{table[:-1]}_id"
    )
    link = sa.ForeignKey(f"{table}.{column}", ondelete="CASCADE")
    return sa.Column(name, sa.Uuid(), link, nullable=False, **more)


def _create_plans() -> None:
    op.create_table(
        "plans",
        _of("families", primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("guide", sa.Uuid()),
        sa.Column("guide_role", sa.String(64)),
        sa.Column("guide_named_by", sa.Uuid()),
        sa.Column("guide_agreed_by", sa.Uuid()),
        sa.Column("guide_agreed_at", Moment()),
    )
    op.create_table(
        "goals",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("families", index=True),
        sa.Column("under", sa.Uuid(), sa.ForeignKey("goals.id", ondelete="CASCADE"), index=True),
        sa.Column("level", sa.String(20), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("person", sa.Uuid()),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("seen_by", sa.JSON(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("accepted_at", Moment()),
        sa.Column("reached_at", Moment()),
    )


def _create_efforts() -> None:
    op.create_table(
        "efforts",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("families", index=True),
        sa.Column("goal_id", sa.Uuid(), sa.ForeignKey("goals.id", ondelete="SET NULL"), index=True),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("body", sa.String(64)),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date()),
        sa.Column("seen_by", sa.JSON(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("accepted_at", Moment()),
    )
    op.create_table(
        "appointments",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("efforts", index=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("part_of_day", sa.String(20), nullable=False),
    )


def _create_bridges() -> None:
    op.create_table(
        "bridges",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _of("families", index=True),
        sa.Column("transition", sa.String(64), nullable=False),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("wanted_by", sa.Date(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("agreed_at", Moment()),
        sa.Column("crossed_on", sa.Date()),
        sa.Column("ask_on", sa.Date(), index=True),
        sa.Column("landed", sa.Boolean()),
        sa.Column("landed_said_at", Moment()),
        sa.Column("withdrawn_at", Moment()),
    )
    op.create_table(
        "bridge_guests",
        _of("bridges", primary_key=True),
        sa.Column("person", sa.Uuid(), primary_key=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
    )
    op.create_table(
        "bridge_yeses",
        _of("bridges", primary_key=True),
        sa.Column("person", sa.Uuid(), primary_key=True),
        sa.Column("heard_by", sa.Uuid(), nullable=False),
        sa.Column("said_at", Moment(), nullable=False),
    )


def _create_handovers() -> None:
    op.create_table(
        "handover_notes",
        _of("bridges", primary_key=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("strengths", sa.String(2000), nullable=False),
        sa.Column("what_helps", sa.String(2000), nullable=False),
        sa.Column("child_says", sa.String(2000)),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("written_at", Moment(), nullable=False),
    )
    op.create_table(
        "handover_approvals",
        _of("handover_notes", "bridge_id", primary_key=True),
        sa.Column("person", sa.Uuid(), primary_key=True),
        sa.Column("edition", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("heard_by", sa.Uuid(), nullable=False),
        sa.Column("approved_at", Moment(), nullable=False),
    )


def _create_mandates() -> None:
    op.create_table(
        "mandates",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _of("families", index=True),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("body", sa.String(64), nullable=False),
        sa.Column("person", sa.Uuid()),
        sa.Column("held_by", sa.String(64), nullable=False),
        sa.Column("given_at", Moment(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("agreed_on", sa.Date()),
        sa.Column("expires_on", sa.Date()),
        sa.Column("withdrawn_by", sa.Uuid()),
        sa.Column("withdrawn_on", sa.Date()),
    )
    op.create_table(
        "mandate_yeses",
        _of("mandates", primary_key=True),
        sa.Column("person", sa.Uuid(), primary_key=True),
        sa.Column("given_at", Moment(), nullable=False),
    )
    op.create_table(
        "mandate_uses",
        sa.Column("id", sa.Uuid(), primary_key=True),
        _of("mandates", index=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=False),
        sa.Column("noted_at", Moment(), nullable=False),
    )
