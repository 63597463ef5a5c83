"""Papers that were sent, while they are looked at"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_in_hand",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("partnership_id", sa.Integer(), sa.ForeignKey("partnership.id"), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
    )
    op.create_index("ix_paper_in_hand_at", "paper_in_hand", ["partnership_id", "at"])


def downgrade() -> None:
    op.drop_index("ix_paper_in_hand_at", "paper_in_hand")
    op.drop_table("paper_in_hand")
