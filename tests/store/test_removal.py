"""The books of a workspace that has removed the bot are deleted: nothing of them is left in any table, and no other's goes."""

import logging
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, MetaData, func, insert, select, text

from bot.config import Config, Reminders
from bot.main import House
from bot.main import house as built
from bot.removing import delete_removed, list_removed
from scheduler.clearing import Clearer
from store.clock import StoppedClock
from store.errors import Conflict, NotFound
from store.held import tables
from store.removal import delete_books, removed
from store.retention import Periods
from store.tables import Partnership, Passage
from store.tables.workspaces import BOTS
from store.workspaces import left, returned
from tests.store.full_books import everything, filled, name_everywhere
from tests.store.small_books import NOW, SmallBooks

HERE, THERE = "THERE1", "TAWAY1"


class Street:
    """Two partnerships of equal books with a row in every table; the workspace of the first has removed the bot."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.gone, self.other = SmallBooks(engine), SmallBooks(engine)
        self.clock = StoppedClock(NOW)
        self.books = self.gone.books
        self.books.clock = self.clock
        for small, team in ((self.gone, THERE), (self.other, HERE)):
            filled(small)
            assert name_everywhere(small, f"lanterns of {team}") >= len(tables()) - 1
            with self.books.session(writes=True) as session:
                partnership = session.get_one(Partnership, small.id)
                partnership.slack_team, partnership.name = team, f"Lanterns {team}"
                session.add(_passage(small.id, f"What {team} says of lanterns"))
                session.commit()
        with self.books.session(writes=True) as session:
            left(session, THERE, NOW)
            session.commit()

    def delete(self, partnership_id: int) -> int:
        with self.books.session(writes=True) as session:
            gone = delete_books(session, partnership_id)
            session.commit()
        return gone

    def rows(self) -> dict[str, int]:
        """How many rows each table of the database has, whoever made it."""
        found = MetaData()
        found.reflect(self.engine)
        with self.engine.connect() as connection:
            return {
                name: connection.scalar(select(func.count()).select_from(table)) or 0
                for name, table in found.tables.items()
            }

    def whole(self) -> str:
        """All that stands in the database, in every table, the indexes of words included."""
        found = MetaData()
        found.reflect(self.engine)
        with self.engine.connect() as connection:
            return "\n".join(
                str(row)
                for table in found.tables.values()
                for row in connection.execute(text(f'SELECT * FROM "{table.name}"')).all()  # noqa: S608 - as reflected
            )

    def found(self, word: str) -> int:
        """How many paragraphs the index of words knows with it."""
        with self.engine.connect() as connection:
            if self.engine.dialect.name == "sqlite":
                query = "SELECT count(*) FROM words_of_passage WHERE words_of_passage MATCH :word"
            else:
                query = "SELECT count(*) FROM passage WHERE words_of_it @@ to_tsquery('english', :word)"
            return int(connection.scalar(text(query), {"word": word}) or 0)


def _passage(partnership_id: int, words: str) -> Passage:
    return Passage(
        partnership_id=partnership_id, paper="p", number="1", section="s", place="p", text=words, closed=False
    )


@pytest.fixture
def street(engine: Engine) -> Street:
    return Street(engine)


def test_nothing_of_it_is_left_in_any_table_and_the_other_is_as_it_was(street: Street) -> None:
    before, other = street.rows(), everything(street.other)
    mine = len(everything(street.gone).splitlines())
    assert street.found("lanterns") == 4

    gone = street.delete(street.gone.id)

    assert everything(street.gone) == ""
    assert everything(street.other) == other
    assert THERE not in street.whole()
    assert street.found("lanterns") == 2
    assert gone == mine + 1
    after = street.rows()
    named = {table.name for table in tables()} | {"partnership"}
    assert all(after[name] == before[name] / 2 for name in named), "each table has lost what the other keeps"
    untouched = set(before) - named
    assert {n: after[n] for n in untouched if "words_of" not in n} == {
        n: before[n] for n in untouched if "words_of" not in n
    }


def test_every_table_is_looked_through(street: Street) -> None:
    """A table that came without a partnership of its own would be left out; those there are hold nothing of theirs."""
    walked = {table.name for table in tables()} | {"partnership"}
    others = {name for name in street.rows() if name not in walked and "words_of" not in name}
    assert others == {"alembic_version", "slack_bots", "slack_installations", "slack_oauth_states"}


def test_tokens_that_are_left_go_with_it_unless_another_has_its_books_there(street: Street) -> None:
    for team in (THERE, HERE):
        bot = {"client_id": "1", "app_id": "A1", "team_id": team, "is_enterprise_install": False}
        with street.engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.execute(insert(BOTS).values(**bot, installed_at=datetime(2026, 1, 1)))  # noqa: DTZ001 - as the SDK stores it
    street.delete(street.gone.id)

    with street.engine.connect() as connection:
        assert connection.scalars(select(BOTS.c.team_id)).all() == [HERE]


def test_where_the_bot_is_nothing_is_deleted(street: Street) -> None:
    before = street.whole()
    with pytest.raises(Conflict, match="Nothing was deleted"):
        street.delete(street.other.id)
    with pytest.raises(NotFound, match="Nothing was deleted"):
        street.delete(99_999)
    assert street.whole() == before


def test_its_number_is_given_to_nobody_else(street: Street) -> None:
    """A process at work still remembers names and topics by it."""
    street.delete(street.gone.id)
    with street.books.session(writes=True) as session:
        left(session, HERE, NOW)
        session.commit()
    street.delete(street.other.id)

    assert [SmallBooks(street.engine).id, SmallBooks(street.engine).id] == [
        street.other.id + 1,
        street.other.id + 2,
    ]


# By itself


def test_nothing_goes_by_itself_unless_it_is_wanted(street: Street) -> None:
    street.clock.step(timedelta(days=5_000))
    Clearer(street.books, Periods()).run()

    assert everything(street.gone)


def test_after_the_period_it_goes_and_not_before(street: Street, caplog: pytest.LogCaptureFixture) -> None:
    clearer = Clearer(street.books, Periods(removed_workspaces=90))
    street.clock.step(timedelta(days=90))
    clearer.run()
    assert everything(street.gone)

    street.clock.step(timedelta(seconds=1))
    with caplog.at_level(logging.WARNING):
        clearer.run()
        clearer.run()
    assert everything(street.gone) == ""
    assert everything(street.other)
    assert caplog.text.count(f"The books of partnership {street.gone.id} were deleted") == 1
    assert THERE not in caplog.text


def test_a_workspace_that_is_back_counts_anew(street: Street) -> None:
    street.clock.step(timedelta(days=80))
    with street.books.session(writes=True) as session:
        returned(session, THERE)
        session.commit()
    clearer = Clearer(street.books, Periods(removed_workspaces=90))
    street.clock.step(timedelta(days=80))
    clearer.run()
    with street.books.session(writes=True) as session:
        left(session, THERE, street.clock.now())
        session.commit()
    street.clock.step(timedelta(days=80))
    clearer.run()

    assert everything(street.gone)


def test_who_comes_back_at_the_last_moment_keeps_the_books(street: Street) -> None:
    """Between the look at who is to go and the deleting."""
    street.clock.step(timedelta(days=91))
    clearer = Clearer(street.books, Periods(removed_workspaces=90))
    with street.books.session(writes=True) as session:
        returned(session, THERE)
        session.commit()
    with pytest.raises(Conflict):
        clearer._delete(street.gone.id, street.clock.now())
    assert everything(street.gone)


# At the terminal


@pytest.fixture
def at(street: Street) -> House:
    url = street.engine.url.render_as_string(hide_password=False).replace("postgresql+psycopg", "postgresql")
    config = Config(url, "WARNING", 1, Reminders(), "", "", "", "", 0)
    return built(config, street.clock)


def test_they_are_listed_with_what_becomes_of_them(street: Street, at: House) -> None:
    said: list[str] = []
    list_removed(at, said.append)
    with street.books.session(writes=False) as session:
        (one,) = removed(session)

    assert said == [
        f"{street.gone.id} Lanterns {THERE} · workspace {THERE} · removed on Tuesday 26 May 2026 · {one.rows} rows",
        "They are kept until somebody deletes them: `python -m bot removed delete NAME`.",
    ]
    at.engine.dispose()


def test_one_is_deleted_after_a_yes(street: Street, at: House) -> None:
    said: list[str] = []
    assert not delete_removed(at, f"lanterns {THERE.lower()}", said.append, lambda: False)
    assert said[-1] == "Left as they were. Nothing was deleted."
    assert "python -m bot backup FILE" in said[1]
    assert everything(street.gone)

    assert delete_removed(at, str(street.gone.id), said.append, lambda: True)
    assert said[-1] == "Copies and exported papers made before still hold them."
    assert everything(street.gone) == ""
    said.clear()
    list_removed(at, said.append)
    assert said == ["No workspace that has its books here has removed the bot."]
    at.engine.dispose()


@pytest.mark.parametrize("name", ["Lanterns THERE1", "nobody", ""])
def test_nobody_else_is_deleted(street: Street, at: House, name: str) -> None:
    with pytest.raises(NotFound, match="Nothing was deleted"):
        delete_removed(at, name, lambda _: None, lambda: True)
    assert everything(street.other)
    at.engine.dispose()
