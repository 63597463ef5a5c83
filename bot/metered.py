"""What goes out, with everything counted on its way: calls of Slack's Web API, and reminders."""

import logging
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler, ServerErrorRetryHandler
from slack_sdk.web import SlackResponse

from bot.meter import Meter
from bot.refusals import word_of
from scheduler.content import Addressee, Channel, Notice
from scheduler.errands import Errand, Outlet, Undelivered


class MeteredClient(WebClient):
    """Slack's client, each call of which is counted and timed.

    Its own log would quote what came back, which may quote what was sent: the token, and words of people.
    """

    def __init__(self, meter: Meter, **settings: Any) -> None:
        silent = logging.getLogger("bot.slack_sdk")
        silent.setLevel(logging.CRITICAL + 1)
        super().__init__(logger=silent, **settings)
        self.meter = meter

    def api_call(self, api_method: str, **values: Any) -> SlackResponse:
        began, outcome = perf_counter(), "ok"
        try:
            return super().api_call(api_method, **values)
        except SlackApiError as error:
            outcome = word_of(error)
            raise
        except OSError:
            outcome = "unreachable"
            raise
        finally:
            self.meter.called(api_method, outcome, perf_counter() - began)


class PacedAgain(RateLimitErrorRetryHandler):
    """Waits as long as Slack says, and counts that."""

    def __init__(self, meter: Meter, times: int) -> None:
        super().__init__(max_retry_count=times)
        self.meter = meter

    def prepare_for_next_attempt(self, **values: Any) -> None:
        self.meter.retried("rate limited")
        super().prepare_for_next_attempt(**values)


class FailedAgain(ServerErrorRetryHandler):
    """Tries again when Slack has failed, and counts that."""

    def __init__(self, meter: Meter, times: int) -> None:
        super().__init__(max_retry_count=times)
        self.meter = meter

    def prepare_for_next_attempt(self, **values: Any) -> None:
        self.meter.retried("server error")
        super().prepare_for_next_attempt(**values)


@dataclass(frozen=True, slots=True)
class MeteredOutlet:
    """The way to people, each attempt of which is counted with how it ended."""

    outlet: Outlet
    meter: Meter

    def place(self, recipient: Channel | Addressee, errand: Errand) -> str:
        try:
            return self.outlet.place(recipient, errand)
        except Undelivered as refused:
            self._refused(refused)
            raise

    def find(self, place: str, errand: Errand) -> str | None:
        return self.outlet.find(place, errand)

    def post(self, place: str, notice: Notice, errand: Errand) -> str:
        try:
            ts = self.outlet.post(place, notice, errand)
        except Undelivered as refused:
            self._refused(refused)
            raise
        self.meter.delivered("posted")
        return ts

    def attach(self, place: str, ts: str, notice: Notice, errand: Errand) -> None:
        self.outlet.attach(place, ts, notice, errand)

    def draws(self, place: str, notice: Notice) -> str | None:
        return self.outlet.draws(place, notice)

    def _refused(self, refused: Undelivered) -> None:
        why = refused.trouble.name.lower() if refused.trouble else "other"
        self.meter.delivered("given up" if refused.final else "again", why)
