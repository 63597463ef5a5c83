"""Asking as members do, over connections that stay open, so that little but the bot is timed."""

import http.client
import itertools
import socket
import threading
import time
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

import msgspec

from bot.sandbox import SandboxError


@dataclass(frozen=True, slots=True)
class Question:
    """A slash command: who gives it where."""

    channel: str
    user: str
    command: str
    text: str = ""


class Member:
    """One connection to the server's control API."""

    def __init__(self, base_url: str, question: Question) -> None:
        address = urlsplit(base_url)
        self._http = http.client.HTTPConnection(address.hostname or "", address.port)
        self._body = msgspec.json.encode(question)

    def __enter__(self) -> Self:
        self._http.connect()
        self._http.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def ask(self) -> None:
        """Give the command; the server answers when the bot has acknowledged it."""
        self._http.request("POST", "/_control/command", self._body, {"Content-Type": "application/json"})
        response = self._http.getresponse()
        said = response.read()
        if response.status != http.client.OK:
            raise SandboxError(f"The local Slack server refused a command: {said.decode(errors='replace')}")


def all_at_once(base_url: str, question: Question, count: int, members: int) -> float:
    """Ask `count` times, `members` at a time, each waiting for their answer. Returns the seconds it took."""
    tickets = itertools.count()
    ready = threading.Barrier(members + 1)

    def keep_asking() -> None:
        with Member(base_url, question) as member:
            ready.wait()
            while next(tickets) < count:
                member.ask()

    threads = [threading.Thread(target=keep_asking) for _ in range(members)]
    for thread in threads:
        thread.start()
    ready.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began
