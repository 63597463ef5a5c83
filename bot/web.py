"""The bot's own web server: what Slack posts in HTTP mode, the calendars that others subscribe to, and whether it is well.

Only what needs it imports this module: in Socket Mode without a public address the bot listens nowhere. Whatever goes
wrong is answered here, because the server's own log would name the path, and with it the address of a calendar.
"""

import logging
import os
import re
import secrets
import socket
import threading
from collections.abc import Iterable
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress import create_server
from waitress.wasyncore import close_all
from werkzeug import Request, Response
from werkzeug.exceptions import BadRequest, HTTPException, NotFound, ServiceUnavailable, Unauthorized
from werkzeug.routing import Map, Rule

from bot.health import healthy
from bot.meter import NOBODY_LOOKS, Meter
from bot.queueing import Queue
from bot.services import LOG
from bot.waiting import Waited
from scheduler.ticker import without_words
from store.books import Books
from store.errors import Invalid
from store.history import Author
from store.papers.writing.calendars import to_ics
from store.subscriptions import PATH, subscribed
from store.workspaces import known_by

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

SLACK = "/slack/events"
FRESH = 300  # seconds for which a calendar need not ask again
_LARGEST = 1_000_000  # bytes of a request; Slack's largest, a form, has a quarter of that
_LARGEST_HEAD = 16_384
_AT_ONCE = 800  # connections, of the 1,024 files that a process may commonly have open
_SIGNED = (("X-Slack-Request-Timestamp", r"[0-9]{1,12}"), ("X-Slack-Signature", r"v0=[0-9a-f]{64}"))
_READER = Author("a calendar")


