"""A workspace that sends very much keeps no other waiting: counted in turns, not in time."""

import json
import threading
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fair import Lines, whose
from bot.queueing import Queue
from bot.waiting import Waited
from tests.bot.test_socket_mode import Served
from tests.conversation import BOARD, Conversation
from tests.socket_mode import SlackSide, slack_side
from tests.waiting import A_LONG_TIME, eventually

TOM = "Tom Adisa"


def of(team: str, number: int = 0) -> Any:
    return SimpleNamespace(whose=team, number=number)


def test_one_line_alone_is_served_as_it_comes() -> None:
    lines: Lines[Any] = Lines()
    for number in range(5):
        lines.append(of("T1", number))

    assert lines.before("T1") == 5
    assert [lines.popleft().number for _ in range(5)] == [0, 1, 2, 3, 4]
    assert len(lines) == 0


@given(st.lists(st.sampled_from(["T1", "T1", "T1", "T2", "T3", None]), max_size=80))
def test_whoever_comes_waits_for_as_many_as_was_said_and_loses_no_place(doings: list[str | None]) -> None:
    """None: one is served. Of every line the order is kept, and nobody waits for more than a turn of each other."""
    lines: Lines[Any] = Lines()
    came: dict[str, list[int]] = {}
    served: dict[str, list[int]] = {}
    for number, team in enumerate([*doings, "new"]):
        if team is not None:
            said = lines.before(team)
            lines.append(of(team, number))
            came.setdefault(team, []).append(number)
        elif lines:
            one = lines.popleft()
            served.setdefault(one.whose, []).append(one.number)
    others = len({team for team in came if len(served.get(team, [])) < len(came[team])}) - 1
    before = 0
    while (one := lines.popleft()).whose != "new":
        served.setdefault(one.whose, []).append(one.number)
        before += 1
    assert before == said == others
    while lines:
        one = lines.popleft()
        served.setdefault(one.whose, []).append(one.number)
    assert served | {"new": came["new"]} == came


COMMAND = {"token": "x", "team_id": "TQUIET", "command": "/actions", "text": "team_id=TNOISY"}
EVENT = {"token": "x", "team_id": "TQUIET", "event": {"text": "“team_id”: “TNOISY”"}}
PRESS = {"type": "block_actions", "user": {"id": "U1", "team_id": "TQUIET"}, "team": {"id": "TQUIET"}}


@pytest.mark.parametrize(
    ("body", "team"),
    [
        (urlencode(COMMAND), "TQUIET"),
        (json.dumps(EVENT), "TQUIET"),
        (json.dumps(EVENT, separators=(",", ":")), "TQUIET"),
        (urlencode({"payload": json.dumps(PRESS, separators=(",", ":"))}), "TQUIET"),
        ("", ""),
        ("\x00\xff" * 9_000, ""),
    ],
)
def test_a_delivery_says_whose_it_is(body: str, team: str) -> None:
    file = BytesIO(body.encode())

    assert whose(file) == team
    assert file.read().decode() == body, "it is read again by whoever answers"


class Job:
    """A connection with one request, as the web server knows it."""

    def __init__(self, team: str, done: list[str], hold: threading.Event | None = None) -> None:
        self.team, self.done, self.hold = team, done, hold
        body = BytesIO(urlencode({"team_id": team}).encode())
        self.requests = [SimpleNamespace(headers={}, get_body_stream=lambda: body)]
        self.server = SimpleNamespace(active_channels={})
        self.queue: Queue | None = None

    def service(self) -> None:
        if self.hold:
            self.hold.wait(A_LONG_TIME)
        refused = self.queue is not None and self.queue.waited.too_long()
        self.done.append(f"{self.team} refused" if refused else self.team)

    def cancel(self) -> None:
        """The server stops."""


def test_over_http_a_flood_is_refused_and_the_other_has_the_next_turn() -> None:
    """Each takes a tenth of a second as far as is known, so that fifteen are as many as may wait."""
    queue, done, hold = Queue(Waited(), threads=1, connections=100), list[str](), threading.Event()
    for _ in range(1_000):
        queue.took(0.1)
    first = Job("TNOISY", done, hold)
    queue.add_task(first)
    eventually(lambda: not queue.queue)
    for team in (*["TNOISY"] * 200, "TQUIET"):
        job = Job(team, done)
        job.queue = queue
        queue.add_task(job)
    eventually(lambda: done.count("TNOISY refused") == 200 - len(queue.queue) + 1)
    assert "TQUIET refused" not in done
    waiting = len(queue.queue)
    assert 10 < waiting < 20
    done.clear()

    hold.set()
    eventually(lambda: len(done) == waiting + 1)
    assert done.index("TQUIET") <= 2, "after the one at work and one more"
    queue.shutdown()


@pytest.fixture
def slack() -> Iterator[SlackSide]:
    with slack_side() as server:
        yield server


def test_in_socket_mode_a_flood_of_500_keeps_the_other_from_no_turn(
    bot: Conversation, slack: SlackSide
) -> None:
    served = Served(bot, slack, listeners=1)
    peer, hold = served.opens(), threading.Event()
    served.app.meanwhile = partial(_wait_for, hold)
    for number in range(500):
        delivered(served, peer, "TNOISY", f"noisy {number}")
    delivered(served, peer, "TQUIET", "quiet")
    eventually(lambda: len(served.connection._envelopes) == 500)
    hold.set()

    answers = [peer.answer()["envelope_id"] for _ in range(3)]
    assert answers == ["noisy 0", "noisy 1", "quiet"], (
        "after the one at work and a turn of each who was there"
    )
    served.connection.close()


def _wait_for(held: threading.Event) -> None:
    held.wait(A_LONG_TIME)


def delivered(served: Served, peer: Any, team: str, envelope: str) -> None:
    payload = {
        "command": "/actions",
        "text": "help",
        "user_id": served.bot.id(TOM),
        "channel_id": BOARD,
        "team_id": team,
        "trigger_id": envelope,
        "response_url": "https://response",
    }
    peer.says(type="slash_commands", envelope_id=envelope, payload=payload, accepts_response_payload=True)
