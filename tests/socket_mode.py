"""Slack's side of Socket Mode on this machine, which says and does what a test wants it to; framed by `websocket-client`."""

import base64
import hashlib
import json
import queue
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from websocket import ABNF, WebSocket, WebSocketException

from tests.waiting import A_LONG_TIME

_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, 1.3


class Peer:
    """One connection as Slack sees it. It is answered nothing any more from when it is `mute`."""

    def __init__(self, plain: socket.socket) -> None:
        self.plain, self.mute = plain, False
        self.answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self.over, self.frozen = threading.Event(), threading.Event()
        self._sending = threading.Lock()
        self._socket = WebSocket(skip_utf8_validation=True)
        self._socket.sock, self._socket.connected = plain, True

    def says(self, **message: Any) -> None:
        """Send a message."""
        self._send(json.dumps(message).encode(), ABNF.OPCODE_TEXT)

    def says_in_halves(self, wait: threading.Event, **message: Any) -> None:
        """Send a message, the second half of which goes out after the event."""
        whole = ABNF(1, 0, 0, 0, ABNF.OPCODE_TEXT, 0, json.dumps(message).encode()).format()
        with self._sending:
            self.plain.sendall(whole[: len(whole) // 2])
            wait.wait(A_LONG_TIME)
            self.plain.sendall(whole[len(whole) // 2 :])

    def disconnects(self, reason: str) -> None:
        """Say that the connection is not kept."""
        self.says(type="disconnect", reason=reason, debug_info={"host": "applink-1"})

    def answer(self) -> dict[str, Any]:
        """What came back next."""
        return self.answers.get(timeout=A_LONG_TIME)

    def closes(self) -> None:
        """End it as the protocol wants it."""
        self._send(b"\x03\xe8", ABNF.OPCODE_CLOSE)

    def dies(self) -> None:
        """End it without a word."""
        with suppress(OSError):
            self.plain.shutdown(socket.SHUT_RDWR)

    def falls_silent(self) -> None:
        """No pong comes any more, nor anything else."""
        self.mute = True

    def freezes(self) -> None:
        """Nothing is even read any more."""
        self.mute = True
        self.frozen.set()

    def writes(self, text: str) -> None:
        """Send something that need be no message."""
        self._send(text.encode(), ABNF.OPCODE_TEXT)

    def _send(self, data: bytes, kind: int) -> None:
        with self._sending:
            self.plain.sendall(ABNF(1, 0, 0, 0, kind, 0, data).format())  # a server does not mask

    def listen(self) -> None:
        """Until it is over."""
        with suppress(WebSocketException, OSError):
            while not self.frozen.is_set():
                frame = self._socket.recv_frame()  # type: ignore[no-untyped-call]
                if frame.opcode == ABNF.OPCODE_CLOSE:
                    break
                if frame.opcode == ABNF.OPCODE_PING and not self.mute:
                    self._send(frame.data, ABNF.OPCODE_PONG)
                if frame.opcode == ABNF.OPCODE_TEXT:
                    self.answers.put(json.loads(frame.data))
            self.over.wait(1)  # frozen: the line stays open meanwhile
        self.over.set()


class SlackSide(ThreadingHTTPServer):
    """`refuses` has what the next calls of apps.connections.open are answered: a status, and a word or a page.

    `greets` is what is said first on a connection: "hello", or the reason for which it is not kept.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Call)
        self.refuses: list[tuple[int, str]] = []
        self.greets: list[str] = []
        self.asked = 0
        self.peers: queue.Queue[Peer] = queue.Queue()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def peer(self) -> Peer:
        """The next connection that was made."""
        return self.peers.get(timeout=A_LONG_TIME)


class _Call(BaseHTTPRequestHandler):
    server: SlackSide
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        status, word = 200, ""
        if self.path.endswith("apps.connections.open"):
            self.server.asked += 1
            status, word = self.server.refuses.pop(0) if self.server.refuses else (200, "")
        url = "" if word == "no address" else f"ws://{self.server.address}/link/?ticket=1"
        said = {"ok": not (word and url), "error": word, "url": url}
        body = word.encode() if word.startswith("<") else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if status == 429:
            self.send_header("Retry-After", "1")
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        accepted = hashlib.sha1(f"{self.headers['Sec-WebSocket-Key']}{_GUID}".encode()).digest()  # noqa: S324
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", base64.b64encode(accepted).decode())
        self.end_headers()
        self.close_connection = True
        peer = Peer(self.connection)
        first = self.server.greets.pop(0) if self.server.greets else "hello"
        if first == "hello":
            peer.says(type="hello", num_connections=1)
        elif first:
            peer.disconnects(first)
        self.server.peers.put(peer)
        peer.listen()

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@contextmanager
def slack_side() -> Iterator[SlackSide]:
    """Slack's side at work."""
    with SlackSide() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
