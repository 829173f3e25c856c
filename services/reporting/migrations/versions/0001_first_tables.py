"""The trail, and the facts that are counted."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

from chassis.columns import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_trail()
    _create_facts("programmes", facts=["published"])
    _create_facts("families", facts=["joined", "left"])
    _create_facts("needs", about=["family"], facts=["registered", "withdrawn"])
    _create_facts("matches", about=["need", "family"], facts=["matched", "ended"])
    op.create_index("ix_matches_need", "matches", ["need"])
    _create_facts("meetings", about=["family", "match"], facts=["scheduled", "called_off", "held"])
    _create_facts("consents", about=["family"], facts=["granted", "withdrawn"])
    _create_facts("messages", about=["about"], facts=["delivered", "failed"])


def _create_trail() -> None:
    op.create_table(
        "trail",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("type", sa.String(80), nullable=False),
        sa.Column("source", sa.String(120), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("time", Moment(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("correlation_id", sa.Uuid(), nullable=False),
        sa.Column("causation_id", sa.Uuid()),
        sa.Column("programme", sa.String(80)),
    )
    op.create_index("ix_trail_correlation_id", "trail", ["correlation_id"])


def _create_facts(table: str, *, about: Iterable[str] = (), facts: Iterable[str]) -> None:
    pairs = [pair for fact in facts for pair in _pair(fact)]
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("programme", sa.String(80)),
        *(sa.Column(name, sa.Uuid()) for name in about),
        *pairs,
    )


def _pair(fact: str) -> Iterable[sa.Column[object]]:
    return sa.Column(f"{fact}_at", Moment()), sa.Column(f"{fact}_sequence", sa.Integer())
