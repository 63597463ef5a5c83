"""Ids of rows are never given again on SQLite, as on PostgreSQL

Nothing changes for what reads or writes the tables, so a replica of the version before works on, and taking this back
leaves them as they are.
"""

from alembic import op

from store.row_ids import never_given_again

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    never_given_again(op.get_bind())


def downgrade() -> None:
    """A table that remembers more than it has to is in nobody's way."""
