"""Who acts as secretariat meanwhile; where a document has what the handbook quotes; what was cleared away"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_delegation_partnership_id_partnership")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_delegation_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
        sa.UniqueConstraint(
            "partnership_id", "person_id", name=op.f("uq_delegation_partnership_id_person_id")
        ),
    )
    op.create_index(op.f("ix_delegation_person_id"), "delegation", ["person_id"])
    op.create_table(
        "clearing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_clearing_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clearing")),
        sa.UniqueConstraint("partnership_id", "month", name=op.f("uq_clearing_partnership_id_month")),
    )
    with op.batch_alter_table("handbook_entry") as table:
        table.add_column(sa.Column("heading", sa.String(length=200), nullable=True))
        table.add_column(sa.Column("clause", sa.String(length=20), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("handbook_entry") as table:
        table.drop_column("clause")
        table.drop_column("heading")
    op.drop_table("clearing")
    op.drop_index(op.f("ix_delegation_person_id"), table_name="delegation")
    op.drop_table("delegation")
