"""Socket Mode as Bolt brings it, except for how messages are put on the wire.

The SDK's own client (slack_sdk 3.47, `socket_mode.builtin`) masks a message byte by byte in Python, which takes longer
than finding out what a list holds; fails on messages of 64 KB and more; and lets the rest of one go when the socket
takes only a part. The `websocket-client` library frames it, and all of it is sent.

An envelope goes from the thread that reads it straight to one of those that answer (the SDK has a third in between),
and the answer that Bolt has written as JSON goes out as it is (the SDK would read it and write it again).
"""

import json
from threading import Lock
from time import perf_counter
from typing import Any

from slack_bolt import BoltResponse
from slack_sdk.errors import SlackClientNotConnectedError
from slack_sdk.socket_mode.builtin import SocketModeClient
from websocket import ABNF

from bot.waiting import Waited


def acknowledgement(envelope_id: str, response: BoltResponse) -> str:
    """The message that answers an envelope with what Bolt made of it; its body is JSON, plain text or nothing."""
    envelope, body = json.dumps(envelope_id), response.body
    if not body:
        return f'{{"envelope_id": {envelope}}}'
    is_json = response.headers["content-type"][0].startswith("application/json")
    payload = body if is_json else json.dumps({"text": body})
    return f'{{"envelope_id": {envelope}, "payload": {payload}}}'


class WholeMessages(SocketModeClient):
    """The SDK's client, which sends each message whole. `arrived.since` is when the one came that its thread answers."""

    def __init__(self, **settings: Any) -> None:
        self.arrived = Waited()
        self._taking = Lock()
        self._finishing = False
        super().__init__(**settings)

    def enqueue_message(self, message: str) -> None:
        """Give what has arrived to whoever is free to answer it."""
        with self._taking:
            if not self._finishing:
                self.message_workers.submit(self._arrived, message, perf_counter())

    def finish(self) -> None:
        """Take no more, and wait until all that has been taken is answered."""
        with self._taking:
            self._finishing = True
        self.message_workers.shutdown(wait=True)

    def _arrived(self, message: str, at: float) -> None:
        self.arrived.since = at
        self.run_message_listeners(json.loads(message) if message.startswith("{") else {}, message)

    def send_message(self, message: str) -> None:
        """Send a text message, once more when the connection has just been replaced.

        Raises SlackClientNotConnectedError when there is none; Slack then delivers its request again.
        """
        frame = ABNF.create_frame(message, ABNF.OPCODE_TEXT).format()
        before = self.current_session
        try:
            self._send(frame)
        except SlackClientNotConnectedError:
            with self.connect_operation_lock:
                if self.current_session is before:
                    raise
                self._send(frame)

    def _send(self, frame: bytes) -> None:
        session = self.current_session
        if session is None or session.sock is None:
            raise SlackClientNotConnectedError("There is no connection to Slack just now.")
        try:
            with session.sock_send_lock:
                session.sock.sendall(frame)
        except OSError as error:
            raise SlackClientNotConnectedError("The connection to Slack broke while sending.") from error
