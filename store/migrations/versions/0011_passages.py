"""Paragraphs of papers, to be found by their words: FTS5 on SQLite, a GIN index on PostgreSQL

Both indexes hold the partnership as a word beside the others, so that a question costs the same however many neighbours
have papers about the same. SQLite's is kept up by triggers and not by the code, so that forgetting somebody, which goes
past the code's own rules, reaches it as well; PostgreSQL's is over a column that the database fills in.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_COLUMNS = "partnership_id, section, text"
_OLD = "old.id, old.partnership_id, old.section, old.text"
_TAKE_OUT = f"INSERT INTO words_of_passage (words_of_passage, rowid, {_COLUMNS}) VALUES ('delete', {_OLD});"  # noqa: S608 - names of columns
_PUT_IN = f"INSERT INTO words_of_passage (rowid, {_COLUMNS}) VALUES ({_OLD.replace('old.', 'new.')});"  # noqa: S608
_INDEX = f"fts5 ({_COLUMNS}, content='passage', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"
_SQLITE = (
    f"CREATE VIRTUAL TABLE words_of_passage USING {_INDEX}",
    f"CREATE TRIGGER passage_made AFTER INSERT ON passage BEGIN {_PUT_IN} END",
    f"CREATE TRIGGER passage_gone AFTER DELETE ON passage BEGIN {_TAKE_OUT} END",
    f"CREATE TRIGGER passage_changed AFTER UPDATE ON passage BEGIN {_TAKE_OUT} {_PUT_IN} END",
)
# What SQLite's tokenizer does with accents, for the letters of English, Welsh and their neighbours.
_ACCENTS = "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝŴŶàáâãäåçèéêëìíîïñòóôõöùúûüýÿŵŷ"
_WITHOUT = "AAAAAACEEEEIIIINOOOOOUUUUYWYaaaaaaceeeeiiiinooooouuuuyywy"
_PLAIN = f"translate(section || ' ' || text, '{_ACCENTS}', '{_WITHOUT}')"
_VECTOR = f"array_to_tsvector(ARRAY['#' || partnership_id::text]) || to_tsvector('english', {_PLAIN})"
_POSTGRESQL = (
    f"ALTER TABLE passage ADD COLUMN words_of_it tsvector GENERATED ALWAYS AS ({_VECTOR}) STORED",
    "CREATE INDEX words_of_passage ON passage USING gin (words_of_it)",
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
    op.create_index("ix_passage_dated", "passage", ["partnership_id", "dated"])
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE if sqlite else _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE words_of_passage")
    op.drop_table("passage")
