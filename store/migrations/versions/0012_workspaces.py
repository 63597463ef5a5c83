"""Workspaces: installations with their sealed tokens, several partnerships in one, and those that the bot has left"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

AWAY = sa.text("away_since IS NOT NULL")
UNPLANNED = sa.text("planned_edition <> edition")


def upgrade() -> None:
    _partnerships()
    op.create_table(
        "slack_installations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=32), nullable=False),
        sa.Column("app_id", sa.String(length=32), nullable=False),
        sa.Column("enterprise_id", sa.String(length=32), nullable=True),
        sa.Column("enterprise_name", sa.String(length=200), nullable=True),
        sa.Column("enterprise_url", sa.String(length=200), nullable=True),
        sa.Column("team_id", sa.String(length=32), nullable=True),
        sa.Column("team_name", sa.String(length=200), nullable=True),
        sa.Column("bot_token", sa.String(), nullable=True),
        sa.Column("bot_id", sa.String(length=32), nullable=True),
        sa.Column("bot_user_id", sa.String(length=32), nullable=True),
        sa.Column("bot_scopes", sa.String(length=1000), nullable=True),
        sa.Column("bot_refresh_token", sa.String(), nullable=True),
        sa.Column("bot_token_expires_at", sa.DateTime(), nullable=True),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("user_token", sa.String(), nullable=True),
        sa.Column("user_scopes", sa.String(length=1000), nullable=True),
        sa.Column("user_refresh_token", sa.String(), nullable=True),
        sa.Column("user_token_expires_at", sa.DateTime(), nullable=True),
        sa.Column("incoming_webhook_url", sa.String(), nullable=True),
        sa.Column("incoming_webhook_channel", sa.String(length=200), nullable=True),
        sa.Column("incoming_webhook_channel_id", sa.String(length=200), nullable=True),
        sa.Column("incoming_webhook_configuration_url", sa.String(length=200), nullable=True),
        sa.Column("is_enterprise_install", sa.Boolean(), nullable=False),
        sa.Column("token_type", sa.String(length=32), nullable=True),
        sa.Column("installed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slack_installations")),
    )
    op.create_index(
        "ix_slack_installations_team", "slack_installations", ["client_id", "team_id", "installed_at"]
    )
    op.create_table(
        "slack_bots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=32), nullable=False),
        sa.Column("app_id", sa.String(length=32), nullable=False),
        sa.Column("enterprise_id", sa.String(length=32), nullable=True),
        sa.Column("enterprise_name", sa.String(length=200), nullable=True),
        sa.Column("team_id", sa.String(length=32), nullable=True),
        sa.Column("team_name", sa.String(length=200), nullable=True),
        sa.Column("bot_token", sa.String(), nullable=True),
        sa.Column("bot_id", sa.String(length=32), nullable=True),
        sa.Column("bot_user_id", sa.String(length=32), nullable=True),
        sa.Column("bot_scopes", sa.String(length=1000), nullable=True),
        sa.Column("bot_refresh_token", sa.String(), nullable=True),
        sa.Column("bot_token_expires_at", sa.DateTime(), nullable=True),
        sa.Column("is_enterprise_install", sa.Boolean(), nullable=False),
        sa.Column("installed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slack_bots")),
    )
    op.create_index("ix_slack_bots_team", "slack_bots", ["client_id", "team_id", "installed_at"])
    op.create_table(
        "slack_oauth_states",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("expire_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slack_oauth_states")),
        sa.UniqueConstraint("state", name=op.f("uq_slack_oauth_states_state")),
    )
    op.create_table(
        "chosen_books",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("slack_user", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_chosen_books_partnership_id_partnership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chosen_books")),
        sa.UniqueConstraint(
            "partnership_id", "slack_user", name=op.f("uq_chosen_books_partnership_id_slack_user")
        ),
    )


def _partnerships() -> None:
    """Two workspaces may each have a partnership of one name, and one workspace several of different names."""
    op.drop_index("ix_partnership_unplanned", "partnership")
    with op.batch_alter_table("partnership") as table:
        table.add_column(sa.Column("away_since", sa.DateTime(timezone=True), nullable=True))
        table.drop_constraint("uq_partnership_slack_team", type_="unique")
        table.drop_constraint("uq_partnership_name", type_="unique")
        table.create_unique_constraint("uq_partnership_slack_team_name", ["slack_team", "name"])
    op.create_index("ix_partnership_away", "partnership", ["id"], sqlite_where=AWAY, postgresql_where=AWAY)
    op.create_index("ix_partnership_uid", "partnership", ["uid"])
    _index_unplanned()


def _index_unplanned() -> None:
    """A copy of the table would not have it as it was."""
    op.create_index(
        "ix_partnership_unplanned", "partnership", ["id"], sqlite_where=UNPLANNED, postgresql_where=UNPLANNED
    )


def downgrade() -> None:
    op.drop_table("chosen_books")
    op.drop_table("slack_oauth_states")
    op.drop_index("ix_slack_bots_team", table_name="slack_bots")
    op.drop_table("slack_bots")
    op.drop_index("ix_slack_installations_team", table_name="slack_installations")
    op.drop_table("slack_installations")
    op.drop_index("ix_partnership_uid", "partnership")
    op.drop_index("ix_partnership_away", "partnership")
    op.drop_index("ix_partnership_unplanned", "partnership")
    with op.batch_alter_table("partnership") as table:
        table.drop_constraint("uq_partnership_slack_team_name", type_="unique")
        table.create_unique_constraint("uq_partnership_name", ["name"])
        table.create_unique_constraint("uq_partnership_slack_team", ["slack_team"])
        table.drop_column("away_since")
    _index_unplanned()
