"""A proxy in front of the local Slack server that fails as networks and Slack do, by the fall of the dice."""

import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import msgspec


class Fault(StrEnum):
    """How a call goes wrong, and whether Slack has heard of it."""

    TOO_FAST = "429 with Retry-After"
    ERROR = "500, not accepted"
    ERROR_AFTER = "500 after it was accepted"
    SILENCE_AFTER = "no answer after it was accepted"
    DROPPED = "connection dropped, not accepted"
    DROPPED_AFTER = "connection dropped after it was accepted"
    GARBLED_AFTER = "a page instead of an answer after it was accepted"


HEARD = frozenset({Fault.ERROR_AFTER, Fault.SILENCE_AFTER, Fault.DROPPED_AFTER, Fault.GARBLED_AFTER})


class Proxy(ThreadingHTTPServer):
    """Passes on what comes to `target`, unless the dice want a fault. `silence` is longer than the client waits."""

    daemon_threads = True

    def __init__(self, target: str, chance: float, silence: float, dice: random.Random) -> None:
        super().__init__(("127.0.0.1", 0), Passing)
        self.target = urlsplit(target).netloc
        self.chance, self.silence, self.dice = chance, silence, dice
        self.faults: Counter[Fault] = Counter()
        self._bag: list[Fault] = []
        self._turn = threading.Lock()

    @property
    def url(self) -> str:
        """Its own address."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def fault(self) -> Fault | None:
        """What goes wrong this time, if anything; each kind comes as often as the others."""
        with self._turn:
            if self.dice.random() >= self.chance:
                return None
            if not self._bag:
                self._bag = self.dice.sample(list(Fault), len(Fault))
            fault = self._bag.pop()
            self.faults[fault] += 1
            return fault

    def handle_error(self, *_: object) -> None:
        """A client that has given up is what this is for."""


class Passing(BaseHTTPRequestHandler):
    """One call."""

    server: Proxy
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        fault = self.server.fault()
        answer = self._passed_on(body) if fault is None or fault in HEARD else None
        self.close_connection = fault is not None
        match fault:
            case None:
                assert answer is not None
                self._answer(*answer)
            case Fault.TOO_FAST:
                said = msgspec.json.encode({"ok": False, "error": "ratelimited"})
                self._answer(429, said, ("Retry-After", "2"))
            case Fault.ERROR | Fault.ERROR_AFTER:
                self._answer(500, b"<html>Internal Server Error</html>")
            case Fault.GARBLED_AFTER:
                self._answer(200, b"<html>Please sign in to the network</html>")
            case Fault.SILENCE_AFTER:
                time.sleep(self.server.silence)
            case Fault.DROPPED | Fault.DROPPED_AFTER:
                pass  # the connection is closed without a word

    def _passed_on(self, body: bytes) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(self.server.target, timeout=10)
        try:
            headers = {name: self.headers[name] for name in ("Content-Type", "Authorization")}
            connection.request("POST", self.path, body, headers)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def _answer(self, status: int, body: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in (("Content-Type", "application/json"), *headers):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@contextmanager
def failing(target: str, chance: float, silence: float, dice: random.Random) -> Iterator[Proxy]:
    """The proxy at work."""
    with Proxy(target, chance, silence, dice) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield proxy
        finally:
            proxy.shutdown()
            thread.join()
