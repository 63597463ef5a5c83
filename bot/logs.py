"""The log: plain lines or JSON, never with the words of an error, which may quote people, rows or secrets.

Errors of ours are logged without them already (`scheduler.ticker.without_words`); here it is seen to that those which
libraries log, and those that nobody has caught, are as well.
"""

import logging
import re
import sys
import threading
from types import TracebackType
from typing import Any

from scheduler.ticker import without_words

LOG = logging.getLogger("bot")
PLAIN = "%(asctime)s %(name)s %(levelname)s %(message)s"


class Wordless(logging.Formatter):
    """Plain lines."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        return without_words(ei[1]) if ei[1] else ""


class Briefly(logging.Filter):
    """Of what a library logs, what it calls it, without the details: those may hold whole payloads and answers.

    What is `expected` is no news.
    """

    def __init__(self, expected: str = "") -> None:
        super().__init__()
        self.expected = expected

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        record.msg, record.args = re.split(r"[:({]", said)[0].strip(), ()
        return said != self.expected


def of_library(name: str, *, expected: str = "") -> logging.Logger:
    """A log for a library to write to, whatever level ours has; what is `expected` of it is left out."""
    log = logging.getLogger(name)
    log.setLevel(logging.WARNING)
    if not any(isinstance(each, Briefly) for each in log.filters):
        log.addFilter(Briefly(expected))
    return log


def configure(log_format: str = "text") -> None:
    """Write the log to standard error. What is below warnings only our own logger may write, see `log_level`."""
    handler = logging.StreamHandler()
    handler.setFormatter(_json() if log_format == "json" else Wordless(PLAIN))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


def _json() -> logging.Formatter:
    """An object for each line: time, name, level, message, and the place of an error."""
    from pythonjsonlogger.json import JsonFormatter  # noqa: PLC0415 - where it is asked for

    class WordlessJson(JsonFormatter):
        def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
            return without_words(ei[1]) if ei[1] else ""

    return WordlessJson(
        "{asctime}{name}{levelname}{message}",
        style="{",
        rename_fields={"asctime": "time", "name": "logger", "levelname": "level"},
        datefmt="%Y-%m-%dT%H:%M:%S%z",
    )


def catch_the_rest() -> None:
    """What ends a thread or the process without having been caught goes to the log as well, not to standard error."""

    def ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        LOG.critical("ended by %s", without_words(error))

    def thread_ended(what: threading.ExceptHookArgs) -> None:
        if what.exc_value is not None:
            LOG.error("a thread was ended by %s", without_words(what.exc_value))

    sys.excepthook, threading.excepthook = ended, thread_ended
