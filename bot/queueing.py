"""What has come and waits for a thread of the web server's, each of which knows since when it has waited.

Each workspace waits in a line of its own (`bot.fair`). What would wait too long does not wait at all: a thread apart refuses
it at once, so that it does not fill the connections, and whoever asks whether the bot is well is answered by it too. For the
same reason a connection is not kept open for another request by whoever is refused, nor by anybody while there are many.
"""

from time import perf_counter
from typing import Any

from waitress.task import ThreadedTaskDispatcher

from bot.fair import Lines, whose
from bot.waiting import PATIENCE, Waited

_SMOOTH = 0.05  # of the mean that the last one makes


class Queue(ThreadedTaskDispatcher):  # type: ignore[misc]  # waitress has no types
    """So many threads, and the one that refuses. With more than `connections` open, each is closed behind its answer."""

    def __init__(self, waited: Waited, threads: int, connections: int) -> None:
        super().__init__()
        self.queue: Lines[_Queued] = Lines()
        self.waited, self.connections = waited, connections
        self._count = threads
        self._takes = 0.0  # seconds for one, in the mean of the last few
        self._refusing = ThreadedTaskDispatcher()
        self._refusing.set_thread_count(1)
        self.set_thread_count(threads)

    def add_task(self, task: Any) -> None:
        """Let a thread do it once one is free, or have it refused."""
        of = _of(task)
        with self.lock:
            before = self.queue.before(of)
        if before * self._takes / self._count > PATIENCE:
            self._refusing.add_task(_Queued(self, task, float("-inf"), of))
        else:
            super().add_task(_Queued(self, task, perf_counter(), of))

    def shutdown(self, *, cancel_pending: bool = True, timeout: float = 5) -> Any:
        """Finish what is being done."""
        self._refusing.shutdown(cancel_pending, timeout)
        return super().shutdown(cancel_pending, timeout)

    def is_crowded(self, task: Any) -> bool:
        """Whether so many connections are open that there might be none for somebody new."""
        return len(task.server.active_channels) > self.connections

    def took(self, seconds: float) -> None:
        """One was done, which took so long."""
        self._takes += _SMOOTH * (seconds - self._takes)


class _Queued:
    """A task of waitress, when it came, and whose it is."""

    def __init__(self, queue: Queue, task: Any, came: float, of: str) -> None:
        self._queue, self._task, self._came, self.whose = queue, task, came, of

    def service(self) -> None:
        self._queue.waited.since = self._came
        if self._queue.waited.too_long() or self._queue.is_crowded(self._task):
            _close_behind(self._task)
        began = perf_counter()
        self._task.service()
        if not self._queue.waited.too_long():
            self._queue.took(perf_counter() - began)

    def cancel(self) -> None:
        self._task.cancel()


def _close_behind(task: Any) -> None:
    """Close the connection when it is answered, as though whoever asks had wanted that."""
    task.requests[0].headers["CONNECTION"] = "close"


def _of(task: Any) -> str:
    """Whose the first request of a connection is."""
    requests = getattr(task, "requests", None)
    return whose(requests[0].get_body_stream()) if requests else ""
