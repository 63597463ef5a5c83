"""Many requests at once over connections that stay open: so many at a time, or so many a second whatever becomes of them."""

import asyncio
import contextlib
import itertools
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

GIVEN_UP = 15.0  # seconds
NO_ANSWER = 0  # in the place of a status
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_LAST = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
_TICK = 0.005


@dataclass(frozen=True, slots=True)
class Call:
    """A request as it goes over the wire. `note` is what it writes into the books, if it does."""

    sent: bytes
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a call, and after how many seconds."""

    status: int
    seconds: float
    note: str
    body: bytes


@dataclass
class Tally:
    """All answers, and how long it took until the last one was there."""

    answers: list[Answer] = field(default_factory=list)
    seconds: float = 0.0

    def with_status(self, *statuses: int) -> list[Answer]:
        return [answer for answer in self.answers if answer.status in statuses]


class Wire(asyncio.Protocol):
    """One connection, which carries one call at a time."""

    def __init__(self) -> None:
        self._read = b""
        self._wanted: asyncio.Future[tuple[int, bytes]] | None = None
        self.transport: asyncio.Transport | None = None
        self.over = False  # the server has said that it answers no more here

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def call(self, sent: bytes) -> "asyncio.Future[tuple[int, bytes]]":
        """The status and the body that come for it."""
        assert self.transport is not None
        self._read = b""
        self._wanted = asyncio.get_running_loop().create_future()
        self.transport.write(sent)
        return self._wanted

    def data_received(self, data: bytes) -> None:
        self._read += data
        head, found, body = self._read.partition(b"\r\n\r\n")
        if not found or self._wanted is None or self._wanted.done():
            return
        self.over = bool(_LAST.search(head))
        length = _LENGTH.search(head)
        if length is None or len(body) >= int(length[1]):
            self._wanted.set_result((int(head.split(b" ", 2)[1]), body))

    def connection_lost(self, exc: Exception | None) -> None:
        self.over = True
        if self._wanted is not None and not self._wanted.done():
            self._wanted.set_exception(exc or ConnectionResetError())


class Driver:
    """Deals calls to the ports of this machine in turn."""

    def __init__(self, ports: Sequence[int], calls: Callable[[], Call]) -> None:
        self.ports, self.calls = itertools.cycle(ports), calls
        self.idle: dict[int, list[Wire]] = {port: [] for port in ports}
        self.tally = Tally()

    async def at_a_time(self, count: int, at_once: int) -> Tally:
        """So many calls, `at_once` at a time, each connection waiting for its answer."""
        left = itertools.count()

        async def keep_calling() -> None:
            while next(left) < count:
                await self._one(time.perf_counter())

        return await self._timed([keep_calling() for _ in range(at_once)])

    async def a_second(self, rate: float, seconds: float) -> Tally:
        """So many calls a second, none of which waits for another; a new connection where none is idle."""
        began = time.perf_counter()
        tasks: list[asyncio.Task[None]] = []
        while (passed := time.perf_counter() - began) < seconds:
            while len(tasks) < passed * rate:
                due = began + len(tasks) / rate
                tasks.append(asyncio.create_task(self._one(due)))
            await asyncio.sleep(_TICK)
        return await self._timed(tasks, began)

    async def _timed(
        self, work: Sequence["asyncio.Task[None] | object"], began: float | None = None
    ) -> Tally:
        began = began or time.perf_counter()
        await asyncio.gather(*work)  # type: ignore[arg-type]
        self.tally.seconds = time.perf_counter() - began
        for wire in itertools.chain(*self.idle.values()):
            if wire.transport is not None:
                wire.transport.close()
        return self.tally

    async def _one(self, due: float) -> None:
        port, call = next(self.ports), self.calls()
        status, body = NO_ANSWER, b""
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(GIVEN_UP):
                wire = await self._wire(port)
                status, body = await wire.call(call.sent)
                self._keep(port, wire)
        self.tally.answers.append(Answer(status, time.perf_counter() - due, call.note, body))

    def _keep(self, port: int, wire: Wire) -> None:
        if not wire.over:
            self.idle[port].append(wire)
        elif wire.transport is not None:
            wire.transport.close()

    async def _wire(self, port: int) -> Wire:
        while self.idle[port]:
            wire = self.idle[port].pop()
            if not wire.over:
                return wire
        _, wire = await asyncio.get_running_loop().create_connection(Wire, "127.0.0.1", port)
        return wire


def numbered() -> Iterator[int]:
    """Numbers that no two calls share."""
    return itertools.count(time.time_ns() // 1000)
