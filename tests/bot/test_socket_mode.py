"""Socket Mode when a connection does not last: what Slack says of it, what the line does, and what is done about it."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import msgspec
import pytest
from slack_bolt import App, BoltRequest, BoltResponse
from sqlalchemy import select

from bot.connecting import TOO_MANY, TURNED_OFF, Connection, refused
from bot.meter import Meter
from bot.slack import Unreachable
from bot.socket_mode import Times
from bot.waiting import Waited
from store.tables import Update
from tests.conversation import BOARD, Conversation, app_for
from tests.ports import free_port
from tests.socket_mode import Peer, SlackSide, slack_side
from tests.waiting import A_LONG_TIME, eventually

TOM = "Tom Adisa"
# Whatever has to wait for this machine waits long, and what this machine has to wait for comes soon.
SOON = Times(connecting=30, quiet=0.1, silent=30, leaving=1, answering=30, first=0.02, longest=0.1)
SHORT = replace(SOON, connecting=0.3)
NERVOUS = replace(SOON, silent=1)


class Counting(Meter):
    """Remembers why connections ended, and what became of deliveries."""

    def __init__(self) -> None:
        self.ends: Counter[str] = Counter()
        self.statuses: Counter[int] = Counter()

    def disconnected(self, why: str) -> None:
        self.ends[why] += 1

    def acknowledged(self, way: str, status: int, seconds: float) -> None:
        assert way == "socket"
        assert seconds >= 0
        self.statuses[status] += 1


def _nothing() -> None:
    pass


class Patient(Waited):
    """How long each has waited is another matter."""

    def too_long(self) -> bool:
        return False


class Paused:
    """The app, before each of whose answers something happens."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.meanwhile: Callable[[], None] = _nothing

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        self.meanwhile()
        return self.app.dispatch(request)


class Served:
    """The bot of a conversation, connected to a Slack that does what the test wants; nothing waits too long for it."""

    def __init__(self, bot: Conversation, slack: SlackSide, listeners: int = 2) -> None:
        self.bot, self.slack, self.meter, self.gave_up = bot, slack, Counting(), ""
        self.over = threading.Event()
        config = msgspec.structs.replace(
            bot.house.config,
            app_token="xapp-1",
            slack_api_url=f"http://{slack.address}/api/",
            listeners=listeners,
        )
        self.app = Paused(app_for(config, bot.services))
        self.connection = Connection(self.app, config, self.meter, self._gives_up, SOON)  # type: ignore[arg-type]
        self.connection._envelopes.arrived = Patient()

    def _gives_up(self, sentence: str) -> None:
        self.gave_up = sentence
        self.over.set()

    def opens(self) -> Peer:
        self.connection.open()
        return self.slack.peer()

    def command(self, peer: Peer, text: str, envelope: str = "E1", trigger: str = "t1") -> None:
        """A command is delivered."""
        payload = {
            "command": "/actions",
            "text": text,
            "user_id": self.bot.id(TOM),
            "channel_id": BOARD,
            "team_id": "T1",
            "trigger_id": trigger,
            "response_url": "https://response",
        }
        peer.says(type="slash_commands", envelope_id=envelope, payload=payload, accepts_response_payload=True)

    def notes(self, text: str) -> int:
        """How many updates have that text."""
        with self.bot.house.books.session(writes=False) as session:
            return len(session.scalars(select(Update.id).where(Update.text == text)).all())

    def asks(self, peer: Peer, text: str, envelope: str = "E1") -> None:
        """Somebody writes to the bot directly."""
        event = {
            "type": "message",
            "user": self.bot.id(TOM),
            "text": text,
            "channel": "D1",
            "channel_type": "im",
            "ts": "1600000000.000001",
        }
        payload = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event}
        peer.says(type="events_api", envelope_id=envelope, payload=payload)


@pytest.fixture
def slack() -> Iterator[SlackSide]:
    with slack_side() as server:
        yield server


