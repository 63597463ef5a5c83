"""The socket that the server's own browser page uses: it shows modals and Homes, and can submit and close them."""

import time
from types import TracebackType
from typing import Any, Self

import msgspec
import websocket

from bot.sandbox.errors import SandboxError
from bot.sandbox.shapes import Json, Page

# The server itself gives a bot 5 seconds to acknowledge.
PATIENCE = 6.0


class PageSocket:
    """A context manager over `ws://HOST/ui`. `shown` is what the page shows at the moment of connecting."""

    def __init__(self, base_url: str) -> None:
        self._url = base_url.replace("http", "ws", 1) + "/ui"

    def __enter__(self) -> Self:
        try:
            self._socket = websocket.create_connection(self._url, timeout=PATIENCE, http_no_proxy=["*"])
        except OSError as error:
            raise SandboxError(
                f"The local Slack server does not answer at {self._url}; is it running?"
            ) from error
        self.shown = msgspec.convert(self._next(time.monotonic() + PATIENCE)["state"], Page)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def send(self, frame: Json) -> None:
        """Do what a person does in the page; the server answers nothing to the frame itself."""
        self._socket.send(msgspec.json.encode(frame).decode())

    def acknowledged(self) -> None:
        """Read on until the bot has acknowledged an interaction."""
        deadline = time.monotonic() + PATIENCE
        while not _is_acknowledgement(self._next(deadline)):
            pass

    def outcome(self) -> Json:
        """Read on until a submitted modal is settled: the frame `view` (what is open now) or `view_errors`.

        A bot may update views before it acknowledges; those frames are passed over. A bot that never
        acknowledges loses the modal after 5 seconds, as the server has it.
        """
        deadline = time.monotonic() + PATIENCE
        answered = False
        while True:
            frame = self._next(deadline)
            answered = answered or _is_acknowledgement(frame)
            if frame["t"] == "view_errors" or (frame["t"] == "view" and (answered or not frame["stack"])):
                return frame

    def _next(self, deadline: float) -> Json:
        self._socket.settimeout(max(0.01, deadline - time.monotonic()))
        try:
            frame: Any = msgspec.json.decode(self._socket.recv())
        except websocket.WebSocketTimeoutException as late:
            raise SandboxError(
                f"The bot did not answer within {PATIENCE:.0f} seconds; is it connected?"
            ) from late
        return dict(frame)


def _is_acknowledgement(frame: Json) -> bool:
    """Socket Mode logs an "ack", signed HTTP the response to an "interactive" request."""
    if frame["t"] != "log":
        return False
    entry = frame["entry"]
    return entry["direction"] == "from_bot" and entry["kind"] in {"ack", "interactive"}
