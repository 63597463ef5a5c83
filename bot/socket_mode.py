"""Socket Mode as Bolt brings it, except for how messages are put on the wire.

The SDK's own client (slack_sdk 3.47, `socket_mode.builtin`) masks a message byte by byte in Python, which takes longer
than finding out what a list holds; fails on messages of 64 KB and more; and lets the rest of one go when the socket
takes only a part. The `websocket-client` library frames it, and all of it is sent.
"""

from slack_sdk.errors import SlackClientNotConnectedError
from slack_sdk.socket_mode.builtin import SocketModeClient
from websocket import ABNF


class WholeMessages(SocketModeClient):
    """The SDK's client, which sends each message whole."""

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
