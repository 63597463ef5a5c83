"""Watching the local Slack server as its page does: what the bot did, and when it was told here."""

import socket
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import msgspec
import websocket

from bot.sandbox import SandboxError

PATIENCE = 10.0  # seconds; the server itself gives up on a bot after 5


class Watch:
    """A context manager over the page's socket. Times are of this process's monotonic clock, in seconds."""

    def __init__(self, base_url: str) -> None:
        self._url = base_url.replace("http", "ws", 1) + "/ui"
        self._news = threading.Condition()
        self.hello: float | None = None
        self.acknowledged: float | None = None
        self.answered: float | None = None

    def __enter__(self) -> Self:
        self._socket = websocket.create_connection(self._url, timeout=PATIENCE, http_no_proxy=["*"])
        self._socket.recv()  # the state of everything at the moment of connecting
        self._socket.settimeout(None)
        self._thread = threading.Thread(target=self._listen, name="watch", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._socket.sock is not None:
            self._socket.sock.shutdown(socket.SHUT_RDWR)  # wakes the thread, which a mere close would not
        self._thread.join()
        self._socket.close()

    def forget(self) -> None:
        """From now on only what comes next counts."""
        with self._news:
            self.hello = self.acknowledged = self.answered = None

    def wait(self, happened: Callable[["Watch"], bool], what: str) -> None:
        """Wait until it has happened. Raises SandboxError when it does not."""
        with self._news:
            if not self._news.wait_for(lambda: happened(self), PATIENCE):
                raise SandboxError(f"The bot has not {what} within {PATIENCE:.0f} seconds.")

    def _listen(self) -> None:
        try:
            while frame := self._socket.recv():
                self._take(msgspec.json.decode(frame), time.perf_counter())
        except (websocket.WebSocketException, OSError):
            return  # closed, here or there

    def _take(self, frame: dict[str, Any], at: float) -> None:
        with self._news:
            if frame["t"] == "log":
                self._log(frame["entry"], at)
            elif frame["t"] == "message" and frame["message"].get("bot_id"):
                self.answered = self.answered or at
            self._news.notify_all()

    def _log(self, entry: dict[str, Any], at: float) -> None:
        if entry["direction"] == "to_bot" and "(hello)" in entry["summary"]:
            self.hello = self.hello or at
        elif entry["direction"] == "from_bot" and entry["kind"] == "ack":
            self.acknowledged = self.acknowledged or at
