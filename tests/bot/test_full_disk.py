"""A disk without room under SQLite: what is said, what stays whole, and how it goes on when there is room again."""

import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Engine, event, select
from werkzeug.test import Client

from bot.main import House
from bot.metrics import Metrics
from bot.monitoring import Monitoring
from bot.web import Pages
from scheduler.claims import LEASE
from store.conversations import Conversations
from store.database import Unavailable, rewritten, translated
from store.register import MAX_TEXT
from store.room import Room
from store.tables import Outbox, OutboxState, Update
from tests.bot.test_monitoring import numbers
from tests.conversation import Conversation
from tests.databases import engine

__all__ = ["engine"]

TOM = "Tom Adisa"
NO_ROOM = (
    "There is no room left on the disk, so nothing was changed. Please try again in a minute; if it stays so, tell the"
    " secretariat."
)
MORNING = datetime(2026, 6, 15, 9, 30, tzinfo=UTC)


class Disk:
    """How many pages the database file may have: those it has and none of which is free, or as many as it likes."""

    def __init__(self, home: House) -> None:
        self.home, self.is_full = home, False
        event.listen(home.engine, "checkout", lambda connection, *_: self._limit(connection))

    def fills(self) -> None:
        assert rewritten(self.home.engine)
        self.is_full = True

    def _limit(self, driver: Any) -> None:
        (pages,) = driver.execute("PRAGMA page_count").fetchone()
        driver.execute(f"PRAGMA max_page_count = {pages if self.is_full else 1_000_000}").close()


@pytest.fixture
def disk(home: House) -> Disk:
    return Disk(home)


