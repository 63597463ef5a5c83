"""Stopping in the middle of work: what was acknowledged is done, and nobody is left holding anything."""

import json
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import httpx
import msgspec
import pytest
from sqlalchemy import select
from werkzeug import Request, Response
from werkzeug.routing import Rule

from bot.main import House, house
from bot.serving import connected
from bot.web import Pages, WebServer
from store.clock import StoppedClock
from store.history import Author
from store.tables import Outbox, OutboxState, Update
from tests.bot.test_web import FORM, SECRET, signed
from tests.conversation import Conversation
from tests.ports import free_port

TOM = "Tom Adisa"
# One answer for all that the bot asks of Slack.
ANSWER = {
    "ok": True,
    "user_id": "U0BOT",
    "team_id": "T1",
    "bot_id": "B1",
    "ts": "1.0",
    "messages": [],
    "channel": {"id": "D1"},
    "user": {"id": "U1"},
}


@pytest.fixture
def slack() -> Iterator[str]:
    """Something like Slack that takes a moment for each call."""

    def answer(_request: Request, method: str) -> Response:
        time.sleep(0.01 if method else 0)
        return Response(json.dumps(ANSWER), content_type="application/json")

    server = WebServer(Pages([Rule("/api/<method>", endpoint=answer)]), 0, 4)
    server.open()
    yield f"http://127.0.0.1:{server.port}/api/"
    server.close()


@pytest.fixture
def served(bot: Conversation, slack: str, clock: StoppedClock) -> House:
    """The bot as it is served over HTTP, with reminders due."""
    config = msgspec.structs.replace(
        bot.house.config, slack_api_url=slack, bot_token="xoxb-1", signing_secret=SECRET, port=free_port()
    )
    return house(config, clock)


class Members(threading.Thread):
    """Somebody who writes one update after the other, and remembers which were taken."""

    def __init__(self, name: str, port: int, user: str) -> None:
        super().__init__()
        self.name, self.port, self.user = name, port, user
        self.taken: list[str] = []

    def run(self) -> None:
        with httpx.Client(trust_env=False, timeout=10) as client:
            try:
                for number in range(1_000):
                    self._write(client, f"{self.name} {number}")
            except httpx.TransportError:
                return  # the bot has stopped

    def _write(self, client: httpx.Client, note: str) -> None:
        body = urlencode(
            {
                "command": "/actions",
                "text": f"update 02/10 {note}",
                "user_id": self.user,
                "channel_id": "C0PELBOARD",
                "team_id": "T1",
                "trigger_id": note,
                "response_url": "https://r",
            }
        )
        headers = {**signed(body), "Content-Type": FORM}
        answer = client.post(f"http://127.0.0.1:{self.port}/slack/events", content=body, headers=headers)
        if answer.status_code == 200:
            self.taken.append(note)


def states(bot: Conversation) -> set[OutboxState]:
    """How the reminders stand."""
    with bot.house.books.session(writes=False) as session:
        return set(session.scalars(select(Outbox.state)))


def test_what_was_acknowledged_is_done_and_nothing_is_held(served: House, bot: Conversation) -> None:
    bot.command(TOM, "/actions")  # from now on he is known by his Slack id
    bot.clock.at = bot.clock.at.replace(month=6, day=15, hour=9, minute=30)
    members = [Members(f"Member {letter}", served.config.port, bot.id(TOM)) for letter in "ABC"]
    with connected(served):
        for member in members:
            member.start()
        while min(len(member.taken) for member in members) < 5 or OutboxState.SENT not in states(bot):
            time.sleep(0.01)
    for member in members:
        member.join()

    with bot.house.books.open(bot.partnership, Author("test"), writes=False) as books:
        noted = list(books.session.scalars(select(Update.text)))
    taken = [note for member in members for note in member.taken]
    assert len(taken) >= 15
    assert [note for note in taken if noted.count(note) != 1] == []
    assert OutboxState.CLAIMED not in states(bot)


def test_whoever_watches_sees_it_stop(served: House) -> None:
    """The tick that is on its way is waited for; meanwhile the bot answers, and says that it is not ready."""
    at = f"http://127.0.0.1:{served.config.port}"
    with connected(served):
        assert httpx.get(f"{at}/readyz", trust_env=False).text == "database: ok\nmigrations: ok\nslack: ok\n"
        assert b"partnership_bot_outbox_due" in httpx.get(f"{at}/metrics", trust_env=False).content
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{at}/healthz", trust_env=False)
