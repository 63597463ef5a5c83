"""A line between a program and a server that a test can cut, join again, or lay to another server."""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self

Address = tuple[str, int] | str
"""A host and a port, or the file of a socket."""


class Line:
    """A context manager: whoever connects to `port` of this machine speaks with the server, while the line holds."""

    def __init__(self, server: Address) -> None:
        self.server = server
        self.port = 0
        self.calls = 0
        self._listening: socket.socket | None = None
        self._ends: set[socket.socket] = set()
        self._carrying: list[threading.Thread] = []
        self._swallow = b""
        self._muted: set[socket.socket] = set()
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self.join()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cut()

    def join(self) -> None:
        """Take calls, at the same port as before."""
        self._listening = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listening.getsockname()[1]
        self._taking = threading.Thread(target=self._take_calls, args=(self._listening,), daemon=True)
        self._taking.start()

    def cut(self) -> None:
        """Break all that is connected, and take no calls."""
        listening, self._listening = self._listening, None
        if listening is not None:
            with contextlib.suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits for a call
            self._taking.join()
        self.drop()

    def drop(self) -> None:
        """Break all that is connected; who calls again gets through."""
        with self._lock:
            ends, carrying = list(self._ends), list(self._carrying)
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in carrying:
            thread.join()

    def lay_to(self, server: Address) -> None:
        """From now on calls go to another server; what is connected breaks."""
        self.server = server
        self.drop()

    def lose_the_answer_to(self, said: bytes) -> None:
        """The next time somebody says this, it still reaches the server; then the line breaks."""
        self._swallow = said

    def _take_calls(self, listening: socket.socket) -> None:
        with listening, contextlib.suppress(OSError):  # until it is shut
            while True:
                here, _ = listening.accept()
                self.calls += 1
                self._connect(here)

    def _connect(self, here: socket.socket) -> None:
        try:
            there = _reached(self.server)
        except OSError:
            here.close()
            return
        with self._lock:
            self._ends |= {here, there}
            for ends in ((here, there), (there, here)):
                thread = threading.Thread(target=self._carry, args=ends, daemon=True)
                self._carrying.append(thread)
                thread.start()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while (data := source.recv(65_536)) and source not in self._muted:
                if self._swallow and self._swallow in data:
                    self._swallow = b""
                    self._muted.add(sink)
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        source.close()
        with self._lock:
            self._ends.discard(source)
            self._muted.discard(source)
            self._carrying.remove(threading.current_thread())


def _reached(server: Address) -> socket.socket:
    if isinstance(server, tuple):
        return socket.create_connection(server, timeout=5)
    reached = socket.socket(socket.AF_UNIX)
    reached.connect(server)
    return reached
