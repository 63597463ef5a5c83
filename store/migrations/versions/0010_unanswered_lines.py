"""What was not understood, for the secretariat to see"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unanswered_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_unanswered_line_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unanswered_line")),
    )
    op.create_index("ix_unanswered_line_at", "unanswered_line", ["partnership_id", "at"])


def downgrade() -> None:
    op.drop_index("ix_unanswered_line_at", table_name="unanswered_line")
    op.drop_table("unanswered_line")
