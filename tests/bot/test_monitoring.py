"""What whoever watches over the bot sees: whether it is ready, and what it has done."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from prometheus_client.parser import text_string_to_metric_families
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import text
from werkzeug import Request, Response
from werkzeug.routing import Rule
from werkzeug.test import Client

from bot.metered import FailedAgain, MeteredClient, MeteredOutlet, PacedAgain
from bot.metrics import Metrics
from bot.monitoring import ASKED_ANEW, Accepted, Monitoring
from bot.web import Pages, Site, WebServer
from handlers.door import Door
from handlers.register_requests import ListActions
from handlers.replies import Reply
from handlers.table import HANDLERS
from scheduler.content import Channel
from scheduler.errands import Errand, Undelivered
from scheduler.troubles import Trouble
from store.database import newest_version
from tests.bot.test_web import FORM, SECRET, command, signed
from tests.conversation import Conversation, app_for

TOM = "Tom Adisa"


@pytest.fixture
def metrics(bot: Conversation) -> Metrics:
    metrics = Metrics(bot.house.books)
    bot.services.meter = metrics
    return metrics


class Watched:
    """The pages of a bot, with what they depend on."""

    def __init__(self, bot: Conversation, metrics: Metrics) -> None:
        self.slack, self.stopping = True, threading.Event()
        monitoring = Monitoring(bot.house.books, metrics, lambda: self.slack, self.stopping)
        self.web = Client(Pages(monitoring.alone()))

    def ready(self) -> tuple[int, str]:
        answer = self.web.get("/readyz")
        assert answer.headers["Cache-Control"] == "no-store"
        return answer.status_code, answer.text


@pytest.fixture
def watched(bot: Conversation, metrics: Metrics) -> Watched:
    return Watched(bot, metrics)


def numbers(metrics: Metrics) -> dict[tuple[str, ...], float]:
    """All numbers by name and labels, these in the order of their names; without buckets and what is of the process."""
    return {
        (sample.name.removeprefix("partnership_bot_"), *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(metrics.exposed().decode())
        for sample in family.samples
        if sample.name.startswith("partnership_bot_") and not sample.name.endswith(("_bucket", "_created"))
    }


def test_it_is_ready_when_all_is_well(watched: Watched) -> None:
    assert watched.ready() == (200, "database: ok\nmigrations: ok\nslack: ok\n")
    assert watched.web.get("/healthz").text == "ok\n"


def test_without_slack_it_is_not(watched: Watched) -> None:
    watched.slack = False
    assert watched.ready() == (503, "database: ok\nmigrations: ok\nslack: not ok\n")
    assert watched.web.get("/healthz").status_code == 200, "starting it again would not help"


@pytest.mark.parametrize(("version", "well"), [("0001", False), ("9999", True)])
def test_nor_under_an_older_schema_but_under_a_newer_one(
    bot: Conversation, watched: Watched, version: str, well: bool
) -> None:
    with bot.house.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})

    versions = f"the tables are of {version}, this process of {newest_version()}"
    told = f"database: ok\nmigrations: {'' if well else 'not '}ok, {versions}\nslack: ok\n"
    assert watched.ready() == ((200 if well else 503), told)


def test_nor_without_its_books(bot: Conversation, watched: Watched, metrics: Metrics) -> None:
    bot.house.engine.dispose()
    for end in ("", "-wal"):
        with open(f"{bot.house.engine.url.database}{end}", "wb") as broken:  # noqa: PTH123 - a name from SQLAlchemy
            broken.write(b"this is no database" * 100)

    assert watched.ready() == (503, "database: not ok\nslack: ok\n")
    assert watched.web.get("/healthz").status_code == 503
    assert watched.web.get("/metrics").status_code == 200
    assert numbers(metrics)["database_up",] == 0


def test_nor_while_it_stops(watched: Watched) -> None:
    watched.stopping.set()
    assert watched.ready() == (503, "running: not ok\n")


def test_requests_are_counted_by_kind_and_outcome(bot: Conversation, metrics: Metrics) -> None:
    bot.command(TOM, "/actions open")
    bot.command(TOM, "/actions close 02/10 sent")
    bot.command(TOM, "/actions close 05/99")

    found = numbers(metrics)
    assert found["requests_total", "actions.list", "answered"] == 1
    assert found["requests_total", "actions.close", "changed"] == 1
    assert found["requests_total", "actions.close", "refused"] == 1
    assert found["reply_seconds_count", "commands"] == 3


def test_what_fails_is_counted_too(bot: Conversation, metrics: Metrics) -> None:
    def fails(*_: object) -> Reply:
        raise RuntimeError("a canary")

    bot.services.assistant.door = Door({**HANDLERS, ListActions: fails})
    bot.command(TOM, "/actions open")

    assert numbers(metrics)["requests_total", "actions.list", "failed"] == 1


def test_acknowledgements_and_redeliveries_over_http(bot: Conversation, metrics: Metrics) -> None:
    config = msgspec.structs.replace(bot.house.config, signing_secret=SECRET)
    web = Client(Site(bot.house.books, bot.partnership, app_for(config, bot.services), metrics))
    body = command(bot, "")
    web.post("/slack/events", data=body, content_type=FORM, headers=signed(body))
    again = {**signed(body), "X-Slack-Retry-Num": "1"}
    web.post("/slack/events", data=body, content_type=FORM, headers=again)
    web.post("/slack/events", data=body, content_type=FORM)

    found = numbers(metrics)
    assert found["acknowledgement_seconds_count", "200", "http"] == 2
    assert found["acknowledgement_seconds_count", "401", "http"] == 1
    assert found["redeliveries_total",] == 1


def test_metrics_tell_no_names_texts_or_ids(bot: Conversation, watched: Watched) -> None:
    bot.command(TOM, "/actions add Tom Adisa to count the canaries by 12 June")
    bot.mentions(TOM, "what is Helen doing about canaries?")
    bot.reminds()

    told = watched.web.get("/metrics")
    assert told.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    for word in ("Tom", "Adisa", "canar", "Helen", bot.id(TOM), "C0PEL"):
        assert word not in told.text


ERRAND = Errand(1, "5f2a", ZoneInfo("Europe/London"), timedelta(hours=1))


class Refusing:
    """A way to people that refuses."""

    def __init__(self, refused: Undelivered) -> None:
        self.refused = refused

    def __getattr__(self, _name: str) -> Any:
        def refuse(*_: object) -> None:
            raise self.refused

        return refuse


def test_deliveries_are_counted_by_how_they_end(bot: Conversation, metrics: Metrics) -> None:
    bot.sweep.courier.outlet = MeteredOutlet(bot.sweep.courier.outlet, metrics)
    bot.clock.at = datetime(2026, 6, 15, 9, 30, tzinfo=UTC)
    posted = bot.reminds()
    for refused in (
        Undelivered("is_archived", trouble=Trouble.ARCHIVED),
        Undelivered("cannot_dm_bot", trouble=Trouble.CLOSED_TO_US, final=True),
        Undelivered("TimeoutError"),
    ):
        with pytest.raises(Undelivered):
            MeteredOutlet(Refusing(refused), metrics).place(Channel("C1"), ERRAND)

    found = numbers(metrics)
    assert found["deliveries_total", "posted", ""] == len(posted) > 0
    assert found["deliveries_total", "again", "archived"] == 1
    assert found["deliveries_total", "given up", "closed_to_us"] == 1
    assert found["deliveries_total", "again", "other"] == 1


@pytest.fixture
def slack_api() -> Iterator[tuple[str, list[Response]]]:
    """The address of something like Slack, and what it will answer in turn."""
    answers: list[Response] = []

    def answer(_request: Request, method: str) -> Response:
        assert method
        return answers.pop(0)

    server = WebServer(Pages([Rule("/api/<method>", endpoint=answer)]), 0, 1)
    server.open()
    yield f"http://127.0.0.1:{server.port}/api/", answers
    server.close()


def said(status: int = 200, **body: object) -> Response:
    return Response(json.dumps(body), status, {"Retry-After": "0"}, content_type="application/json")


def test_calls_and_retries_are_counted(metrics: Metrics, slack_api: tuple[str, list[Response]]) -> None:
    address, answers = slack_api
    handlers = [PacedAgain(metrics, times=1), FailedAgain(metrics, times=1)]
    client = MeteredClient(metrics, base_url=address, token="xoxb-1", retry_handlers=handlers)
    answers += [
        said(429, ok=False),
        said(ok=True),
        said(500),
        said(ok=True),
        said(ok=False, error="is_archived"),
    ]

    client.auth_test()
    client.auth_test()
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel="C1", text="canary")

    found = numbers(metrics)
    assert found["slack_call_seconds_count", "auth.test", "ok"] == 2
    assert found["slack_call_seconds_count", "chat.postMessage", "is_archived"] == 1
    assert found["slack_retries_total", "rate limited"] == 1
    assert found["slack_retries_total", "server error"] == 1


def test_slack_is_asked_about_the_token_once_a_minute(slack_api: tuple[str, list[Response]]) -> None:
    address, answers = slack_api
    now = [0.0]
    accepted = Accepted(WebClient(base_url=address, token="xoxb-1").auth_test, lambda: now[0])
    answers += [said(ok=True), said(ok=False, error="token_revoked")]

    assert [accepted(), accepted()] == [True, True]
    now[0] = ASKED_ANEW
    assert [accepted(), accepted()] == [False, False]
    assert answers == []
