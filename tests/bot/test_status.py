"""What the Messages tab shows while something takes a while, and that nothing depends on it."""

import json
import logging
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk import WebClient

from bot.status import BRINGING_IN, READING, WRITING
from store.papers.files import read_content
from tests.bot.shelf import Shelf, shelf
from tests.bot.test_papers import ROWS, now, register, sends
from tests.conversation import BOARD, Conversation

SECRETARIAT = "Nadia Rahimi"
DIRECT = "D0PELNADIA"
METHOD = "assistant.threads.setStatus"


@pytest.fixture
def kept(bot: Conversation) -> Iterator[Shelf]:
    with shelf() as files:
        bot.services.client.base_url = files.address
        bot.slack.described = files.described
        bot.services.read_paper = read_content
        yield files


def test_while_a_file_is_written_below_the_line_that_asks_for_it(bot: Conversation) -> None:
    bot.writes(SECRETARIAT, "export the register as csv", ts="1600000008.000001")

    assert bot.slack.files[-1]["filename"].endswith(".csv")
    assert bot.slack.statuses == [(DIRECT, "1600000008.000001", WRITING), (DIRECT, "1600000008.000001", "")]


def test_in_a_thread_it_stands_in_that_thread(bot: Conversation) -> None:
    bot.writes(SECRETARIAT, "export the register as csv", thread_ts="1600000007.000001")

    assert {thread for _, thread, _ in bot.slack.statuses} == {"1600000007.000001"}


def test_while_a_paper_is_read_and_brought_in(bot: Conversation, kept: Shelf) -> None:
    heard = sends(bot, kept, register(*ROWS))
    assert [status for _, _, status in bot.slack.statuses] == [READING, ""]
    bot.slack.statuses.clear()

    bot.press(SECRETARIAT, heard, "Apply")

    assert bot.slack.statuses == [(DIRECT, heard.ts, BRINGING_IN), (DIRECT, heard.ts, "")]
    assert "Imported" in now(bot, heard).text


def test_while_a_contact_file_is_read(bot: Conversation, kept: Shelf) -> None:
    sends(bot, kept, b"name,phone\nFarah Qureshi,01632 960555\n", "contacts.csv")

    assert [status for _, _, status in bot.slack.statuses] == [READING, ""]


def test_it_goes_away_when_the_work_fails(bot: Conversation, kept: Shelf) -> None:
    heard = sends(bot, kept, b"no paper at all", "register.docx")

    assert "register.docx" in now(bot, heard).text
    assert [status for _, _, status in bot.slack.statuses] == [READING, ""]


def test_never_for_what_is_quick_and_never_in_a_channel(bot: Conversation, kept: Shelf) -> None:
    bot.writes(SECRETARIAT, "what is overdue?")
    bot.writes(SECRETARIAT, "02/09 and 02/10 are done")
    bot.mentions(SECRETARIAT, "export the register as csv")
    bot.command(SECRETARIAT, "/actions export csv")
    bot.mentions(SECRETARIAT, "", files=[kept.put("register.docx", register(*ROWS))])

    assert bot.slack.files[-1]["channel"] == BOARD
    assert bot.slack.statuses == []


@pytest.mark.parametrize("why", ["unknown_method", "not_allowed", "missing_scope", "ratelimited"])
def test_a_workspace_without_the_pane_loses_nothing(
    bot: Conversation, caplog: pytest.LogCaptureFixture, why: str
) -> None:
    bot.slack.refusals[METHOD] = why
    with caplog.at_level(logging.INFO):
        bot.writes(SECRETARIAT, "export the register as csv")

    assert bot.slack.files[-1]["filename"].endswith(".csv")
    assert not [record for record in caplog.records if "status" in record.getMessage()]


@pytest.fixture
def stub() -> Iterator[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    """A Slack that knows no such method at all, over the network."""
    heard: list[tuple[str, dict[str, Any]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            said = json.loads(body) if body.startswith("{") else parse_qs(body, keep_blank_values=True)
            heard.append((self.path, said))
            if self.path != f"/api/{METHOD}":
                self.send_error(500)
                return
            answer = b'{"ok": false, "error": "unknown_method"}' if len(heard) % 2 else b"<html>no</html>"
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api/", heard
    finally:
        server.shutdown()
        server.server_close()


def test_over_the_network_a_refusal_is_no_trouble(
    bot: Conversation,
    stub: tuple[str, list[tuple[str, dict[str, Any]]]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    address, heard = stub
    asked = (
        "1600000008.000001",
        "1600000009.000001",
    )  # answered by a refusal, and by nothing of Slack's at all
    bot.writes(SECRETARIAT, "hello")  # from now on it is known who that is
    bot.services.identity.client = WebClient(token="xoxb-fake", base_url=address, timeout=2)
    with caplog.at_level(logging.INFO, logger="bot"):
        for ts in asked:
            bot.writes(SECRETARIAT, "export the register as csv", ts=ts)

    assert len(bot.slack.files) == 2
    assert [(path, said["status"]) for path, said in heard] == [(f"/api/{METHOD}", WRITING)] * 2
    assert [(said["channel_id"], said["thread_ts"]) for _, said in heard] == [(DIRECT, ts) for ts in asked]
    assert [record for record in caplog.records if not record.name.startswith("slack_sdk")] == []


def test_with_nobody_listening_the_file_comes_all_the_same(bot: Conversation) -> None:
    bot.writes(SECRETARIAT, "hello")
    bot.services.identity.client = WebClient(token="xoxb-fake", base_url="http://127.0.0.1:1/api/", timeout=2)

    bot.writes(SECRETARIAT, "export the register as csv")

    assert len(bot.slack.files) == 1
