"""Organisations that end, seats as papers show them, people confirmed, and two entries that were one person"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("organisation") as table:
        table.add_column(sa.Column("until_date", sa.Date(), nullable=True))
        table.add_column(sa.Column("succeeded_by_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_organisation_succeeded_by_id_organisation"), "organisation", ["succeeded_by_id"], ["id"]
        )
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("confirmed_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("remark", sa.String(length=300), nullable=True))
        table.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_person_merged_into_id_person"), "person", ["merged_into_id"], ["id"]
        )
    with op.batch_alter_table("membership") as table:
        table.add_column(sa.Column("seen_first", sa.Date(), nullable=True))
        table.add_column(sa.Column("seen_last", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("membership") as table:
        table.drop_column("seen_last")
        table.drop_column("seen_first")
    with op.batch_alter_table("person") as table:
        table.drop_constraint(op.f("fk_person_merged_into_id_person"), type_="foreignkey")
        table.drop_column("merged_into_id")
        table.drop_column("remark")
        table.drop_column("confirmed_on")
    with op.batch_alter_table("organisation") as table:
        table.drop_constraint(op.f("fk_organisation_succeeded_by_id_organisation"), type_="foreignkey")
        table.drop_column("succeeded_by_id")
        table.drop_column("until_date")
