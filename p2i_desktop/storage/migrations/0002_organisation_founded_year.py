"""An organisation knows the year in which it was founded."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.get_bind().exec_driver_sql("ALTER TABLE organisation ADD COLUMN founded_year INTEGER")
