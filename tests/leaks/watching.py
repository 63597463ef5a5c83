"""Asking, and holding what comes back against what its readers may read."""

from collections.abc import Callable
from itertools import count
from zoneinfo import ZoneInfo

from bot.assistant import Assistant
from bot.blocks.fields import Setting
from bot.blocks.forms import FORMS, form
from bot.blocks.message import blocks, message
from bot.blocks.pieces import HOME_LIMIT
from bot.blocks.press import redrawn
from bot.listeners.commands import seen_by
from handlers.desk import Audience, Caller
from handlers.replies import Button, ButtonRow, Menu, PointRow, Reply, Row
from handlers.requests import AnyRequest
from tests.leaks.readers import Reader, State, found_in, written_in
from tests.leaks.secret_books import SecretBooks

LONDON = ZoneInfo("Europe/London")


def sent(reply: Reply, request: AnyRequest) -> list[object]:
    """All of an answer that leaves the house: text and blocks, as a message and as Home."""
    again = redrawn(request)
    return [message(reply, LONDON, again), blocks(reply, LONDON, again, HOME_LIMIT)]


def offers(reply: Reply) -> list[Button]:
    """Every button of an answer, wherever it stands."""
    found = list(reply.buttons)
    for part in reply.parts:
        if isinstance(part, ButtonRow | Menu):
            found += part.options
        elif isinstance(part, PointRow | Row) and part.button:
            found.append(part.button)
    return found


def shown_to(reply: Reply, caller: Caller) -> Audience:
    """Who reads an answer: a receipt is for the channel, unless it is private; what is live stays where it was asked."""
    if reply.private:
        return Audience.PRIVATE
    receipt = not reply.live and seen_by(reply) == "in_channel"
    return Audience.CHANNEL if receipt else caller.audience


class Watch:
    """One that asks; a leak fails at once.

    `state` is that of the books when it was read before. `written` is a number that becomes another when anything at all
    was written: without it the books are read again after each request that could have changed them.
    """

    def __init__(
        self, small: SecretBooks, state: State | None = None, written: Callable[[], int] | None = None
    ) -> None:
        self.small = small
        self.assistant = Assistant(small.books)
        self.written = written or count().__next__
        self.last = self.written()
        self.state = state or State.of(small)

    def ask(self, request: AnyRequest, caller: Caller) -> Reply:
        """The answer, with nothing in it that its readers may not read, neither before the request nor after it."""
        before = self.state
        reply = self.assistant.handle(request, caller)
        if request.changes and self._anything_written():
            self.state = State.of(self.small)
        audience = shown_to(reply, caller)
        told = found_in([sent(reply, request), self._forms(request, reply)])
        leaked = told - found_in(request) - self._readable(caller, audience, before)
        assert not leaked, (request, caller, leaked, reply)
        if reply.file:  # it is put where it was asked for, or sent to whoever asked
            place = Audience.PRIVATE if reply.file.personal else Audience.CHANNEL
            written = found_in(written_in(reply.file))
            leaked = written - self._readable(caller, place, before)
            assert not leaked, (request, caller, leaked)
        return reply

    def _anything_written(self) -> bool:
        before, self.last = self.last, self.written()
        return before != self.last

    def _readable(self, caller: Caller, audience: Audience, before: State) -> frozenset[str]:
        then, now = (Reader.of(state, caller.person_id, audience) for state in (before, self.state))
        return now.readable() if before is self.state else then.readable() | now.readable()

    def _forms(self, request: AnyRequest, reply: Reply) -> list[object]:
        """The forms that this request or a button of its answer opens: whoever presses is asked for no permission."""
        setting = Setting(self.state.vocabulary, self.state.today)
        opened = [button.request for button in offers(reply) if button.form]
        opened += [request] if type(request) in FORMS else []
        return [form(one, "", setting) for one in opened]
