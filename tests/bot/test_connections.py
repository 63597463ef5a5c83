"""The connections of the web server: kept open for another request, but not so that there is none for somebody new."""

import http.client
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from types import SimpleNamespace

from werkzeug import Request, Response
from werkzeug.routing import Rule

from bot.web import Pages, WebServer, _accept_all
from tests.waiting import A_LONG_TIME

MANY = 20  # connections at once, in these tests


@contextmanager
def served(view: Callable[[Request], Response], connections: int = 800) -> Iterator[WebServer]:
    server = WebServer(Pages([Rule("/", endpoint=view)]), 0, 1, connections)
    server.open()
    yield server
    server.close()


def connection(server: WebServer) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", server.port, timeout=A_LONG_TIME)


def asked(over: http.client.HTTPConnection) -> str:
    """What is answered; "closing" where the connection is not kept."""
    over.request("GET", "/")
    answer = over.getresponse()
    said = answer.read().decode()
    return "closing" if answer.getheader("Connection") == "close" else said


def well(_request: Request) -> Response:
    return Response("well")


def test_a_connection_is_kept_for_another_request() -> None:
    with served(well) as server, closing(connection(server)) as one:
        assert [asked(one), asked(one)] == ["well", "well"]


def test_while_many_are_open_each_is_closed_behind_its_answer() -> None:
    """Idle ones would otherwise be all that there may be, and nobody new would be answered for two minutes."""
    with served(well, MANY) as server, ExitStack() as open_ones:
        said = [asked(open_ones.enter_context(closing(connection(server)))) for _ in range(3 * MANY)]

        assert said[: MANY // 2] == ["well"] * (MANY // 2)
        assert set(said[MANY // 2 + 1 :]) == {"closing"}


class Door:
    """As much of waitress's server as lets people in: one for each call."""

    def __init__(self, waiting: int, at_most: int) -> None:
        self.waiting, self.active_channels = waiting, dict[int, object]()
        self.adj = SimpleNamespace(connection_limit=at_most)

    def handle_accept(self) -> None:
        if self.waiting:
            self.active_channels[self.waiting] = object()
            self.waiting -= 1


def test_all_who_are_at_the_door_are_let_in_at_once() -> None:
    """Whoever waits outside is not counted, and would be answered when nobody listens any more."""
    door = Door(50, at_most=100)
    _accept_all(door)

    assert len(door.active_channels) == 50


def test_no_more_are_let_in_than_there_may_be() -> None:
    """Each takes a file, and those of the books are among them."""
    door = Door(50, at_most=20)
    _accept_all(door)
    assert (len(door.active_channels), door.waiting) == (20, 30)

    _accept_all(door)
    assert door.waiting == 30
