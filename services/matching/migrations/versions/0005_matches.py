"""More than one matcher, check-ins, reviews and the child's own word."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    # `second_guardian` is longer than the words the column was made for.
    with op.batch_alter_table("answers") as answers:
        answers.alter_column("side", existing_type=sa.String(10), type_=sa.String(20))
    op.add_column("proposals", sa.Column("unanswered", sa.Boolean()))
    _let_matches_be_followed()
    _create_checkins()
    _create_reviews()


def _let_matches_be_followed() -> None:
    for name in (
        "started_on",
        "meet_by",
        "met_on",
        "checkin_on",
        "support_on",
        "review_on",
        "goodbye_by",
        "goodbye_on",
    ):
        op.add_column("matches", sa.Column(name, sa.Date()))
    op.add_column("matches", sa.Column("child_says", sa.String(3)))
    op.add_column("matches", sa.Column("goodbye", sa.String(10)))
    op.add_column("matches", sa.Column("met_recorded_by", sa.Uuid()))
    op.add_column("matches", sa.Column("goodbye_recorded_by", sa.Uuid()))
    op.create_index("ix_matches_checkin_on", "matches", ["checkin_on"])
    op.create_index("ix_matches_ended_at", "matches", ["ended_at"])


def _create_checkins() -> None:
    op.create_table(
        "checkins",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("match_id", sa.Uuid(), sa.ForeignKey("matches.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(10), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False, index=True),
        sa.Column("answer", sa.String(4)),
        sa.Column("answered_on", sa.Date()),
        sa.Column("answered_by", sa.Uuid()),
        sa.Column("talked_on", sa.Date()),
        sa.Column("talked_by", sa.Uuid()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("match_id", "number", "side", name="each_side_asked_once"),
    )
    op.create_table(
        "answer_links",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("checkin_id", sa.Uuid(), sa.ForeignKey("checkins.id"), nullable=False, index=True),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("expires_on", sa.Date(), nullable=False, index=True),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("revoked_at", Moment()),
    )


def _create_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("match_id", sa.Uuid(), sa.ForeignKey("matches.id"), nullable=False, index=True),
        sa.Column("goes_on", sa.Boolean(), nullable=False),
        sa.Column("next_on", sa.Date()),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
    )
    op.create_table(
        "supports",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("match_id", sa.Uuid(), sa.ForeignKey("matches.id"), nullable=False, index=True),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
    )