@pytest.fixture
def served(bot: Conversation, slack: SlackSide) -> Iterator[Served]:
    served = Served(bot, slack)
    yield served
    served.connection.close()


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "bot")
    return caplog


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "container_moves"])
def test_what_slack_says_ahead_loses_nothing(
    served: Served, told: pytest.LogCaptureFixture, reason: str
) -> None:
    """The old connection is listened to, and answered over, until the new one is there and for a while after."""
    old = served.opens()
    old.disconnects(reason)
    new = served.slack.peer()
    eventually(lambda: served.connection._current is not None and len(served.connection._links) == 2)
    served.command(old, "update 02/10 Sent before the end", "E1", "t1")
    served.command(new, "update 02/10 Sent after it", "E2", "t2")

    assert (old.answer()["envelope_id"], new.answer()["envelope_id"]) == ("E1", "E2")
    assert (served.notes("Sent before the end"), served.notes("Sent after it")) == (1, 1)
    assert old.over.wait(A_LONG_TIME), "it is left when its time is over"
    assert not new.over.is_set()
    assert served.connection.is_open()
    assert served.slack.asked == 2
    assert list(served.meter.ends.values()) == [1]
    assert "has ended" not in told.text


def test_being_told_twice_makes_one_new_connection(served: Served) -> None:
    old = served.opens()
    old.disconnects("warning")
    old.disconnects("refresh_requested")
    served.slack.peer()
    old.disconnects("refresh_requested")
    old.closes()
    eventually(old.over.is_set)
    eventually(lambda: len(served.connection._links) == 1)

    assert served.connection.is_open()
    assert served.slack.asked == 2


def test_it_is_ready_while_the_old_one_still_works(served: Served) -> None:
    old = served.opens()
    served.slack.refuses = [(200, "internal_error")] * 3
    old.disconnects("warning")
    eventually(lambda: served.slack.asked == 3)

    assert served.connection.is_open()
    served.command(old, "update 02/10 Meanwhile")
    assert old.answer()["envelope_id"] == "E1"
    served.slack.peer()
    eventually(lambda: len(served.connection._links) == 2)


@pytest.mark.parametrize("envelopes", [("E1", "E1"), ("E1", "E2")])
def test_what_comes_over_both_is_done_once(served: Served, envelopes: tuple[str, str]) -> None:
    """Both are answered, and the same."""
    old = served.opens()
    old.disconnects("refresh_requested")
    new = served.slack.peer()
    for peer, envelope in zip((old, new), envelopes, strict=True):
        served.command(peer, "update 02/10 Only once", envelope)

    first, second = old.answer(), new.answer()
    assert (first["envelope_id"], second["envelope_id"]) == envelopes
    assert first["payload"] == second["payload"]
    assert served.notes("Only once") == 1


def test_what_is_asked_over_both_is_answered_once(served: Served) -> None:
    old = served.opens()
    old.disconnects("refresh_requested")
    new = served.slack.peer()
    served.asks(old, "what is overdue?", "E1")
    served.asks(new, "what is overdue?", "E2")

    assert {old.answer()["envelope_id"], new.answer()["envelope_id"]} == {"E1", "E2"}
    served.connection.close()  # what was acknowledged is answered by then
    assert len(served.bot.slack.posted) == 1


def test_an_answer_goes_over_the_new_connection_where_its_own_has_ended(served: Served) -> None:
    """The connection dies between a delivery and its answer; what is delivered again is not done again."""
    old = served.opens()
    served.app.meanwhile = old.dies
    served.command(old, "update 02/10 In between")
    new = served.slack.peer()

    assert new.answer()["envelope_id"] == "E1"
    served.command(new, "update 02/10 In between", "E2")
    assert new.answer()["envelope_id"] == "E2"
    assert served.notes("In between") == 1
    eventually(lambda: served.meter.statuses == {200: 2})


def test_an_answer_that_finds_none_is_left_to_be_delivered_again(
    served: Served, told: pytest.LogCaptureFixture
) -> None:
    served.connection.times = replace(SOON, answering=0.2)
    old = served.opens()
    served.slack.refuses = [(500, "<html>")] * 1_000
    served.app.meanwhile = old.dies
    served.command(old, "update 02/10 Into the void")
    eventually(lambda: served.meter.statuses[503])
    assert "an answer found no connection to Slack, which delivers its request again" in told.text
    assert not served.connection.is_open()

    served.slack.refuses.clear()
    new = served.slack.peer()
    served.app.meanwhile = _nothing
    served.command(new, "update 02/10 Into the void", "E2")
    assert new.answer()["envelope_id"] == "E2"
    assert served.notes("Into the void") == 1


