"""What comes over Socket Mode: answered in turn, each workspace's in a line of its own, by a few threads."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import run_bolt_app
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.fair import Lines
from bot.meter import Meter
from bot.services import LOG
from bot.socket_mode import Link, Message, acknowledgement
from bot.waiting import Waited
from scheduler.ticker import without_words


class NotSent(Exception):
    """There is no connection that an answer could go over; Slack delivers its request again."""


class Send(Protocol):
    """How an answer goes out: over the connection that its request came by, where that still stands."""

    def __call__(self, link: Link, message: str) -> None:
        """Send it. Raises NotSent."""


class Envelopes:
    """Those that have come and wait for their turn, and the threads that answer them with what the app makes of them."""

    def __init__(self, app: App, threads: int, meter: Meter, send: Send) -> None:
        self.app, self.meter, self.send = app, meter, send
        self.arrived = Waited()
        self._workers = ThreadPoolExecutor(threads, thread_name_prefix="socket")
        self._lock = threading.Lock()
        self._lines: Lines[_Taken] = Lines()
        self._finishing = False

    def __len__(self) -> int:
        """How many wait for their turn."""
        return len(self._lines)

    def take(self, link: Link, message: Message) -> None:
        """Have it answered when its turn comes; not at all after `finish`, so that Slack delivers it to another."""
        with self._lock:
            if not self._finishing:
                self._lines.append(_Taken(link, message, perf_counter()))
                self._workers.submit(self._next)

    def finish(self) -> None:
        """Take no more, and wait until all that was taken is answered."""
        with self._lock:
            self._finishing = True
        self._workers.shutdown(wait=True)

    def _next(self) -> None:
        """Answer whichever has its turn: there are as many calls of this as there are that wait."""
        with self._lock:
            taken = self._lines.popleft()
        self.arrived.since = taken.at
        try:
            request = SocketModeRequest.from_dict(taken.message)
            if request is not None:
                self.answer(taken.link, request)
        except Exception as error:  # noqa: BLE001 - nobody else would hear of it
            LOG.error("failure over an envelope: %s", without_words(error))

    def answer(self, link: Link, request: SocketModeRequest) -> None:
        """Answer what came by that connection, unless it has waited too long; Slack delivers again what is not answered."""
        status = 503 if self.arrived.too_long() else self._answered(link, request)
        self.meter.acknowledged("socket", status, perf_counter() - self.arrived.since)

    def _answered(self, link: Link, request: SocketModeRequest) -> int:
        response = run_bolt_app(self.app, request)
        if request.retry_attempt:
            self.meter.redelivered()
        if response.status != 200:
            LOG.warning("an envelope was not answered: status %s", response.status)
            return int(response.status)
        try:
            self.send(link, acknowledgement(request.envelope_id, response))
        except NotSent as error:
            LOG.warning("%s", error)
            return 503
        return 200


@dataclass(frozen=True, slots=True)
class _Taken:
    """What has come over a connection and waits to be answered; `at` by `perf_counter`."""

    link: Link
    message: Message
    at: float

    @property
    def whose(self) -> str:
        """The workspace that it is of."""
        payload = self.message.get("payload")
        said = payload if isinstance(payload, dict) else {}
        team = said.get("team")
        return str(said.get("team_id") or (team.get("id") if isinstance(team, dict) else "") or "")
