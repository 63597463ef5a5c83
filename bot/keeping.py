"""Copies of the books: `backup`, `restore`, the nightly ones, and `export --everything`."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, func, select

from bot.config import Config
from bot.main import House
from scheduler.nightly import EVERY_HOUR, Nightly, copies
from scheduler.restored import left_out
from scheduler.ticker import Ticker
from store.backups import Damaged, back_up, restore, verify
from store.clock import Clock
from store.database import open_database
from store.dates import full_day
from store.errors import Invalid
from store.tables import Change, Partnership

_LATE = 2  # days without a copy after which something is wrong


def make_copy(house: House, target: Path, say: Callable[[str], None]) -> None:
    """Copy the books into a file, while the bot works. Raises BookError with a sentence."""
    digest = back_up(house.engine, target)
    say(f"Copied to {target}; its checksum stands beside it: {digest[:16]}…")


def put_back(config: Config, clock: Clock, source: Path, say: Callable[[str], None]) -> None:
    """Restore a copy into books that are empty, and say what they hold. Raises BookError with a sentence."""
    engine = open_database(config.database_url)
    try:
        restore(engine, source)
        for line in _told(engine, clock):
            say(line)
    finally:
        engine.dispose()


def hand_over(house: House, output: str) -> None:
    """Everything in open formats, into a file or to standard output. Raises BookError with a sentence."""
    from store.exchange.everything import write_everything  # noqa: PLC0415

    partnership, now = house.partnership(), house.books.clock.now()
    if output == "-":
        write_everything(house.engine, partnership, now, sys.stdout.buffer)
        return
    try:
        with Path(output).open("wb") as file:
            count = write_everything(house.engine, partnership, now, file)
    except OSError as error:
        raise Invalid(f"{output} cannot be written: {error.strerror}. The books are untouched.") from error
    sys.stderr.write(f"Written: {output}, {count} rows, what is confidential as well.\n")


def _told(engine: Engine, clock: Clock) -> Iterator[str]:
    from store.books import Books  # noqa: PLC0415 - the books only once they are there

    with Books(engine, clock).session(writes=True) as session:
        names = ", ".join(session.scalars(select(Partnership.name).order_by(Partnership.id)))
        last = session.scalar(select(func.max(Change.at)))
        count = left_out(session, clock.now())
        session.commit()
    yield f"Restored: the books of {names}{f', last changed on {_day(last)}' if last else ''}."
    if count:
        yield (
            f"Reminders that were due since then and may have been posted: {count}. They are not posted again; the"
            " secretariat is told which."
        )


def _day(at: datetime) -> str:
    return full_day(at.astimezone(UTC).date())


@contextmanager
def nightly_copies(house: House) -> Iterator[None]:
    """A copy for each day for as long as the block lasts, if the configuration wants them."""
    config, ticker = house.config, Ticker()
    if config.copies is not None:
        nightly = Nightly(house.engine, house.books.clock, config.copies, config.keep_copies)
        ticker.start(nightly.run, EVERY_HOUR)
    try:
        yield
    finally:
        ticker.stop()


def copies_checked(config: Config, clock: Clock) -> str:
    """Whether there are copies as the configuration wants them. Raises Damaged, or NotFound, with the remedy."""
    if config.copies is None:
        return "none are made by the bot; set folder under [backup], or see docs/operating.md."
    found = copies(config.copies)
    if not found:
        return f"none yet in {config.copies}; the first is made when the bot runs."
    day, newest = found[-1]
    if (clock.now().astimezone(UTC).date() - day).days > _LATE:
        raise Damaged(
            f"the last one in {config.copies} is of {full_day(day)}. Look into the log, and whether the disk is full."
        )
    verify(newest)
    return f"{len(found)} in {config.copies}; the last one, of {full_day(day)}, agrees with its checksum."
