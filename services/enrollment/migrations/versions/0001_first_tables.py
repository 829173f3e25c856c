"""Programmes in force, informations, contacts, families with all that is theirs, and what is heard of matches."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_the_information_phase()
    _create_contacts()
    _create_families()
    _create_what_is_said()
    _create_needs()


def _create_the_information_phase() -> None:
    op.create_table(
        "programmes_in_force",
        sa.Column("code", sa.String(64), primary_key=True),
        sa.Column("version", sa.String(32), primary_key=True),
        sa.Column("since", Moment(), nullable=False),
    )
    op.create_table(
        "informations",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(64), nullable=False),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("area", sa.String(64), nullable=False),
        sa.Column("told", sa.String(20), nullable=False),
        sa.Column("handed", sa.String(20), nullable=False),
        sa.Column("professional", sa.Uuid(), nullable=False),
        sa.Column("professional_organisation", sa.String(64), nullable=False),
        sa.Column("informed_at", Moment(), nullable=False),
        sa.Column("code_digest", sa.String(64), unique=True),
        sa.Column("expires_on", sa.Date()),
        sa.Column("used_at", Moment()),
        sa.Column("revoked_at", Moment()),
    )


def _create_contacts() -> None:
    op.create_table(
        "contacts",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(64), nullable=False),
        sa.Column("programme", sa.String(64), nullable=False),
        sa.Column("area", sa.String(64), nullable=False),
        sa.Column("wanted", sa.String(20), nullable=False),
        sa.Column("contact_route", sa.String(20), nullable=False),
        sa.Column("person", sa.Uuid(), nullable=False, index=True),
        sa.Column("name", sa.String(200)),
        sa.Column("email", sa.String(254)),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("professional_present", sa.Boolean(), nullable=False),
        sa.Column("information_id", sa.Uuid(), sa.ForeignKey("informations.id"), unique=True),
        sa.Column("professional", sa.Uuid()),
        sa.Column("professional_organisation", sa.String(64)),
        sa.Column("asked_at", Moment(), nullable=False),
    )


def _create_families() -> None:
    op.create_table(
        "families",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(64), nullable=False),
        sa.Column("programme", sa.String(64), nullable=False, index=True),
        sa.Column("contact_id", sa.Uuid(), sa.ForeignKey("contacts.id"), nullable=False, unique=True),
        sa.Column("area", sa.String(64), nullable=False),
        sa.Column("municipality", sa.String(4), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("registered_at", Moment(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("joined_at", Moment()),
        sa.Column("left_at", Moment()),
        sa.Column("left_because", sa.String(20)),
    )
    op.create_table(
        "members",
        sa.Column("family_id", sa.Uuid(), sa.ForeignKey("families.id"), primary_key=True),
        sa.Column("person", sa.Uuid(), primary_key=True, index=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("born", sa.Date(), nullable=False),
        sa.Column("email", sa.String(254)),
        sa.Column("language", sa.String(2), nullable=False),
    )


def _create_what_is_said() -> None:
    op.create_table(
        "wishes",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("family_id", sa.Uuid(), sa.ForeignKey("families.id"), nullable=False, index=True),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("wish", sa.String(20), nullable=False),
        sa.Column("heard_by", sa.Uuid(), nullable=False),
        sa.Column("stated_at", Moment(), nullable=False),
        sa.Column("replaced_at", Moment()),
    )
    live = sa.text("replaced_at IS NULL")
    op.create_index(
        "one_live_wish",
        "wishes",
        ["family_id", "person"],
        unique=True,
        postgresql_where=live,
        sqlite_where=live,
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("family_id", sa.Uuid(), sa.ForeignKey("families.id"), nullable=False, index=True),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(64), nullable=False),
        sa.Column("receiver", sa.String(64), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("granted_by", sa.Uuid(), nullable=False),
        sa.Column("granted_at", Moment(), nullable=False),
        sa.Column("expires_on", sa.Date(), index=True),
        sa.Column("withdrawn_by", sa.Uuid()),
        sa.Column("withdrawn_at", Moment()),
    )


def _create_needs() -> None:
    op.create_table(
        "needs",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("family_id", sa.Uuid(), sa.ForeignKey("families.id"), nullable=False, index=True),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=False),
        sa.Column("registered_at", Moment(), nullable=False),
        sa.Column("withdrawn_at", Moment()),
        sa.Column("withdrawn_because", sa.String(20)),
    )
    op.create_table(
        "matches",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("need", sa.Uuid(), nullable=False, index=True),
        sa.Column("matched_at", Moment()),
        sa.Column("ended_at", Moment()),
        sa.Column("ended_because", sa.String(20)),
    )
