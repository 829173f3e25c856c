"""Organisations and their offers."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Organisations that join, the programmes they are admitted to, and the directory of offers."""
    _create_organisations()
    _create_offers()


def _create_organisations() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(64), nullable=False, unique=True),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("cvr", sa.String(8)),
        sa.Column("municipality", sa.String(4)),
        sa.Column("url", sa.String(300)),
        sa.Column("email", sa.String(254)),
        sa.Column("phone", sa.String(20)),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date()),
        sa.Column("changed_at", Moment(), nullable=False),
    )
    op.create_table(
        "partners",
        sa.Column("programme", sa.String(64), primary_key=True),
        sa.Column("organisation", sa.String(64), primary_key=True),
        sa.Column("admitted_at", Moment(), nullable=False),
        sa.Column("removed_at", Moment()),
    )


def _create_offers() -> None:
    op.create_table(
        "offers",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(64), nullable=False, index=True),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("descriptions", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("ages_from", sa.Integer()),
        sa.Column("ages_to", sa.Integer()),
        sa.Column("nationwide", sa.Boolean(), nullable=False),
        sa.Column("municipalities", sa.JSON(), nullable=False),
        sa.Column("areas", sa.JSON(), nullable=False),
        sa.Column("when", sa.JSON(), nullable=False),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("place", sa.String(200)),
        sa.Column("postcode", sa.String(4)),
        sa.Column("price", sa.String(20), nullable=False),
        sa.Column("accessibility", sa.JSON(), nullable=False),
        sa.Column("email", sa.String(254)),
        sa.Column("phone", sa.String(20)),
        sa.Column("url", sa.String(300)),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False, index=True),
    )
    op.create_table(
        "offer_facets",
        sa.Column("offer_id", sa.Uuid(), sa.ForeignKey("offers.id"), primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("value", sa.String(64), primary_key=True),
    )
    op.create_index("offers_by_facet", "offer_facets", ["kind", "value", "offer_id"])
