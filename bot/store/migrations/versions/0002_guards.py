"""The guards of the book: triggers that refuse edits, deletes and entries that do not balance."""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"

GUARDS = Path(__file__).parent.parent / "guards"


def upgrade() -> None:
    for statement in _statements(GUARDS / f"{op.get_bind().dialect.name}.sql"):
        op.execute(statement)


def _statements(path: Path) -> list[str]:
    """The statements of a file; an empty line ends each."""
    return path.read_text(encoding="utf-8").strip().split("\n\n")
