"""Whether there is room left on the disk: noted when a change found none, and then looked at again until one would."""

import logging
from contextlib import closing
from typing import Any

from sqlalchemy import Engine, ExceptionContext, event, text
from sqlalchemy.exc import DBAPIError

LOG = logging.getLogger(__name__)
_NO_ROOM = ("database or disk is full", "disk i/o error", "no space left", "file too large")
# As much as a few changes take. With next to no cache SQLite has to put it on the disk before the transaction ends,
# which it does with none of it in the books.
_ON_SQLITE = "CREATE TABLE room_for_more AS SELECT zeroblob(262144) AS room"
_ON_POSTGRES = (
    "CREATE TEMPORARY TABLE room_for_more AS SELECT md5(number::text) FROM generate_series(1, 4096) number"
)
_USUAL_CACHE = -2000  # SQLite's own default


class Room:
    """The room of one database. Asking costs nothing as long as every change finds some."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._was_missing = False
        event.listen(engine, "handle_error", self._failed)

    def is_left(self) -> bool:
        """Whether changes can be kept, as far as is known."""
        if self._was_missing and self._found():
            self._was_missing = False
            LOG.warning("there is room for the books again")
        return not self._was_missing

    def _failed(self, context: ExceptionContext) -> None:
        said = str(context.original_exception).lower()
        if not self._was_missing and any(words in said for words in _NO_ROOM):
            self._was_missing = True
            LOG.error(
                "there is no room left for the books: changes are refused and reminders wait until there is"
            )

    def _found(self) -> bool:
        """Whether as much as a few changes would find room; nothing of it is kept."""
        try:
            if self.engine.dialect.name == "sqlite":
                self._try_on_sqlite()
            else:
                with self.engine.connect().execution_options(writes=True) as connection:
                    connection.execute(text(_ON_POSTGRES))
        except (DBAPIError, self.engine.dialect.loaded_dbapi.Error):
            return False
        return True

    def _try_on_sqlite(self) -> None:
        with closing(self.engine.raw_connection()) as raw:
            driver: Any = raw.driver_connection
            driver.execute("PRAGMA cache_size = 1").close()
            driver.execute("BEGIN IMMEDIATE").close()
            try:
                driver.execute(_ON_SQLITE).close()
            finally:
                if driver.in_transaction:
                    driver.execute("ROLLBACK").close()
                driver.execute(f"PRAGMA cache_size = {_USUAL_CACHE}").close()