@pytest.mark.parametrize(
    ("ends", "why"),
    [
        (Peer.dies, "broken"),
        (Peer.closes, "closed"),
        (Peer.falls_silent, "silent"),
        (Peer.freezes, "silent"),
    ],
)
def test_a_connection_that_ends_is_replaced(
    served: Served, told: pytest.LogCaptureFixture, ends: Callable[[Peer], None], why: str
) -> None:
    served.connection.times = NERVOUS
    old = served.opens()
    served.connection.times = SOON
    served.slack.refuses = [(200, "internal_error")] * 5
    ends(old)
    eventually(lambda: not served.connection.is_open())
    new = served.slack.peer()
    eventually(served.connection.is_open)

    served.command(new, "update 02/10 Here again")
    assert new.answer()["envelope_id"] == "E1"
    assert f"the connection to Slack has ended ({why})" in told.text
    assert (
        told.text.count("not connected to Slack: Slack gives no connection just now (internal_error).") == 5
    )
    assert [record.message for record in told.records if record.levelno == logging.INFO] == ["connected"] * 2
    assert served.meter.ends == {why: 1}
    assert served.gave_up == ""


def test_one_that_is_answered_stays_however_quiet_it_is(served: Served) -> None:
    served.connection.times = NERVOUS
    peer = served.opens()
    time.sleep(2 * NERVOUS.silent)

    assert served.connection.is_open()
    assert not peer.over.is_set()


def test_a_message_that_comes_in_two_halves_is_whole(served: Served) -> None:
    """However long the second takes, as long as the line is not given up."""
    peer, later = served.opens(), threading.Event()
    threading.Timer(2.5 * SOON.quiet, later.set).start()
    payload = {"command": "/actions", "text": "help", "user_id": served.bot.id(TOM), "channel_id": BOARD}
    peer.says_in_halves(
        later, type="slash_commands", envelope_id="E1", payload={**payload, "trigger_id": "t"}
    )

    assert peer.answer()["envelope_id"] == "E1"


def test_a_long_message_is_whole_both_ways(served: Served) -> None:
    peer = served.opens()
    served.command(peer, f"update 02/10 {'words ' * 20_000}")

    assert peer.answer()["envelope_id"] == "E1"


@pytest.mark.parametrize("said", ["[]", "null", "{", "7", "\ufffd"])
def test_what_is_no_message_is_passed_over(served: Served, said: str) -> None:
    peer = served.opens()
    peer.writes(said)
    served.command(peer, "help")

    assert peer.answer()["envelope_id"] == "E1"


def test_socket_mode_that_was_turned_off_ends_it_with_what_to_do(
    served: Served, told: pytest.LogCaptureFixture
) -> None:
    peer = served.opens()
    peer.disconnects("link_disabled")

    assert served.over.wait(A_LONG_TIME)
    assert served.gave_up == TURNED_OFF
    assert TURNED_OFF in told.text
    assert not served.connection.is_open()
    time.sleep(0.2)
    assert served.slack.asked == 1, "no further attempt is made"


def test_it_does_not_start_where_socket_mode_is_turned_off(served: Served) -> None:
    served.slack.greets = ["link_disabled"]

    with pytest.raises(Unreachable) as ended:
        served.connection.open()
    assert str(ended.value) == TURNED_OFF


@pytest.mark.parametrize("word", ["not_allowed_token_type", "invalid_auth", "token_revoked"])
def test_a_token_that_is_refused_ends_it_with_what_to_do(served: Served, word: str) -> None:
    """At the start, and later."""
    served.slack.refuses = [(200, word)]
    with pytest.raises(Unreachable) as ended:
        served.connection.open()
    assert str(ended.value) == refused(word)
    assert "SLACK_APP_TOKEN must be an app-level token (xapp-…) with connections:write" in refused(word)


def test_what_is_no_answer_of_slacks_is_said_at_the_start_and_waited_for_later(served: Served) -> None:
    """A page of something in between, such as a network that wants to be signed in to."""
    served.slack.refuses = [(200, "<html>")]
    with pytest.raises(Unreachable, match="no answer of Slack's"):
        served.connection.open()

    peer = served.opens()
    served.slack.refuses = [(200, "<html>")] * 2
    peer.closes()
    served.slack.peer()
    eventually(served.connection.is_open)
    assert served.gave_up == ""


def test_so_does_one_that_is_refused_later(served: Served, told: pytest.LogCaptureFixture) -> None:
    peer = served.opens()
    served.slack.refuses = [(200, "token_revoked")]
    peer.closes()

    assert served.over.wait(A_LONG_TIME)
    assert served.gave_up == refused("token_revoked")
    assert refused("token_revoked") in told.text
    assert served.slack.asked == 2