class Pages:
    """What is at which address, as a WSGI application. The endpoint of a rule answers a request."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.waited = Waited()
        self._map = Map(rules, merge_slashes=False)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        return self._answer(Request(environ))(environ, start_response)

    def _answer(self, request: Request) -> Response:
        try:
            view, values = self._map.bind_to_environ(request.environ).match()
            answer: Response = view(request, **values)
        except HTTPException as error:
            return Response(
                f"{error.code} {error.name}\n", error.code, error.get_headers(request.environ)[1:]
            )
        except Exception as error:  # noqa: BLE001 - the boundary: whatever it was, the log names no address
            number = secrets.token_hex(4)
            LOG.error("failure %s: %s", number, without_words(error))
            return Response(f"Something went wrong; it is in the log as {number}.\n", 500)
        return answer


class Site(Pages):
    """What a bot shows to others. `slack` is the app that takes what Slack posts, if it does; `more` is shown as well."""

    def __init__(
        self,
        books: Books,
        partnership_id: int | None,
        slack: App | None = None,
        meter: Meter = NOBODY_LOOKS,
        more: Iterable[Rule] = (),
    ) -> None:
        self.books = books
        self.partnership_id = partnership_id
        rules = [
            Rule("/healthz", endpoint=lambda _request: healthy(books), methods=["GET"]),
            Rule(f"{PATH}/<token>.ics", endpoint=self._calendar, methods=["GET"]),
            *self._calendars(),
            *more,
        ]
        if slack:
            view = partial(self._from_slack, SlackRequestHandler(slack, SLACK), meter)
            rules.append(Rule(SLACK, endpoint=view, methods=["POST"]))
        super().__init__(rules)

    def _calendars(self) -> Iterable[Rule]:
        """With many partnerships, the address says whose calendar it is; but for those from the days of a single one."""
        if self.partnership_id is None:
            yield Rule(f"{PATH}/<uid>/<token>.ics", endpoint=self._calendar, methods=["GET"])

    def _from_slack(self, bolt: SlackRequestHandler, meter: Meter, request: Request) -> Response:
        """What comes from Slack, unless it has waited for so long that Slack has given it up."""
        if self.waited.too_long():
            meter.acknowledged("http", ServiceUnavailable.code, perf_counter() - self.waited.since)
            raise ServiceUnavailable
        return _from_slack(bolt, meter, request)

    def _calendar(self, request: Request, token: str, uid: str = "") -> Response:
        """The calendar of that token; what is asked for with any other is not there."""
        partnership = self.partnership_id or self._whose(uid)
        if partnership is None:
            raise NotFound
        with self.books.open(partnership, _READER, writes=False) as opened:
            paper = subscribed(opened, token)
        if paper is None:
            raise NotFound
        response = Response(to_ics(paper), content_type="text/calendar; charset=utf-8")
        response.headers["Content-Disposition"] = 'inline; filename="meetings.ics"'
        response.headers["X-Robots-Tag"] = "noindex"
        response.cache_control.private, response.cache_control.max_age = True, FRESH
        response.add_etag()
        return response.make_conditional(request)

    def _whose(self, uid: str) -> int | None:
        """The partnership of an address, unless the bot has been removed from its workspace; the oldest without `uid`."""
        with self.books.session(writes=False) as session:
            return known_by(session, uid)


def _from_slack(bolt: SlackRequestHandler, meter: Meter, request: Request) -> Response:
    """What Bolt answers, which checks the signature. What cannot be read at all is not from Slack.

    Nor is what has a time or a signature of no such shape, over which the check itself would fail.
    """
    began = perf_counter()
    for name, shape in _SIGNED:
        if not re.fullmatch(shape, request.headers.get(name, "")) and name in request.headers:
            raise Unauthorized
    try:
        answer = Response.from_app(bolt, request.environ, buffered=True)
    except (ValueError, TypeError, LookupError, AttributeError) as error:  # Bolt, over its shape
        raise BadRequest from error
    if "HTTP_X_SLACK_RETRY_NUM" in request.environ:
        meter.redelivered()
    meter.acknowledged("http", answer.status_code, perf_counter() - began)
    return answer


class WebServer:
    """A site served from threads of this process. Port 0 is any free one; `port` says which once it is open.

    With half of the `connections` open that there may be at once, none is kept for another request.
    """

    def __init__(self, site: Pages, port: int, threads: int, connections: int = _AT_ONCE) -> None:
        self.site, self.port, self.threads, self.connections = site, port, threads, connections
        self._sockets: dict[int, Any] = {}
        self._server: Any = None
        self._loop = threading.Thread(target=self._run, name="web", daemon=True)
        # Below warnings it would name the path of a request that was broken off.
        logging.getLogger("waitress").setLevel(logging.WARNING)
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that one waits for a moment is no news

    def _run(self) -> None:
        self._server.run()

    def open(self) -> None:
        """Listen on every interface. Raises Invalid when the port cannot be had."""
        listening = _listening(self.port)
        self.port = listening.getsockname()[1]
        self._server = create_server(
            self.site,
            map=self._sockets,
            sockets=[listening],
            _dispatcher=Queue(self.site.waited, self.threads, self.connections // 2),
            connection_limit=self.connections,
            asyncore_use_poll=True,
            max_request_body_size=_LARGEST,
            max_request_header_size=_LARGEST_HEAD,
            clear_untrusted_proxy_headers=True,
            ident=None,
        )
        self._server.handle_accept = partial(_accept_all, self._server)
        self._loop.start()

    def close(self) -> None:
        """Answer what has begun, then listen no more.

        The sockets are closed by the thread that waits for them: it would fail if they were gone while it does.
        """
        self._server.task_dispatcher.shutdown()
        self._server.trigger.pull_trigger(lambda: close_all(self._sockets))
        self._loop.join()


def _accept_all(server: Any) -> None:
    """Everybody who waits at the door; waitress itself lets in one at a time, between two looks at all connections.

    Who is not in yet waits without being counted, so that an answer could come too late. There are never more than may be.
    """
    before = -1
    while before < len(server.active_channels) < server.adj.connection_limit:
        before = len(server.active_channels)
        type(server).handle_accept(server)


def _listening(port: int) -> socket.socket:
    both = socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if both else socket.AF_INET
    try:
        return socket.create_server(("", port), family=family, dualstack_ipv6=both)
    except OSError as error:
        why = os.strerror(error.errno or 0)
        raise Invalid(
            f"Port {port} of this machine cannot be used: {why}. Set PORT to another one."
        ) from error
