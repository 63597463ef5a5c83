"""Deliveries that have waited for too long: refused, counted, and not done behind anybody's back."""

import json
import threading
from collections.abc import Iterator
from io import BytesIO
from time import perf_counter
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import msgspec
import pytest
from slack_sdk.socket_mode.request import SocketModeRequest
from werkzeug.test import Client

from bot.envelopes import Envelopes
from bot.metrics import Metrics
from bot.queueing import Queue
from bot.waiting import PATIENCE, Waited
from bot.web import Site
from tests.bot.test_monitoring import numbers
from tests.bot.test_web import FORM, SECRET, signed
from tests.conversation import BOARD, Conversation, app_for
from tests.waiting import A_LONG_TIME

TOM = "Tom Adisa"


def command(bot: Conversation) -> dict[str, str]:
    """A change as Slack sends it."""
    return {
        "command": "/actions",
        "text": "update 02/10 A late word",
        "user_id": bot.id(TOM),
        "channel_id": BOARD,
        "team_id": "T1",
        "trigger_id": "t1",
        "response_url": "https://response",
    }


def late() -> float:
    """Since when something has waited that has waited for too long."""
    return perf_counter() - PATIENCE - 0.1


def test_over_http_it_is_told_to_come_again(bot: Conversation) -> None:
    app = app_for(msgspec.structs.replace(bot.house.config, signing_secret=SECRET), bot.services)
    metrics = Metrics(bot.house.books)
    site = Site(bot.house.books, bot.partnership, app, metrics)
    body = urlencode(command(bot))
    said: dict[str, Any] = {"headers": signed(body), "data": body, "content_type": FORM}

    site.waited.since = late()
    assert Client(site).post("/slack/events", **said).status_code == 503
    assert bot.point("02/10").note != "A late word"
    assert numbers(metrics)["acknowledgement_seconds_count", "503", "http"] == 1

    site.waited.since = perf_counter()
    assert Client(site).post("/slack/events", **said).status_code == 200
    assert bot.point("02/10").note == "A late word"


def test_whether_it_is_well_is_told_however_long_that_has_waited(bot: Conversation) -> None:
    site = Site(bot.house.books, bot.partnership)
    site.waited.since = late()

    assert Client(site).get("/healthz").status_code == 200


def test_in_socket_mode_it_is_left_to_be_delivered_again(bot: Conversation) -> None:
    metrics = Metrics(bot.house.books)
    config = msgspec.structs.replace(bot.house.config, app_token="xapp-1")
    sent: list[Any] = []
    link: Any = object()
    envelopes = Envelopes(
        app_for(config, bot.services), 1, metrics, lambda _link, message: sent.append(json.loads(message))
    )
    request = SocketModeRequest("slash_commands", "E1", command(bot))

    envelopes.arrived.since = late()
    envelopes.answer(link, request)
    assert sent == []
    assert bot.point("02/10").note != "A late word"
    assert numbers(metrics)["acknowledgement_seconds_count", "503", "socket"] == 1

    envelopes.arrived.since = perf_counter()
    envelopes.answer(link, request)
    assert [each["envelope_id"] for each in sent] == ["E1"]
    assert bot.point("02/10").note == "A late word"
    envelopes.finish()


class Job:
    """A task like those of waitress, which notes how it was done."""

    def __init__(self, waited: Waited, hold: threading.Event | None = None) -> None:
        self.waited, self.hold, self.done = waited, hold, threading.Event()
        self.late: bool | None = None
        self.requests = [SimpleNamespace(headers={}, get_body_stream=BytesIO)]
        self.server = SimpleNamespace(active_channels={})

    def service(self) -> None:
        self.late = self.waited.too_long()
        if self.hold:
            self.hold.wait()
        self.done.set()

    def cancel(self) -> None:
        self.done.set()


@pytest.fixture
def queue() -> Iterator[Queue]:
    queue = Queue(Waited(), threads=1, connections=100)
    yield queue
    queue.shutdown()


def test_a_thread_knows_since_when_what_it_does_has_waited(queue: Queue) -> None:
    job = Job(queue.waited)
    queue.add_task(job)
    assert job.done.wait(A_LONG_TIME)
    assert job.late is False


@pytest.fixture
def held(queue: Queue) -> Iterator[list[Job]]:
    """Three jobs, each of which takes a second as far as is known, for one thread: one at work and two that wait."""
    for _ in range(1_000):
        queue.took(1.0)
    hold = threading.Event()
    jobs = [Job(queue.waited, hold) for _ in range(3)]
    queue.add_task(jobs[0])
    while queue.queue:
        assert not jobs[0].done.is_set()
    for job in jobs[1:]:
        queue.add_task(job)
    yield jobs
    hold.set()


def test_what_would_wait_too_long_is_refused_while_the_others_still_wait(
    queue: Queue, held: list[Job]
) -> None:
    refused, before = Job(queue.waited), queue._takes
    queue.add_task(refused)

    assert refused.done.wait(A_LONG_TIME)
    assert refused.late
    assert refused.requests[0].headers == {"CONNECTION": "close"}, "it makes room for somebody else"
    assert not any(job.done.is_set() for job in held)
    assert queue._takes == before, "refusing is no quick work"


def test_what_waits_is_done_when_its_turn_comes(queue: Queue, held: list[Job]) -> None:
    assert held[0].hold
    held[0].hold.set()

    assert all(job.done.wait(A_LONG_TIME) for job in held)
    assert [job.late for job in held] == [False, False, False]
    assert not any(job.requests[0].headers for job in held)
    assert queue._takes < 1.0
