"""Routes of entry: codes that carry one, outreach, guidance on concerns, sparring and introductions."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _let_codes_carry_a_route()
    _create_what_has_no_identity()
    _create_sparring()
    _create_introductions()


def _let_codes_carry_a_route() -> None:
    op.add_column("informations", sa.Column("contact_route", sa.String(64)))
    op.create_index("ix_informations_professional", "informations", ["professional"])
    # `selected_after_dialogue` is longer than the words the column was made for.
    with op.batch_alter_table("contacts") as contacts:
        contacts.alter_column("contact_route", existing_type=sa.String(20), type_=sa.String(64))
    op.create_index("ix_contacts_organisation", "contacts", ["organisation"])


def _create_what_has_no_identity() -> None:
    op.create_table(
        "outreach",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(64), nullable=False, index=True),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("area", sa.String(64), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=False),
        sa.Column("part_of_day", sa.String(20), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("counted_by", sa.Uuid(), nullable=False),
        sa.Column("counted_at", Moment(), nullable=False),
        sa.Column("withdrawn_at", Moment()),
    )
    op.create_table(
        "guidances",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("municipality", sa.String(4), nullable=False),
        sa.Column("programme", sa.String(64)),
        sa.Column("role", sa.String(20), nullable=False),
    )


def _create_sparring() -> None:
    op.create_table(
        "sparring",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(64), nullable=False, index=True),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("team", sa.String(64), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("about_age", sa.String(20)),
        sa.Column("wanted", sa.String(20), nullable=False),
        sa.Column("person", sa.Uuid(), nullable=False, index=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False, index=True),
        sa.Column("taken_by", sa.Uuid()),
        sa.Column("taken_at", Moment()),
        sa.Column("closed_at", Moment()),
        sa.Column("withdrawn_at", Moment()),
    )


def _create_introductions() -> None:
    op.create_table(
        "introductions",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("family_id", sa.Uuid(), sa.ForeignKey("families.id"), nullable=False, index=True),
        sa.Column("body", sa.String(64), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("made_at", Moment()),
        sa.Column("withdrawn_at", Moment()),
    )
