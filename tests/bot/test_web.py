"""The web server: what is at which address, for whom, and that nothing of it is logged."""

import hashlib
import hmac
import json
import logging
import socket
import time
from urllib.parse import urlencode

import httpx
import msgspec
import pytest
from ical.calendar_stream import IcsCalendarStream
from sqlalchemy import select
from werkzeug.test import Client

from bot.web import Site, WebServer
from store.errors import Invalid
from store.history import Author
from store.subscriptions import renew, token
from store.tables import Change, Partnership
from tests.conversation import BOARD, Conversation, app_for

SECRETARIAT = "Nadia Rahimi"
SECRET = "a-signing-secret"


@pytest.fixture
def site(bot: Conversation) -> Site:
    """What the web server of this bot serves while it is in Socket Mode."""
    return Site(bot.house.books, bot.partnership)


@pytest.fixture
def web(site: Site) -> Client:
    return Client(site)


def path(bot: Conversation, group: str = "") -> str:
    """Where the calendar of everything, or of a group, is."""
    with bot.house.books.open(bot.partnership, Author("test"), writes=False) as books:
        found = books.directory.group_named(group) if group else None
        ours = books.session.get_one(Partnership, bot.partnership)
        return f"/calendar/{token(ours, found)}.ics"


def test_a_calendar_is_fetched_and_read(bot: Conversation, web: Client) -> None:
    answer = web.get(path(bot))

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, max-age=300"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert len(IcsCalendarStream.calendar_from_ics(answer.text).events) == 12
    steering = IcsCalendarStream.calendar_from_ics(web.get(path(bot, "MASG")).text)
    assert [event.summary for event in steering.events] == ["Pellingford CSP: MASG meeting"]


def test_what_has_not_changed_is_not_sent_again(bot: Conversation, web: Client) -> None:
    etag = web.get(path(bot)).headers["ETag"]

    same = web.get(path(bot), headers={"If-None-Match": etag})
    assert (same.status_code, same.data, same.headers["ETag"]) == (304, b"", etag)

    with bot.house.books.open(bot.partnership, Author("test"), writes=True) as books:
        board = books.directory.board()
        assert board is not None
        meeting = books.calendar.on(board, bot.clock.at.date().replace(month=6, day=16))
        assert meeting is not None
        meeting.venue = "Guildhall"
        books.session.commit()
    assert web.get(path(bot), headers={"If-None-Match": etag}).status_code == 200


def test_head_tells_the_same_without_the_calendar(bot: Conversation, web: Client) -> None:
    whole, head = web.get(path(bot)), web.head(path(bot))

    assert (head.status_code, head.data) == (200, b"")
    told = ("ETag", "Content-Type", "Content-Length", "Cache-Control")
    assert [head.headers[name] for name in told] == [whole.headers[name] for name in told]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/calendar",
        "/calendar/.ics",
        f"/calendar/{'0' * 64}.ics",
        "/calendar/é🎉.ics",
        "/calendar/%FF%00.ics",
        f"/calendar/{'x' * 5_000}.ics",
        "/calendar/../healthz",
        "/slack/events",
        "/favicon.ico",
    ],
)
def test_anything_else_is_not_there(web: Client, address: str) -> None:
    answer = web.get(address)

    assert (answer.status_code, answer.text) == (404, "404 Not Found\n")


def test_half_an_address_is_not_there(bot: Conversation, web: Client) -> None:
    right = path(bot)

    for wrong in (
        right.removesuffix(".ics"),
        right.replace(".ics", "0.ics"),
        right[:-5] + ".ics",
        right.upper(),
    ):
        assert web.get(wrong).status_code == 404, wrong


def test_nothing_can_be_written_there(bot: Conversation, web: Client) -> None:
    for method in (web.post, web.put, web.delete):
        assert method(path(bot)).status_code == 405


def test_a_renewed_secret_ends_the_address(bot: Conversation, web: Client) -> None:
    old = path(bot)
    with bot.house.books.open(bot.partnership, Author("test"), writes=True) as books:
        renew(books)
        books.session.commit()

    assert web.get(old).status_code == 404
    assert web.get(path(bot)).status_code == 200


def test_another_partnerships_address_is_not_served(bot: Conversation, web: Client) -> None:
    with bot.house.books.session(writes=True) as session:
        other = Partnership(name="Elsewhere", short_name="E", created_at=bot.clock.now())
        session.add(other)
        session.flush()
        theirs = f"/calendar/{token(other, None)}.ics"
        session.commit()

    assert web.get(theirs).status_code == 404


def test_whether_it_is_well(bot: Conversation, web: Client) -> None:
    well = web.get("/healthz")
    assert (well.status_code, well.text, well.headers["Cache-Control"]) == (200, "ok\n", "no-store")

    bot.house.engine.dispose()
    for file in (bot.house.engine.url.database or "", f"{bot.house.engine.url.database}-wal"):
        with open(file, "wb") as broken:  # noqa: PTH123 - a name from SQLAlchemy
            broken.write(b"this is no database" * 100)
    ill = web.get("/healthz")
    assert (ill.status_code, ill.text) == (503, "The books cannot be read.\n")


