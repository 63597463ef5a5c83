"""Paragraphs of papers, to be found by their words: FTS5 on SQLite, a GIN index on PostgreSQL

SQLite's index is kept up by triggers and not by the code, so that forgetting somebody, which goes past the code's
own rules, reaches it as well.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TAKE_OUT = (
    "INSERT INTO words_of_passage (words_of_passage, rowid, section, text)"
    " VALUES ('delete', old.id, old.section, old.text);"
)
_PUT_IN = "INSERT INTO words_of_passage (rowid, section, text) VALUES (new.id, new.section, new.text);"
_SQLITE = (
    "CREATE VIRTUAL TABLE words_of_passage USING fts5 (section, text, content='passage', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')",
    f"CREATE TRIGGER passage_made AFTER INSERT ON passage BEGIN {_PUT_IN} END",
    f"CREATE TRIGGER passage_gone AFTER DELETE ON passage BEGIN {_TAKE_OUT} END",
    f"CREATE TRIGGER passage_changed AFTER UPDATE ON passage BEGIN {_TAKE_OUT} {_PUT_IN} END",
)
_POSTGRESQL = (
    "CREATE INDEX words_of_passage ON passage USING gin (to_tsvector('english', section || ' ' || text))"
)


def upgrade() -> None:
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("partnership_id", sa.Integer(), sa.ForeignKey("partnership.id"), nullable=False),
        sa.Column("paper", sa.String(length=200), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("section", sa.String(length=300), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_passage_paper", "passage", ["partnership_id", "paper"])
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE if sqlite else (_POSTGRESQL,):
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE words_of_passage")
    op.drop_table("passage")
