"""People who keep the register while everything breaks, each of whom knows in the end how their own part of it has to stand."""

import http.client
import random
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from string import ascii_lowercase, ascii_uppercase
from urllib.parse import urlencode

from tests.bench.replicas import signed

WHO, WHERE = "U0PELNADIA", "C0PELBOARD"  # the secretariat, in the Board's channel
GIVES_UP = 3.0  # seconds, as Slack does
PATIENCE = 120.0  # seconds after which somebody should have been answered
BEFORE_AGAIN = 0.2
AGAIN, TWICE = (
    0.15,
    0.1,
)  # how often an answered delivery is made once more, and how often two are made at once
_REF = re.compile(r"Logged (\d\d/\d+)")
_NOT_NOW = ("nothing was changed. Please try again", "may or may not have been")
READS = ("/actions open", "/actions overdue", "/meetings", "/contacts fire", "/actions 02/01")


@dataclass
class Point:
    """How an action point has to stand."""

    text: str
    closed: bool = False
    note: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass
class Counted:
    """What all of them have done and seen."""

    answered: int = 0
    redelivered: int = 0
    twice: int = 0
    refused: int = 0
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, *, slowest: float = 0.0, wrong: str = "", **more: int) -> None:
        with self._lock:
            for name, number in more.items():
                setattr(self, name, getattr(self, name) + number)
            self.slowest = max(self.slowest, slowest)
            self.wrong += [wrong] if wrong else []


@dataclass
class Slack:
    """Delivers to any of the replicas, and again when it is not answered, as Slack does."""

    ports: Sequence[int]
    secret: str
    counted: Counted
    dice: random.Random
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def ask(self, line: str) -> str:
        """The answer to a command, which is given anew when nothing was changed."""
        deadline = time.monotonic() + PATIENCE
        while True:
            answer = self._delivered(line, f"{next(self.numbers)}.{self.dice.random()}", deadline)
            if not any(words in answer for words in _NOT_NOW):
                self.counted.add(answered=1)
                return answer
            self.counted.add(refused=1)
            time.sleep(BEFORE_AGAIN)

    def _delivered(self, line: str, trigger: str, deadline: float) -> str:
        """The first answer to one delivery; others to the same have to say the same."""
        if self.dice.random() < TWICE:
            return self._at_once(line, trigger, deadline)
        answer = self._until_answered(line, trigger, deadline)
        if self.dice.random() < AGAIN:
            self.counted.add(redelivered=1)
            return self._compare(line, answer, self._post(line, trigger, 1))
        return answer

    def _at_once(self, line: str, trigger: str, deadline: float) -> str:
        other: list[str | None] = []
        second = threading.Thread(target=lambda: other.append(self._post(line, trigger, 0)))
        second.start()
        answer = self._until_answered(line, trigger, deadline)
        second.join()
        self.counted.add(twice=1)
        return self._compare(line, answer, other[0])

    def _compare(self, line: str, answer: str, other: str | None) -> str:
        """What holds of both answers to one delivery: where one was told that nothing was changed, the other."""
        changes = line.split()[1] in ("add", "update", "close", "reopen") if " " in line else False
        if (
            changes
            and other is not None
            and other != answer
            and not any(words in other + answer for words in _NOT_NOW)
        ):
            self.counted.add(wrong=f"{line}: answered {answer[:80]!r}, then {other[:80]!r}")
        refused = any(words in answer for words in _NOT_NOW)
        return other if refused and other is not None else answer

    def _until_answered(self, line: str, trigger: str, deadline: float) -> str:
        for attempt in count():
            began = time.monotonic()
            answer = self._post(line, trigger, attempt)
            if answer is not None:
                self.counted.add(slowest=time.monotonic() - began, redelivered=int(attempt > 0))
                return answer
            if time.monotonic() > deadline:
                raise AssertionError(f"{line} was not answered within {PATIENCE:.0f} seconds")
            time.sleep(BEFORE_AGAIN)
        raise AssertionError

    def _post(self, line: str, trigger: str, attempt: int) -> str | None:
        """The answer; None where nobody gives one in time."""
        command, _, text = line.partition(" ")
        said = {
            "command": command,
            "text": text,
            "user_id": WHO,
            "channel_id": WHERE,
            "team_id": "T01SANDBOX",
        }
        body = urlencode({**said, "trigger_id": trigger, "response_url": "http://127.0.0.1:9/none"})
        headers = signed(self.secret, body)
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_timeout"}
        port = self.dice.choice(self.ports)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=GIVES_UP)
        try:
            connection.request("POST", "/slack/events", body, headers)
            response = connection.getresponse()
            said_back = response.read().decode()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        if response.status >= 500:
            return None
        if response.status != http.client.OK:
            self.counted.add(wrong=f"{line}: status {response.status}")
        return said_back


class Member(threading.Thread):
    """Somebody with action points of their own, so that what becomes of each is known in its order."""

    def __init__(self, name: str, slack: Slack, requests: int, dice: random.Random) -> None:
        super().__init__(name=name, daemon=True)
        self.slack, self.requests, self.dice = slack, requests, dice
        self.points: dict[str, Point] = {}
        self.failed: BaseException | None = None

    def run(self) -> None:
        try:
            for number in range(self.requests):
                self.dice.choice((self._read, self._add, self._update, self._update, self._close))(number)
        except BaseException as error:  # noqa: BLE001 - whoever waits for the thread raises it
            self.failed = error

    def _read(self, _number: int) -> None:
        self.slack.ask(self.dice.choice(READS))

    def _add(self, number: int) -> None:
        # No two alike: the bot would ask whether it is the same.
        words = ("".join(self.dice.choices(ascii_lowercase, k=8)) for _ in range(4))
        text = f"Nadia Rahimi to {' '.join(words)} {self.name}{number}"
        answer = self.slack.ask(f"/actions add {text}")
        found = _REF.search(answer)
        if found is None or found[1] in self.points:
            raise AssertionError(f"“{text}” was not logged under a number of its own: {answer}")
        self.points[found[1]] = Point(text)

    def _some(self, which: Callable[[Point], bool]) -> str | None:
        refs = [ref for ref, point in self.points.items() if which(point)]
        return self.dice.choice(refs) if refs else None

    def _update(self, number: int) -> None:
        ref = self._some(lambda point: not point.closed)
        if ref is None:
            return self._add(number)
        note = f"Word {self.name}{number}"
        self.slack.ask(f"/actions update {ref} {note}")
        self.points[ref].note = note
        self.points[ref].notes.append(note)
        return None

    def _close(self, number: int) -> None:
        if reopened := self._some(lambda point: point.closed) if self.dice.random() < 0.3 else None:
            self.slack.ask(f"/actions reopen {reopened}")
            point = self.points[reopened]
            point.closed, point.note = False, point.notes[-1] if point.notes else ""
            return None
        ref = self._some(lambda point: not point.closed)
        if ref is None:
            return self._add(number)
        note = f"Lit {self.name}{number}"
        self.slack.ask(f"/actions close {ref} {note}")
        self.points[ref].closed, self.points[ref].note = True, note
        return None


def crowd(people: int, requests: int, slack: Slack, dice: random.Random) -> list[Member]:
    """So many people at work, who ask for so much between them."""
    members = [Member(ascii_uppercase[number], slack, requests // people, dice) for number in range(people)]
    for member in members:
        member.start()
    return members


def raise_what_failed(members: Sequence[Member]) -> None:
    """Wait for all of them. Raises what went wrong with the first for whom something did."""
    for member in members:
        member.join()
    for failed in filter(None, (member.failed for member in members)):
        raise failed
