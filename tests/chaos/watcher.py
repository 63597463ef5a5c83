"""Whoever watches over the replicas: reads their /metrics all the time, and can say in the end what had been wrong."""

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpx
from prometheus_client.parser import text_string_to_metric_families

EVERY = 0.2  # seconds
_UP, _DUE = "partnership_bot_database_up", "partnership_bot_outbox_due"
_CALLED, _ANSWERED = "partnership_bot_slack_call_seconds_count", "partnership_bot_requests_total"
_AGAIN, _POSTED = "partnership_bot_redeliveries_total", "partnership_bot_deliveries_total"


@dataclass(frozen=True, slots=True)
class Story:
    """What was told, by how many looks or how much was counted."""

    looks: int
    in_vain: int
    database_away: int
    slack_away: int
    redelivered: int
    changed: int
    posted: int
    waiting_in_the_end: int
    slack_was_missed: bool = True
    """Whether Slack was away for longer than a call is tried again."""

    @property
    def missing(self) -> tuple[str, ...]:
        """What should have been told and was not."""
        told = {
            "a replica that is gone": self.in_vain,
            "the database away": self.database_away,
            "Slack away": self.slack_away or not self.slack_was_missed,
            "redeliveries": self.redelivered,
            "changes": self.changed,
            "reminders": self.posted,
            "an empty outbox": self.waiting_in_the_end == 0,
        }
        return tuple(what for what, seen in told.items() if not seen)

    def __str__(self) -> str:
        told = (
            f"{self.looks} looks, {self.in_vain} at a replica that was gone, {self.database_away} told of the database away;"
            f" {self.slack_away} calls to Slack in vain, {self.redelivered} redeliveries, {self.changed} changes and"
            f" {self.posted} reminders counted; {self.waiting_in_the_end} waiting in the end"
        )
        return f"{told}; it lacks {', '.join(self.missing)}" if self.missing else told


class Watcher:
    """A context manager that looks for as long as it lasts. A process that starts anew counts from nothing."""

    def __init__(self, ports: Sequence[int]) -> None:
        self.ports = ports
        self._client = httpx.Client(trust_env=False, timeout=5)
        self._looks = self._in_vain = self._away = 0
        self._before: dict[int, Counter[str]] = {port: Counter() for port in ports}
        self._past: Counter[str] = Counter()
        self._waiting = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._keep_looking, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
        self._client.close()

    def story(self, *, slack_was_missed: bool) -> Story:
        """All that was told so far; counters of processes that were killed as they were last seen."""
        counted = sum(self._before.values(), self._past)
        return Story(
            self._looks,
            self._in_vain,
            self._away,
            counted["slack away"],
            counted["redelivered"],
            counted["changed"],
            counted["posted"],
            self._waiting,
            slack_was_missed,
        )

    def looks_again(self) -> None:
        """Once more at all of them, when all is over."""
        self._over.set()
        self._thread.join()
        for port in self.ports:
            self._look(port)

    def _keep_looking(self) -> None:
        while not self._over.wait(EVERY):
            for port in self.ports:
                self._look(port)

    def _look(self, port: int) -> None:
        self._looks += 1
        try:
            told = self._client.get(f"http://127.0.0.1:{port}/metrics").text
        except httpx.HTTPError:
            self._in_vain += 1
            return
        now: Counter[str] = Counter()
        waiting = 0.0
        for family in text_string_to_metric_families(told):
            for sample in family.samples:
                labels = sample.labels
                self._away += sample.name == _UP and not sample.value
                waiting += sample.value if sample.name == _DUE and labels["state"] != "held" else 0
                what = _meaning(sample.name, labels)
                now[what] += int(sample.value) if what else 0
        self._waiting = int(waiting)
        if any(now[what] < number for what, number in self._before[port].items()):
            self._past += self._before[port]
        self._before[port] = now


def _meaning(name: str, labels: dict[str, str]) -> str:
    """Which of our numbers a sample belongs to; none for most."""
    if name == _CALLED:
        return "slack away" if labels["outcome"] == "unreachable" else ""
    if name == _ANSWERED:
        return "changed" if labels["outcome"] == "changed" else ""
    if name == _POSTED:
        return "posted" if labels["outcome"] == "posted" else ""
    return "redelivered" if name == _AGAIN else ""
