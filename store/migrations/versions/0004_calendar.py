"""Deadlines of their own, join links, papers awaited, representatives by name, and what calendars of others need"""

from secrets import token_urlsafe
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meeting") as table:
        table.add_column(sa.Column("join_link", sa.String(length=500), nullable=True))
        table.add_column(sa.Column("publication_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("export_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("meeting") as table:
        table.alter_column("sequence", server_default=None)
    with op.batch_alter_table("agenda_item") as table:
        table.add_column(sa.Column("paper", sa.String(length=32), nullable=False, server_default="awaited"))
        table.add_column(
            sa.Column("paper_confidential", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("agenda_item") as table:
        table.alter_column("paper", server_default=None)
        table.alter_column("paper_confidential", server_default=None)
    with op.batch_alter_table("attendance") as table:
        table.add_column(sa.Column("representative", sa.String(length=200), nullable=True))
    with op.batch_alter_table("partnership") as table:
        table.add_column(sa.Column("uid", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("calendar_secret", sa.String(length=64), nullable=True))
    _give_each_its_own()
    with op.batch_alter_table("partnership") as table:
        table.alter_column("uid", existing_type=sa.String(length=32), nullable=False)
        table.alter_column("calendar_secret", existing_type=sa.String(length=64), nullable=False)


def _give_each_its_own() -> None:
    partnership = sa.table("partnership", sa.column("id"), sa.column("uid"), sa.column("calendar_secret"))
    for (identity,) in op.get_bind().execute(sa.select(partnership.c.id)).all():
        op.execute(
            partnership.update()
            .where(partnership.c.id == identity)
            .values(uid=uuid4().hex, calendar_secret=token_urlsafe())
        )


def downgrade() -> None:
    with op.batch_alter_table("partnership") as table:
        table.drop_column("calendar_secret")
        table.drop_column("uid")
    with op.batch_alter_table("attendance") as table:
        table.drop_column("representative")
    with op.batch_alter_table("agenda_item") as table:
        table.drop_column("paper_confidential")
        table.drop_column("paper")
    with op.batch_alter_table("meeting") as table:
        table.drop_column("sequence")
        table.drop_column("export_on")
        table.drop_column("publication_on")
        table.drop_column("join_link")
