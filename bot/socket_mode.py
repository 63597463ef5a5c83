"""One connection of Socket Mode, and the answers that go over it.

The Slack SDK's own client (slack_sdk 3.47, `socket_mode.builtin`) masks a message byte by byte in Python, fails on
messages of 64 KB and more, loses its place when one comes in two halves some seconds apart, reads on and on from a
connection that the other side has closed, and takes one that has never answered a ping for a good one. The
`websocket-client` library frames what goes out and what comes in.
"""

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from slack_bolt import BoltResponse
from websocket import ABNF, WebSocket, WebSocketException, WebSocketTimeoutException

Message = dict[str, Any]
CLOSED, SILENT, BROKEN, REPLACED, STOPPED = "closed", "silent", "broken", "replaced", "stopped"


@dataclass(frozen=True, slots=True)
class Times:
    """All in seconds: how long what is waited for, and how often it is tried."""

    connecting: float = 10
    """For a connection to open, and as long again for Slack to greet."""
    quiet: float = 5
    """Without a word, before it is asked whether it is still there."""
    silent: float = 15
    """Without a word in spite of being asked; then it is over."""
    leaving: float = 30
    """That one which has been replaced is listened to, if Slack does not close it before."""
    answering: float = 1
    """That an answer waits for a connection to go over, when its own has just ended."""
    first: float = 1
    """Before the second attempt; it doubles with each, up to `longest`."""
    longest: float = 30
    steady: float = 60
    """For which a connection has to hold, so that the next attempts are counted anew."""


def acknowledgement(envelope_id: str, response: BoltResponse) -> str:
    """The message that answers an envelope with what Bolt made of it; its body is JSON, plain text or nothing."""
    envelope, body = json.dumps(envelope_id), response.body
    if not body:
        return f'{{"envelope_id": {envelope}}}'
    is_json = response.headers["content-type"][0].startswith("application/json")
    payload = body if is_json else json.dumps({"text": body})
    return f'{{"envelope_id": {envelope}, "payload": {payload}}}'


class Link:
    """One connection, listened to by a thread of its own.

    `take` is given each message but Slack's greeting, and `end` the link itself once it is over; `over` then says why in
    a word or two.
    Raises WebSocketException or OSError where it cannot be opened.
    """

    def __init__(
        self,
        url: str,
        take: Callable[["Link", Message], None],
        end: Callable[["Link"], None],
        times: Times,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.times, self._take, self._end = times, take, end
        self.over, self._closing = "", ""
        self._settled, self._greeted = threading.Event(), False
        self._leaves_at = float("inf")
        # JSON has to be UTF-8 anyway, and the library would look at each byte.
        self._socket = WebSocket(sslopt={"context": context} if context else None, skip_utf8_validation=True)
        self._socket.connect(url, timeout=times.connecting)  # type: ignore[no-untyped-call]  # it has none
        self._socket.settimeout(times.quiet)
        self._heard = time.monotonic()
        self._thread = threading.Thread(target=self._listen, name="slack", daemon=True)
        self._thread.start()

    def greeted(self) -> bool:
        """Wait until Slack has greeted, which it does where it takes the connection."""
        self._settled.wait(self.times.connecting)
        return self._greeted and not self.over

    def is_well(self) -> bool:
        """Whether Slack has greeted, and was heard of lately."""
        return self._greeted and not (self.over or self._closing) and self._silence() < self.times.silent

    def leave(self) -> None:
        """Another has taken its place: what still comes is taken, for a while."""
        self._leaves_at = time.monotonic() + self.times.leaving

    def send(self, message: str) -> bool:
        """Send a text message; whether it went out whole."""
        if self.over:
            return False
        try:
            self._socket.send(message)
        except (WebSocketException, OSError):
            self._closing = self._closing or BROKEN
            self._hang_up()
            return False
        return True

    def close(self, why: str = STOPPED) -> None:
        """End it, when Slack has had a moment to take leave as well."""
        self._closing = self._closing or why
        with suppress(WebSocketException, OSError):
            self._socket.send_close()
        if self._thread is not threading.current_thread():
            self._thread.join(self.times.answering)
        self._hang_up()

    def _hang_up(self) -> None:
        """Whoever listens hears of the end at once."""
        plain = self._socket.sock
        if plain is not None:
            with suppress(OSError):
                plain.shutdown(socket.SHUT_RDWR)

    def _silence(self) -> float:
        return time.monotonic() - self._heard

    def _listen(self) -> None:
        try:
            while not (why := self._next()):
                pass
        except (WebSocketException, OSError):
            why = BROKEN
        self.over = self._closing or why
        self._settled.set()
        self._socket.shutdown()  # type: ignore[no-untyped-call]  # as above
        self._end(self)

    def _next(self) -> str:
        """Take what comes next; why there is nothing more. Half a message is kept until its other half comes."""
        try:
            opcode, frame = self._socket.recv_data_frame(control_frame=True)
        except WebSocketTimeoutException:
            if self._silence() >= self.times.silent:
                return SILENT
            self._socket.ping()
            return self._left()
        self._heard = time.monotonic()
        if opcode == ABNF.OPCODE_CLOSE:
            return CLOSED
        if opcode == ABNF.OPCODE_TEXT:
            self._taken(frame.data)
        return self._left()

    def _left(self) -> str:
        return REPLACED if time.monotonic() > self._leaves_at else ""

    def _taken(self, data: bytes) -> None:
        try:
            message = json.loads(data)
        except ValueError:
            return
        if not isinstance(message, dict):
            return
        if message.get("type") == "hello":
            self._greeted = True
            self._settled.set()
        else:
            self._take(self, message)
