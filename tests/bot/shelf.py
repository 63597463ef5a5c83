"""Where files that people send are kept: a server on this machine that hands them out to whoever has the token."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Json = dict[str, Any]


@dataclass
class Shelf:
    """Files by their ids, and how often each was asked for without the token."""

    address: str
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    refused: int = 0

    def put(self, name: str, content: bytes) -> Json:
        """Keep a file; what Slack says of it."""
        file_id = f"F{len(self.files)}"
        self.files[file_id] = (name, content)
        return self.described(file_id)

    def described(self, file_id: str) -> Json:
        name, content = self.files[file_id]
        url = f"{self.address}files/{file_id}"
        return {"id": file_id, "name": name, "size": len(content), "url_private_download": url}


@contextmanager
def shelf() -> Iterator[Shelf]:
    """The server, for as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            file_id = self.path.rsplit("/", 1)[-1]
            if self.headers.get("Authorization") != "Bearer xoxb-fake" or file_id not in kept.files:
                kept.refused += 1
                self.send_error(404)
                return
            self.send_response(200)
            self.end_headers()
            self.wfile.write(kept.files[file_id][1])

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept = Shelf(f"http://127.0.0.1:{server.server_port}/")
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
