"""HTTP to the local Slack server: JSON or a file in, a typed answer out, and one error for whatever fails."""

import urllib.error
import urllib.request
import uuid
from typing import TypeVar

import msgspec

from bot.sandbox.errors import SandboxError
from bot.sandbox.shapes import Json

T = TypeVar("T")

# POSTs that reach the bot come back when it has acknowledged, after 5 seconds at the latest.
PATIENCE = 30.0


class Wire:
    """Requests below `base_url`, never through a proxy that the environment names: the server is on this machine."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def get(self, path: str, shape: type[T]) -> T:
        """The answer at `path` as `shape`; SandboxError when the server refuses or is not there."""
        return self._send(urllib.request.Request(f"{self.base_url}/{path}"), shape)  # noqa: S310 - http, as above

    def post(self, path: str, body: Json, shape: type[T]) -> T:
        """Post JSON; errors as `get`."""
        return self._post(path, msgspec.json.encode(body), "application/json", shape)

    def upload(self, path: str, fields: dict[str, str], name: str, content: bytes, shape: type[T]) -> T:
        """Post a form with one file; errors as `get`."""
        boundary = uuid.uuid4().hex
        body = form(boundary, fields, name, content)
        return self._post(path, body, f"multipart/form-data; boundary={boundary}", shape)

    def _post(self, path: str, body: bytes, kind: str, shape: type[T]) -> T:
        request = urllib.request.Request(  # noqa: S310 - http, as above
            f"{self.base_url}/{path}", body, {"Content-Type": kind}
        )
        return self._send(request, shape)

    def _send(self, request: urllib.request.Request, shape: type[T]) -> T:
        try:
            with self._opener.open(request, timeout=PATIENCE) as response:
                return msgspec.json.decode(response.read(), type=shape)
        except urllib.error.HTTPError as refused:
            with refused:
                reason = refused.read().decode(errors="replace")
            raise SandboxError(f"The local Slack server refused {request.selector}: {reason}") from refused
        except urllib.error.URLError as error:
            raise SandboxError(f"No local Slack server answers at {self.base_url}; is it running?") from error


def form(boundary: str, fields: dict[str, str], name: str, content: bytes) -> bytes:
    """The body of a multipart form with one file (RFC 7578; a quote in its name as %22)."""
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    safe = name.replace('"', "%22").replace("\r", "").replace("\n", "")
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{safe}"\r\n'
    kind = "Content-Type: application/octet-stream\r\n\r\n"
    return b"".join([*parts, head.encode(), kind.encode(), content, f"\r\n--{boundary}--\r\n".encode()])
