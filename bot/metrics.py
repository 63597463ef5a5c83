"""Metrics as Prometheus reads them: https://prometheus.io/docs/instrumenting/exposition_formats/.

Labels are words of ours or of Slack's: no names, no texts, no ids of people or channels. Only a bot that shows its
metrics imports this module.
"""

from collections.abc import Callable, Iterator
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.meter import Meter
from handlers.requests import AnyRequest, meant
from scheduler.backlog import backlog
from store.books import Books
from store.errors import BookError
from store.workspaces import counted

# Slack gives up after three seconds; a command takes a millisecond or two.
_ACKNOWLEDGED = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3)
_REPLIED = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics(Meter):
    """What this process has done, and how far behind the outbox of all of them is.

    Numbers are kept by their labels, since finding one takes longer than counting it up.
    """

    def __init__(self, books: Books) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.registry.register(_Outbox(books))
        self._acknowledged = self._timed(
            "acknowledgement_seconds",
            "From a delivery of Slack's to its answer",
            ("way", "status"),
            _ACKNOWLEDGED,
        )
        self._replied = self._timed(
            "reply_seconds", "From a delivery to the reply, posts included", ("surface",), _REPLIED
        )
        self._called = self._timed(
            "slack_call_seconds", "Calls of Slack's Web API", ("method", "outcome"), _REPLIED
        )
        self._answered = self._counted(
            "requests", "Requests by what was asked and how it ended", ("kind", "outcome")
        )
        self._redelivered = Counter(
            "partnership_bot_redeliveries", "Deliveries that Slack has made before", registry=self.registry
        )
        self._disconnected = self._counted(
            "disconnects", "Connections that Slack or the line has ended", ("why",)
        )
        self._retried = self._counted(
            "slack_retries", "Calls of Slack's Web API that were tried again", ("why",)
        )
        self._delivered = self._counted(
            "deliveries", "Attempts at reminders by how they ended", ("outcome", "why")
        )

    def _timed(
        self, name: str, what: str, labels: tuple[str, ...], buckets: tuple[float, ...]
    ) -> Callable[..., Histogram]:
        return cache(
            Histogram(f"partnership_bot_{name}", what, labels, buckets=buckets, registry=self.registry).labels
        )

    def _counted(self, name: str, what: str, labels: tuple[str, ...]) -> Callable[..., Counter]:
        return cache(Counter(f"partnership_bot_{name}", what, labels, registry=self.registry).labels)

    def acknowledged(self, way: str, status: int, seconds: float) -> None:
        self._acknowledged(way, status).observe(seconds)

    def replied(self, surface: str, seconds: float) -> None:
        self._replied(surface).observe(seconds)

    def answered(self, request: AnyRequest, outcome: str) -> None:
        self._answered(type(meant(request)).__struct_config__.tag, outcome).inc()

    def redelivered(self) -> None:
        self._redelivered.inc()

    def disconnected(self, why: str) -> None:
        self._disconnected(why).inc()

    def called(self, method: str, outcome: str, seconds: float) -> None:
        self._called(method, outcome).observe(seconds)

    def retried(self, why: str) -> None:
        self._retried(why).inc()

    def delivered(self, outcome: str, why: str = "") -> None:
        self._delivered(outcome, why).inc()

    def exposed(self) -> bytes:
        """All of it as text."""
        return generate_latest(self.registry)


class _Outbox(Collector):
    """Read from the books when it is asked for; while they cannot be read, that is what is told."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def describe(self) -> list[Metric]:
        """Nothing, so that registering reads no books."""
        return []

    def collect(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("partnership_bot_database_up", "Whether the books can be read")
        try:
            with self.books.session(writes=False) as session:
                found, census = backlog(session, self.books.clock.now()), counted(session)
        except BookError:
            up.add_metric((), 0)
            yield up
            return
        up.add_metric((), 1)
        yield up
        room = GaugeMetricFamily("partnership_bot_database_room", "Whether changes find room on the disk")
        room.add_metric((), self.books.room.is_left())
        yield room
        depth = GaugeMetricFamily(
            "partnership_bot_outbox_due", "Reminders that are due, of all processes", labels=("state",)
        )
        for state in ("ready", "held", "claimed", "away"):
            depth.add_metric((state,), getattr(found, state))
        yield depth
        lag = GaugeMetricFamily(
            "partnership_bot_outbox_lag_seconds", "How long ago the oldest that waits for nothing was due"
        )
        lag.add_metric((), found.lag.total_seconds())
        yield lag
        partnerships = GaugeMetricFamily(
            "partnership_bot_partnerships",
            "Partnerships by whether the bot is in their workspace",
            labels=("state",),
        )
        partnerships.add_metric(("there",), census.there)
        partnerships.add_metric(("away",), census.away)
        yield partnerships
