"""Whether the bot is well, ready for more, and what it has done: `/readyz` and `/metrics`."""

import threading
import time
from collections.abc import Callable, Iterator

from slack_sdk.errors import SlackApiError
from werkzeug import Request, Response
from werkzeug.routing import Rule

from bot.health import healthy, told
from bot.meter import Meter
from store.books import Books
from store.database import NO_ROOM, newest_version, version_of
from store.errors import BookError

ASKED_ANEW = 60  # seconds for which what Slack said of the token holds
_TEXT = "text/plain; version=0.0.4; charset=utf-8"  # Prometheus' format


class Monitoring:
    """The pages for whoever watches over the bot. `slack` is whether the way to Slack is open.

    What is `stopping` is not ready, so that whatever spreads requests sends them elsewhere.
    """

    def __init__(
        self, books: Books, meter: Meter, slack: Callable[[], bool], stopping: threading.Event
    ) -> None:
        self.books, self.meter, self.slack, self.stopping = books, meter, slack, stopping

    def rules(self) -> list[Rule]:
        """What is at which address, beside `/healthz`."""
        return [
            Rule("/readyz", endpoint=self._ready, methods=["GET"]),
            Rule("/metrics", endpoint=self._metrics, methods=["GET"]),
        ]

    def alone(self) -> list[Rule]:
        """All of them, for a server that shows nothing else."""
        return [
            Rule("/healthz", endpoint=lambda _request: healthy(self.books), methods=["GET"]),
            *self.rules(),
        ]

    def _ready(self, _request: Request) -> Response:
        found = list(self._looked())
        text = "".join(f"{what}: {'ok' if well else 'not ok'}{more}\n" for what, well, more in found)
        return told(text, well=all(well for _, well, _ in found))

    def _looked(self) -> Iterator[tuple[str, bool, str]]:
        """Each thing that has to be well, and what there is to say of it; what needs the books is not looked at without them."""
        if self.stopping.is_set():
            yield "running", False, ""
            return
        try:
            version = version_of(self.books.engine)
        except BookError:
            yield "database", False, ""
        else:
            room = self.books.room.is_left()
            yield "database", room, "" if room else f", {NO_ROOM[0].lower()}{NO_ROOM[1:]}"
            yield "migrations", *_compared(version)
        yield "slack", self.slack(), ""

    def _metrics(self, _request: Request) -> Response:
        return told(self.meter.exposed(), well=True, content_type=_TEXT)


def _compared(version: str) -> tuple[bool, str]:
    """Whether this process can work with tables of that version: its own, or a newer one that is being rolled out."""
    mine = newest_version()
    if version == mine:
        return True, ""
    return version != "none" and version > mine, f", the tables are of {version}, this process of {mine}"


class Accepted:
    """Whether Slack can be reached and accepts the bot: `ask` it, at most once a minute however often one looks."""

    def __init__(self, ask: Callable[[], object], elapsed: Callable[[], float] = time.monotonic) -> None:
        self.ask, self.elapsed = ask, elapsed
        self._lock = threading.Lock()
        self._known: tuple[float, bool] | None = None

    def __call__(self) -> bool:
        with self._lock:
            now = self.elapsed()
            if self._known is None or now - self._known[0] >= ASKED_ANEW:
                self._known = now, self._asked()
            return self._known[1]

    def _asked(self) -> bool:
        try:
            self.ask()
        except (SlackApiError, OSError):
            return False
        return True
