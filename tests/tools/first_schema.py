"""Writes the statements of a fresh file down as migration 0001: run once, before the first release, never again."""

from pathlib import Path

from p2i_desktop.storage.migrate import MIGRATIONS
from p2i_desktop.storage.schema import schema_statements

HEAD = '''"""The first schema, written down: a migration never looks at today's records."""

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
'''
TAIL = ''')


def upgrade() -> None:
    """Makes every table, index and trigger of the first release."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
'''


def text() -> str:
    """The source of the migration."""
    lines = (f"    {statement!r},\n" for statement in schema_statements())
    return HEAD + "".join(lines) + TAIL


def write(folder: Path = MIGRATIONS) -> Path:
    """Writes the migration into its folder."""
    place = folder / "0001_first_schema.py"
    place.write_text(text(), "utf-8")
    return place


if __name__ == "__main__":
    print(write())