class Unforeseen(Site):
    """A site with a fault that quotes the address."""

    def _calendar(self, request: object, token: str) -> object:  # type: ignore[override]
        raise RuntimeError(f"{token} of {request}")


def test_no_address_and_nothing_people_say_is_logged(
    bot: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    at = path(bot)
    with caplog.at_level(logging.DEBUG):
        Client(Site(bot.house.books, bot.partnership)).get(at)
        Client(Site(bot.house.books, bot.partnership, bot.app)).post("/slack/events", json={"text": "canary"})
        answer = Client(Unforeseen(bot.house.books, bot.partnership)).get(at)

    assert answer.status_code == 500
    assert answer.text.startswith("Something went wrong; it is in the log as ")
    assert answer.text.split()[-1].rstrip(".") in caplog.text
    assert at.split("/")[2].removesuffix(".ics") not in caplog.text
    assert "canary" not in caplog.text


# What Slack posts


def signed(body: str, at: float | None = None, secret: str = SECRET) -> dict[str, str]:
    """The headers with which Slack signs a form."""
    stamp = str(int(at or time.time()))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def command(bot: Conversation, text: str) -> str:
    return urlencode(
        {
            "command": "/meetings",
            "text": text,
            "user_id": bot.id(SECRETARIAT),
            "channel_id": BOARD,
            "team_id": "T1",
            "trigger_id": "t1",
            "response_url": "https://response",
        }
    )


@pytest.fixture
def slack(bot: Conversation) -> Client:
    """The same in HTTP mode, with signatures checked as the configuration would have it."""
    config = msgspec.structs.replace(bot.house.config, signing_secret=SECRET)
    return Client(Site(bot.house.books, bot.partnership, app_for(config, bot.services)))


FORM = "application/x-www-form-urlencoded"


def test_a_signed_command_is_answered(bot: Conversation, slack: Client) -> None:
    body = command(bot, "")

    answer = slack.post("/slack/events", data=body, content_type=FORM, headers=signed(body))

    assert answer.status_code == 200
    assert json.loads(answer.text)["text"].startswith("Board meeting: Tuesday 16 June 2026")


def test_what_is_not_signed_by_slack_is_refused(bot: Conversation, slack: Client) -> None:
    body = command(bot, "")
    forged: list[dict[str, str]] = [
        {},
        signed(body, secret="another"),
        signed(body + "x"),
        signed(body, at=time.time() - 301),
        signed(body, at=time.time() + 310),
        {**signed(body), "X-Slack-Request-Timestamp": "yesterday"},
        {**signed(body), "X-Slack-Signature": "v0=é"},
    ]

    for headers in forged:
        answer = slack.post("/slack/events", data=body, content_type=FORM, headers=headers)
        assert (answer.status_code, "Board" in answer.text) == (401, False)


def test_a_request_that_is_recorded_and_sent_again_changes_nothing_twice(
    bot: Conversation, slack: Client
) -> None:
    body = command(bot, "cancel 16 June Too few papers")
    headers = signed(body)

    answers = [slack.post("/slack/events", data=body, content_type=FORM, headers=headers) for _ in range(2)]

    assert answers[0].text == answers[1].text
    with bot.house.books.open(bot.partnership, Author("test"), writes=False) as books:
        said = books.session.scalars(select(Change.what).order_by(Change.id)).all()
    assert len([what for what in said if "16 June" in what]) == 1


@pytest.mark.parametrize(("body", "kind"), [(b"\xff\xfe", FORM), (b"{", "application/json")])
def test_what_cannot_be_read_is_refused(slack: Client, body: bytes, kind: str) -> None:
    assert slack.post("/slack/events", data=body, content_type=kind).status_code == 400


def test_slack_only_posts(slack: Client) -> None:
    assert slack.get("/slack/events").status_code == 405


def test_slack_finds_out_whether_the_address_is_the_bots(slack: Client) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc"})

    answer = slack.post("/slack/events", data=body, content_type="application/json", headers=signed(body))

    assert (answer.status_code, json.loads(answer.text)) == (200, {"challenge": "abc"})


# The server


def test_it_listens_until_it_is_closed(bot: Conversation, site: Site) -> None:
    server = WebServer(site, 0, 2)
    server.open()
    try:
        here = f"http://127.0.0.1:{server.port}"
        assert httpx.get(f"{here}/healthz", trust_env=False).text == "ok\n"
        fetched = httpx.get(f"{here}{path(bot)}", trust_env=False)
        assert "server" not in fetched.headers
        assert len(IcsCalendarStream.calendar_from_ics(fetched.text).events) == 12
        too_large = httpx.post(f"{here}/slack/events", content=b"x" * 1_000_001, trust_env=False)
        assert too_large.status_code == 413
        too_long = httpx.get(f"{here}/healthz", headers={"X-Long": "x" * 17_000}, trust_env=False)
        assert too_long.status_code == 431
    finally:
        server.close()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{here}/healthz", trust_env=False)


def test_a_port_in_use_is_a_sentence(site: Site) -> None:
    with socket.create_server(("", 0)) as taken:
        server = WebServer(site, taken.getsockname()[1], 2)
        with pytest.raises(
            Invalid, match=r"^Port \d+ of this machine cannot be used: Address already in use\."
        ):
            server.open()