@pytest.mark.parametrize("trouble", [(500, "<html>"), (200, "internal_error"), (503, "service_unavailable")])
def test_a_trouble_of_slacks_at_the_start_is_waited_for(
    served: Served, told: pytest.LogCaptureFixture, trouble: tuple[int, str]
) -> None:
    served.slack.refuses = [trouble] * 3
    served.connection.open()
    assert not served.connection.is_open()

    served.slack.peer()
    eventually(served.connection.is_open)
    assert told.text.count("not connected to Slack: Slack gives no connection just now") == 3


def test_as_long_as_slack_wants_to_be_left_alone_it_is(
    served: Served, told: pytest.LogCaptureFixture
) -> None:
    served.slack.refuses = [(429, "ratelimited")]
    began = time.monotonic()
    served.connection.open()
    served.slack.peer()

    assert time.monotonic() - began >= 1, "the Retry-After of the answer"
    assert "(ratelimited). Next attempt in about 1 s." in told.text


def test_an_answer_without_an_address_is_said_at_the_start_and_waited_for_later(served: Served) -> None:
    served.slack.refuses = [(200, "no address")]
    with pytest.raises(Unreachable, match=r"^Slack cannot be reached for Socket Mode\."):
        served.connection.open()

    peer = served.opens()
    served.slack.refuses = [(200, "no address")]
    peer.closes()
    served.slack.peer()
    eventually(served.connection.is_open)


def test_slack_that_is_not_there_is_said_at_the_start(bot: Conversation, slack: SlackSide) -> None:
    slack.server_address = ("127.0.0.1", free_port())
    served = Served(bot, slack)

    with pytest.raises(Unreachable, match=r"^Slack cannot be reached for Socket Mode\."):
        served.connection.open()
    served.connection.close()


def test_one_too_many_waits_for_its_turn(served: Served, told: pytest.LogCaptureFixture) -> None:
    """Longer each time, so that it does not push the others aside."""
    served.slack.greets = ["too_many_websockets"] * 4
    served.connection.open()
    assert not served.connection.is_open()
    for _ in range(5):
        served.slack.peer()
    eventually(served.connection.is_open)

    assert told.text.count(TOO_MANY) == 4
    assert served.meter.ends == {"too_many_websockets": 4}
    assert served.gave_up == ""


def test_one_that_never_holds_is_opened_at_growing_intervals(served: Served) -> None:
    """Greeted and sent away each time, for one reason or another."""
    began = time.monotonic()
    peer = served.opens()
    for reason in ("too_many_websockets", "too_many_websockets", "too_many_websockets"):
        eventually(served.connection.is_open)
        peer.disconnects(reason)
        peer = served.slack.peer()

    assert time.monotonic() - began >= 0.02 + 0.04 + 0.08


def test_a_connection_that_says_nothing_is_none(served: Served, told: pytest.LogCaptureFixture) -> None:
    served.slack.greets = [""]
    served.connection.times = SHORT
    served.connection.open()
    assert not served.connection.is_open()
    assert "not connected to Slack: Slack did not greet." in told.text

    served.slack.peer()
    served.slack.peer()
    eventually(served.connection.is_open)


def test_stopping_answers_what_has_come_and_takes_no_more(served: Served) -> None:
    peer = served.opens()
    begun, go_on = threading.Event(), threading.Event()

    def slowly() -> None:
        begun.set()
        go_on.wait(A_LONG_TIME)

    served.app.meanwhile = slowly
    for number in range(4):
        served.command(peer, f"update 02/10 Number {number}", f"E{number}", f"t{number}")
    assert begun.wait(A_LONG_TIME)
    eventually(lambda: len(served.connection._envelopes) == 2)
    stopping = threading.Thread(target=served.connection.close)
    stopping.start()
    eventually(lambda: served.connection._envelopes._finishing)
    served.command(peer, "update 02/10 Too late", "E9", "t9")
    go_on.set()
    stopping.join()

    assert peer.over.wait(A_LONG_TIME)
    assert {peer.answer()["envelope_id"] for _ in range(4)} == {"E0", "E1", "E2", "E3"}
    assert peer.answers.empty()
    assert served.notes("Too late") == 0
    assert served.slack.asked == 1
