"""Closings that the secretariat hears of, and reminders that are drawn anew when what they show has changed"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("action_point_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column(
            "finding",
            sa.Enum("accepted", "sent back", name="finding", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("looked_by", sa.String(length=200), nullable=True),
        sa.Column("looked_by_id", sa.Integer(), nullable=True),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_by", sa.String(length=200), nullable=True),
        sa.Column("news_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ask_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("times_asked", sa.Integer(), nullable=False),
        sa.Column("told_in", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_point_id"], ["action_point.id"], name=op.f("fk_closing_action_point_id_action_point")
        ),
        sa.ForeignKeyConstraint(["looked_by_id"], ["person.id"], name=op.f("fk_closing_looked_by_id_person")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_closing_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing")),
    )
    for column in ("action_point_id", "news_at", "ask_at", "told_in"):
        op.create_index(op.f(f"ix_closing_{column}"), "closing", [column], unique=False)

    op.add_column("outbox", sa.Column("draws", sa.String(), nullable=True))
    op.add_column("outbox", sa.Column("outdated_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_outbox_outdated_at"), "outbox", ["outdated_at"], unique=False)

    op.create_table(
        "shown_point",
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("action_point_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_point_id"],
            ["action_point.id"],
            name=op.f("fk_shown_point_action_point_id_action_point"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_shown_point_outbox_id_outbox"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_shown_point_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("outbox_id", "action_point_id", name=op.f("pk_shown_point")),
    )
    op.create_index(op.f("ix_shown_point_action_point_id"), "shown_point", ["action_point_id"], unique=False)


def downgrade() -> None:
    op.drop_table("shown_point")
    op.drop_index(op.f("ix_outbox_outdated_at"), "outbox")
    with op.batch_alter_table("outbox") as table:
        table.drop_column("outdated_at")
        table.drop_column("draws")
    op.drop_table("closing")
