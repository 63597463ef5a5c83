"""The migrations make exactly the tables of the code, on each database, and cost nothing when there is none."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, select, text

from store.database import MIGRATIONS, migrate, newest_version, open_database, tables_may_be_copied
from store.papers.paper import Paper, Passage
from store.tables import Base, Outbox, Partnership
from store.tables.base import is_of_the_code
from tests.databases import postgres_url, sqlite_url
from tests.store.small_books import SmallBooks

MIGRATE = """
import sys
from store.database import migrate, open_database
migrate(open_database(sys.argv[1]))
print("alembic" in sys.modules)
"""


def test_they_make_exactly_the_tables_of_the_code(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_server_default": True, "include_name": is_of_the_code}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_constraints_bear_the_names_that_later_migrations_need(engine: Engine) -> None:
    looked = inspect(engine)
    for table in Base.metadata.tables.values():
        checks = {str(check["name"]) for check in looked.get_check_constraints(table.name)}
        wanted = {str(each.name) for each in table.constraints if str(each.name).startswith("ck_")}
        assert wanted <= checks, table.name
        assert looked.get_pk_constraint(table.name)["name"] == f"pk_{table.name}"


def test_every_table_that_gives_ids_gives_none_of_them_twice(engine: Engine) -> None:
    """A migration that adds or copies a table has to see to it on SQLite (`store.row_ids`)."""
    given = {table.name for table in Base.metadata.tables.values() if table.autoincrement_column is not None}
    with engine.connect() as connection:
        kept = set(connection.scalars(text(_REMEMBERING[engine.dialect.name])))

    assert "action_point" in given
    assert given <= kept


_REMEMBERING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'",
    "postgresql": "SELECT replace(relname, '_id_seq', '') FROM pg_class WHERE relkind = 'S'",
}
_ON_TABLES = text("SELECT type, name, sql FROM sqlite_master WHERE type <> 'table' ORDER BY name")


def test_ids_go_on_from_what_was_taken_away_before_they_were_remembered(tmp_path: Path) -> None:
    """And what stands on a copied table outlives that: its indexes, and the triggers that keep its words up."""
    engine = open_database(sqlite_url(tmp_path))
    _to(engine, "0013", move=command.upgrade)
    small = SmallBooks(engine)
    with small.changing() as books:
        gone = books.calendar.add(books.directory.groups()[0], date(2027, 2, 9), date(2027, 2, 9)).id
    _undo_last(small)
    with engine.connect() as connection:
        standing = connection.execute(_ON_TABLES).all()

    migrate(engine)

    with engine.connect() as connection:
        assert connection.execute(_ON_TABLES).all() == standing
    with small.changing() as books:
        day = date(2027, 3, 9)
        assert books.calendar.add(books.directory.groups()[0], day, day).id > gone
        books.passages.bring(Paper("lamps.md", passages=(Passage("The lamps of the quay are out."),)))
    with small.reading() as books:
        assert books.passages.find(
            "lamps", closed=True, secrets=books.passages.secrets(lambda _: True, closed=True)
        ).passages
    engine.dispose()


def _undo_last(small: SmallBooks) -> None:
    with small.changing() as books:
        books.undoing.undo(books.past.change(books.past.latest()))


def test_migrating_again_changes_nothing(engine: Engine) -> None:
    small = SmallBooks(engine)
    ref = small.add("Still here")
    migrate(engine)

    with small.reading() as books:
        assert books.register.get(ref).text == "Still here"
    with engine.connect() as connection:
        versions = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    assert versions == [newest_version()]


def test_a_database_that_is_up_to_date_does_not_load_alembic(tmp_path: Path) -> None:
    def loads_alembic() -> str:
        run = [sys.executable, "-c", MIGRATE, sqlite_url(tmp_path)]
        return subprocess.run(run, capture_output=True, text=True, check=True).stdout

    assert [loads_alembic(), loads_alembic()] == ["True\n", "False\n"]


def test_they_can_be_taken_back_whole(engine: Engine) -> None:
    _to(engine, "base")

    assert inspect(engine).get_table_names() == ["alembic_version"]

    migrate(engine)
    SmallBooks(engine)


def test_what_refers_to_a_table_outlives_its_change(engine: Engine) -> None:
    """SQLite copies the tables that 0004 alters; a reminder is deleted with its meeting, so it would tell."""
    small = SmallBooks(engine)
    ref = small.add("Still here")
    with small.changing() as books:
        point = books.register.get(ref)
        books.session.add(
            Outbox(
                partnership_id=point.partnership_id,
                key="session:1",
                kind="session",
                meeting_id=point.meeting_id,
                due_at=books.now,
                stale_at=books.now,
            )
        )
    _to(engine, "0003")
    migrate(engine)

    with small.reading() as books:
        assert books.register.get(ref).text == "Still here"
        assert books.session.scalars(select(Outbox.key)).all() == ["session:1"]
        partnership = books.session.get_one(Partnership, small.id)
        assert len(partnership.uid) == 32
        assert len(partnership.calendar_secret) > 40
    with engine.connect() as connection:
        broken = "PRAGMA foreign_key_check" if engine.dialect.name == "sqlite" else "SELECT 1 WHERE false"
        assert connection.exec_driver_sql(broken).all() == []


def _to(engine: Engine, version: str, move: Callable[[Config, str], None] = command.downgrade) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with (
        engine.connect().execution_options(writes=True) as connection,
        tables_may_be_copied(connection),
        connection.begin(),
    ):
        config.attributes["connection"] = connection
        move(config, version)


def test_replicas_that_start_together_migrate_once() -> None:
    """In processes of their own, as replicas are: Alembic keeps its context for the whole process."""
    with postgres_url() as url:
        run = [sys.executable, "-c", MIGRATE, url]
        replicas = [
            subprocess.Popen(run, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) for _ in range(3)
        ]
        said = [replica.communicate(timeout=30)[1] for replica in replicas]
        engine = open_database(url)
        SmallBooks(engine)
        engine.dispose()

    assert said == [b""] * len(replicas)