def said(number: int) -> str:
    """A long text that no other is like."""
    return f"{number} " + "words and more words " * (MAX_TEXT // 25)


def notes(bot: Conversation) -> list[str]:
    with bot.house.books.session(writes=False) as session:
        return list(session.scalars(select(Update.text).where(Update.text.like("% words and more%"))))


def filled(bot: Conversation) -> None:
    """Whatever room there still is within the pages is taken, down to the last conversation that is remembered."""
    for size in (1_000, 10):
        with pytest.raises(Unavailable):
            _remember_on_and_on(bot, size)


def _remember_on_and_on(bot: Conversation, size: int) -> None:
    for number in range(100_000):
        with bot.house.books.session(writes=True) as session:
            conversation = Conversations(session, bot.partnership, bot.clock.now())
            conversation.remember(f"D{size}-{number}", ["x" * 10] * (size // 10), None)
            session.commit()


def fill_up(bot: Conversation) -> tuple[int, str]:
    """Updates until one is refused; how many were taken, and the answer to the last."""
    for number in range(200):
        heard = bot.command(TOM, f"/actions update 02/10 {said(number)}", trigger=f"t{number}")
        if not heard.text.startswith("Updated 02/10"):
            return number, heard.text
    raise AssertionError("the disk is never full")


def test_a_change_is_refused_in_a_sentence_and_can_be_made_when_there_is_room(
    bot: Conversation, disk: Disk
) -> None:
    bot.command(TOM, "/actions")
    disk.fills()
    taken, answer = fill_up(bot)
    assert answer == NO_ROOM
    assert len(notes(bot)) == taken

    disk.is_full = False
    bot.command(TOM, f"/actions update 02/10 {said(taken)}", trigger=f"t{taken}")
    bot.command(TOM, f"/actions update 02/10 {said(taken)}", trigger=f"t{taken}")
    assert len(notes(bot)) == taken + 1, "the same delivery again, once"
    assert len(set(notes(bot))) == taken + 1


def test_what_is_read_is_answered_once_as_ever(bot: Conversation, disk: Disk) -> None:
    bot.command(TOM, "/actions")
    before = bot.writes(TOM, "what is overdue?").text
    disk.fills()
    fill_up(bot)
    posted = len(bot.slack.posted)

    assert bot.writes(TOM, "what is overdue?").text == before
    assert len(bot.slack.posted) == posted + 1
    assert bot.command(TOM, "/meetings").text.startswith("Board meeting: ")


def test_whoever_speaks_for_the_first_time_is_known_all_the_same(bot: Conversation, disk: Disk) -> None:
    """The link to their Slack account finds no room, and is made when there is some."""
    before = bot.command(TOM, "/actions overdue").text
    late = "Oliver Strand"
    bot.users[late] = "U0PELOLIVER"
    bot.slack.emails["U0PELOLIVER"] = "oliver.strand@avershire.example"
    disk.fills()
    filled(bot)

    assert bot.command(late, "/actions overdue").text == before
    disk.is_full = False
    assert bot.command(late, "/actions overdue").text == before
    assert next(p.slack_user for p in bot.services.words().people if p.name == late) == "U0PELOLIVER"


def test_what_was_changed_is_not_called_unchanged(
    bot: Conversation, disk: Disk, caplog: pytest.LogCaptureFixture
) -> None:
    """The room ends between the change and the note of what was talked about."""
    bot.command(TOM, "/actions")
    post = bot.services.client.chat_postMessage

    def fills(**message: Any) -> Any:
        disk.fills()
        filled(bot)
        return post(**message)

    bot.services.client.chat_postMessage = fills  # type: ignore[method-assign]
    posted = len(bot.slack.posted)
    bot.writes(TOM, "update 02/10 Sent round")

    assert [heard.text.split(".")[0] for heard in bot.slack.posted[posted:]] == ["Updated 02/10: Sent round"]
    assert bot.point("02/10").note == "Sent round"
    assert "a conversation was not remembered" in caplog.text


@pytest.mark.parametrize("planned", [False, True])
def test_reminders_wait_and_come_once(bot: Conversation, disk: Disk, planned: bool) -> None:
    """Whether the room ends before they are planned, or before they are delivered."""
    bot.clock.at = MORNING - timedelta(hours=2)
    if planned:
        bot.sweep.run()
    posted = len(bot.slack.posted)
    disk.fills()
    filled(bot)
    bot.clock.at = MORNING
    for _ in range(3):
        with suppress(Unavailable):
            bot.sweep.run()
    if not planned:
        assert len(bot.slack.posted) == posted

    disk.is_full = False
    for _ in range(3):
        bot.clock.step(LEASE)
        bot.sweep.run()
    with bot.house.books.session(writes=False) as session:
        due = session.execute(
            select(Outbox.state, Outbox.posted_ts).where(Outbox.due_at <= bot.clock.now())
        ).all()
    assert due
    assert not {OutboxState.PENDING, OutboxState.CLAIMED} & {row.state for row in due}
    stamps = sorted(row.posted_ts for row in due if row.posted_ts)
    assert stamps == sorted(heard.ts for heard in bot.slack.posted)
    assert len(stamps) > 5


def test_whoever_watches_sees_it_and_sees_it_end(
    bot: Conversation, disk: Disk, caplog: pytest.LogCaptureFixture
) -> None:
    books = bot.house.books
    metrics = Metrics(books)
    web = Client(Pages(Monitoring(books, metrics, lambda: True, Event()).alone()))
    assert web.get("/readyz").text == "database: ok\nmigrations: ok\nslack: ok\n"
    assert numbers(metrics)["database_room",] == 1

    with caplog.at_level(logging.WARNING):
        bot.command(TOM, "/actions")
        disk.fills()
        fill_up(bot)
        bot.command(TOM, f"/actions update 02/10 {said(999)}")
        for _ in range(2):
            answer = web.get("/readyz")
            assert answer.status_code == 503
            assert answer.text.startswith("database: not ok, there is no room left on the disk\n")
        assert web.get("/healthz").status_code == 200, "starting it again would not help"
        assert numbers(metrics)["database_room",] == 0
        assert numbers(metrics)["database_up",] == 1

        disk.is_full = False
        assert web.get("/readyz").text == "database: ok\nmigrations: ok\nslack: ok\n"
        assert numbers(metrics)["database_room",] == 1
    told = [record.message for record in caplog.records if "room" in record.message]
    assert told == [
        "there is no room left for the books: changes are refused and reminders wait until there is",
        "there is room for the books again",
    ]


def test_looking_for_room_leaves_nothing_behind(engine: Engine) -> None:
    room = Room(engine)
    assert room.is_left()
    room._was_missing = True
    assert room.is_left()
    with engine.connect() as connection:
        assert not engine.dialect.has_table(connection, "room_for_more")


@pytest.mark.parametrize(
    "words",
    [
        "database or disk is full",
        "disk I/O error",
        'could not extend file "base/5/1": No space left on device\nHINT:  Check free disk space.',
    ],
)
def test_each_database_has_its_words_for_it(engine: Engine, words: str) -> None:
    room = Room(engine)
    error = engine.dialect.loaded_dbapi.Error

    with (
        pytest.raises(Unavailable, match=r"^(There is no room left on|The disk takes nothing)"),
        translated(),
        engine.connect() as connection,
    ):
        connection._handle_dbapi_exception(error(words), "INSERT", None, None, None)
    assert room._was_missing
    assert room.is_left(), "it was looked at anew"
