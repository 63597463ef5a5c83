"""When a late reminder should have come, who was told of missed ones, and what a sweep finds without reading all"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

UNPLANNED = sa.text("planned_edition <> edition")
REPORTED = sa.text("reported_in IS NOT NULL")


def upgrade() -> None:
    op.add_column("outbox", sa.Column("expected_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox", sa.Column("held_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox", sa.Column("reported_in", sa.String(length=200), nullable=True))
    op.create_index(
        "ix_outbox_reported_in", "outbox", ["reported_in"], sqlite_where=REPORTED, postgresql_where=REPORTED
    )
    op.create_index(
        "ix_partnership_unplanned", "partnership", ["id"], sqlite_where=UNPLANNED, postgresql_where=UNPLANNED
    )


def downgrade() -> None:
    op.drop_index("ix_partnership_unplanned", "partnership")
    op.drop_index("ix_outbox_reported_in", "outbox")
    with op.batch_alter_table("outbox") as table:
        table.drop_column("reported_in")
        table.drop_column("held_since")
        table.drop_column("expected_at")
