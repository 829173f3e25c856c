"""Migrations are numbered and only add, and the guards that say so can fail."""

import pytest

from tests.architecture.migrations import contracting, out_of_order
from tests.architecture.sources import SERVICES, Source, product, snippet

FOLDER = "services/matching/migrations/versions"


def test_migrations_are_numbered_without_gaps() -> None:
    assert out_of_order(product()) == []


def test_migrations_only_add() -> None:
    assert contracting(product()) == []


def test_every_service_and_the_chassis_have_migrations() -> None:
    owners = {source.distribution for source in product() if source.path.name.startswith("0001_")}
    assert owners == {*SERVICES, "chassis"}


def test_migrations_in_order_are_fine() -> None:
    assert not out_of_order(versions(("0001_first_tables", "0001", None), ("0002_more", "0002", "0001")))


@pytest.mark.parametrize(
    "wrong",
    [
        [("0001_first", "0001", None), ("0003_gap", "0003", "0001")],
        [("0001_first", "0001", None), ("0001_twice", "0001", None)],
        [("0002_no_first", "0002", None)],
        [("0001_first", "0001", None), ("0002_wrong_link", "0002", None)],
        [("first", "0001", None)],
        [("0001_first", "abc123", None)],
    ],
)
def test_migrations_out_of_order_are_found(wrong: list[tuple[str, str, str | None]]) -> None:
    assert out_of_order(versions(*wrong))


@pytest.mark.parametrize(
    "step",
    [
        'op.drop_column("needs", "kind")',
        'op.drop_table("needs")',
        'op.rename_table("needs", "wants")',
        'op.alter_column("needs", "kind", type_=sa.Integer())',
        'op.alter_column("needs", "kind", existing_type=sa.String(64), type_=sa.String(20))',
        'op.alter_column("needs", "kind", existing_type=sa.String(20), type_=sa.String(64), nullable=False)',
        'op.alter_column("needs", "kind", nullable=False)',
        'op.alter_column("needs", "kind", new_column_name="sort")',
        'op.execute("ALTER TABLE needs DROP COLUMN kind")',
        'op.execute("delete from needs")',
        'op.execute(sa.text("ALTER TABLE needs ALTER COLUMN kind TYPE int"))',
    ],
)
def test_a_step_that_takes_away_is_found(step: str) -> None:
    assert contracting(snippet(f"{FOLDER}/0002_x.py", f"def upgrade():\n    {step}\n"))


@pytest.mark.parametrize(
    "step",
    [
        'op.add_column("needs", sa.Column("drop_off", sa.String()))',
        'op.alter_column("needs", "kind", nullable=True)',
        'op.alter_column("needs", "kind", existing_type=sa.String(20), type_=sa.String(64))',
        'op.create_index("needs_kind", "needs", ["kind"])',
        "op.execute(\"update needs set kind = 'mentor'\")",
    ],
)
def test_a_step_that_adds_is_fine(step: str) -> None:
    assert not contracting(snippet(f"{FOLDER}/0002_x.py", f"def upgrade():\n    {step}\n"))


def test_a_way_back_is_found() -> None:
    assert contracting(snippet(f"{FOLDER}/0002_x.py", "def downgrade():\n    pass\n"))


def versions(*files: tuple[str, str, str | None]) -> list[Source]:
    return [
        source
        for name, revision, down in files
        for source in snippet(f"{FOLDER}/{name}.py", f"revision = {revision!r}\ndown_revision = {down!r}\n")
    ]
