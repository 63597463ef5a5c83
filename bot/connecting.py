"""Socket Mode: connected in the background, stopped in order, and connected again whatever becomes of the connection.

Slack ends each connection after some hours and says so before. The next one is then opened while the old one is still
listened to, so that nothing falls between the two; what comes over both is done once, as whatever comes twice.
"""

import math
import random
import threading
from collections.abc import Callable
from http.client import HTTPException
from time import monotonic

from slack_bolt import App
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_interval_calculators import BackoffRetryIntervalCalculator
from slack_sdk.http_retry.jitter import Jitter
from websocket import WebSocketException

from bot.config import Config
from bot.envelopes import Envelopes, NotSent
from bot.meter import NOBODY_LOOKS, Meter
from bot.metered import MeteredClient
from bot.refusals import asked_to_wait, is_passing, word_of
from bot.services import LOG
from bot.slack import Unreachable
from bot.socket_mode import Link, Message, Times
from scheduler.ticker import without_words

USUAL = Times()
UNREACHED = (WebSocketException, OSError, HTTPException)
TURNED_OFF = (
    "Socket Mode has been turned off in the app's settings. Turn it on there (Socket Mode, Enable Socket Mode) and start"
    " the bot again; or, for HTTP mode, unset SLACK_APP_TOKEN and set SLACK_SIGNING_SECRET. The books are untouched."
)
TOO_MANY = (
    "Slack takes ten connections of an app at once, and there are as many already. Stop other processes that have the same"
    " SLACK_APP_TOKEN; this one waits for its turn."
)
_UNREACHED = "Slack cannot be reached for Socket Mode. Check the network and SLACK_API_URL."
# Slack's words for what no further attempt changes.
_FINAL = frozenset(
    "not_authed invalid_auth account_inactive token_revoked token_expired not_allowed_token_type missing_scope"
    " no_permission access_denied forbidden_team team_access_not_granted org_login_required ekm_access_denied"
    " team_disabled user_removed_from_team".split()
)
LINK_DISABLED, TOO_MANY_WEBSOCKETS = "link_disabled", "too_many_websockets"
_REASONS = frozenset({"warning", "refresh_requested", LINK_DISABLED, TOO_MANY_WEBSOCKETS, "other"})
RATE_LIMITED = 30  # seconds, where Slack wants to be left alone and does not say for how long


def refused(word: str) -> str:
    """What is to be done about an app token that Slack does not want."""
    return (
        f"Slack refused the app token ({word}). SLACK_APP_TOKEN must be an app-level token (xapp-…) with connections:write;"
        " make one under Basic Information, App-Level Tokens, and start the bot again. The books are untouched."
    )


class Failed(Exception):
    """An attempt at a connection: what was wrong, and after how many seconds at least to try again, if ever.

    `first` is what to say, and not to go on with, where it is the very first attempt.
    """

    def __init__(self, why: str, after: float = 0, *, final: bool = False, first: str = "") -> None:
        super().__init__(why)
        self.why, self.after, self.final, self.first = why, after, final, first


class _Apart(Jitter):
    """Up to half as long again, so that replicas that were cut off together do not come back together."""

    def recalculate(self, duration: float) -> float:
        return duration * random.uniform(1, 1.5)  # noqa: S311 - nobody has to guess it


class Connection:
    """Keeps one connection to Slack open. `give_up` is told in a sentence when no further attempt would help."""

    def __init__(
        self,
        app: App,
        config: Config,
        meter: Meter = NOBODY_LOOKS,
        give_up: Callable[[str], None] = lambda _sentence: None,
        times: Times = USUAL,
    ) -> None:
        self.meter, self.give_up, self.times = meter, give_up, times
        self._client = MeteredClient(
            meter, token=config.app_token, base_url=config.slack_api_url, timeout=math.ceil(times.connecting)
        )
        self._envelopes = Envelopes(app, config.listeners, meter, self._send)
        self._changed = threading.Condition()
        self._current: Link | None = None
        self._links: set[Link] = set()
        self._wanted = False
        self._refused = ""  # Slack's reason for ending a connection
        self._attempts, self._after, self._since = 0, 0.0, 0.0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="connecting", daemon=True)

    def open(self) -> None:
        """Connect, or try to from now on where Slack has a trouble of its own. Raises Unreachable with the remedy."""
        try:
            self._attempt()
        except Failed as failed:
            if failed.final or failed.first:
                raise Unreachable(failed.first or failed.why) from failed
            self._failed(failed)
        except UNREACHED as error:
            raise Unreachable(_UNREACHED) from error
        self._thread.start()

    def is_open(self) -> bool:
        """Whether Slack is connected just now: it has greeted, and was heard of lately."""
        current = self._current
        return current is not None and current.is_well()

    def close(self) -> None:
        """Answer what has come, then disconnect; what comes meanwhile Slack delivers to somebody else, or again."""
        self._envelopes.finish()
        self._stop()
        if self._thread.is_alive():
            self._thread.join(self.times.answering)  # an attempt under way may take longer, and is of no use
        for link in list(self._links):
            link.close()

    def _stop(self) -> None:
        self._stopping.set()
        with self._changed:
            self._changed.notify_all()

    # One thread keeps it open, and is woken up when there is something to do.

    def _keep(self) -> None:
        while self._is_wanted() and not self._stopping.wait(self._pause()):
            try:
                self._attempt()
            except Failed as failed:
                self._failed(failed)
            except UNREACHED as error:
                self._failed(Failed(f"Slack cannot be reached ({type(error).__name__})."))
            except Exception as error:  # noqa: BLE001 - whatever it is, the bot must not stay deaf
                self._failed(Failed(f"Connecting failed: {without_words(error)}"))

    def _is_wanted(self) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._stopping.is_set() or self._wanted or self._current is None)
        return not self._stopping.is_set()

    def _pause(self) -> float:
        """Before the next attempt: longer each time, and none after a connection that has held for a while."""
        if self._since and monotonic() - self._since >= self.times.steady:
            self._attempts = 0
        if not self._attempts:
            return self._after
        grown = BackoffRetryIntervalCalculator(self.times.first, _Apart()).calculate_sleep_duration(
            min(self._attempts - 1, 10)
        )
        return max(self._after, min(grown, self.times.longest))

    def _attempt(self) -> None:
        """Open a connection, and let it take the place of the one there is."""
        self._attempts += 1
        self._after = self._since = 0
        link = self._opened()
        with self._changed:
            old, self._current, self._wanted = self._current, link, False
            self._changed.notify_all()
        self._since = monotonic()
        LOG.info("connected")
        if old is not None:
            old.leave()
        if link.over:  # before anybody knew it
            self._ended(link)

    def _opened(self) -> Link:
        self._refused = ""
        link = Link(self._address(), self._taken, self._ended, self.times, self._client.ssl)
        self._links.add(link)
        if link.over:
            self._links.discard(link)
        if link.greeted() and not self._stopping.is_set():
            return link
        link.close()
        if self._refused == LINK_DISABLED:
            raise Failed(TURNED_OFF, final=True)
        raise Failed(TOO_MANY if self._refused == TOO_MANY_WEBSOCKETS else "Slack did not greet.")

    def _address(self) -> str:
        try:
            address = str(self._client.apps_connections_open(app_token=self._client.token or "")["url"])
        except SlackApiError as error:
            word = word_of(error)
            if word in _FINAL:
                raise Failed(refused(word), final=True) from error
            raise Failed(
                f"Slack gives no connection just now ({word}).",
                asked_to_wait(error, RATE_LIMITED),
                first="" if is_passing(error) else refused(word),
            ) from error
        if not address.startswith(("ws://", "wss://")):
            raise Failed("Slack gave no address to connect to.", first=_UNREACHED)
        return address

    def _failed(self, failed: Failed) -> None:
        """Say so; the next attempt is made after a pause, if there is to be one."""
        if failed.final:
            self._end(failed.why)
            return
        self._after = failed.after
        LOG.warning("not connected to Slack: %s Next attempt in about %.0f s.", failed.why, self._pause())

    def _end(self, sentence: str) -> None:
        self._stop()
        LOG.error("%s", sentence)
        self.give_up(sentence)

    # What comes over a connection, in the thread that listens to it.

    def _taken(self, link: Link, message: Message) -> None:
        if message.get("type") == "disconnect":
            self._sent_away(link, str(message.get("reason")))
            return
        self._envelopes.take(link, message)

    def _sent_away(self, link: Link, reason: str) -> None:
        """Slack will not keep a connection. Where it says so ahead, the next one is opened while this one still works."""
        word = reason if reason in _REASONS else "other"
        self.meter.disconnected(word)
        self._refused = word
        greeted = link.is_well()
        if word in (LINK_DISABLED, TOO_MANY_WEBSOCKETS) or not greeted:
            link.close(word)
            if word == LINK_DISABLED and greeted:
                self._end(TURNED_OFF)
            return
        with self._changed:
            if self._current is link and not self._wanted:
                LOG.info("Slack renews the connection (%s)", word)
                self._wanted = True
                self._changed.notify_all()

    def _ended(self, link: Link) -> None:
        with self._changed:
            self._links.discard(link)
            lost = self._current is link
            if lost:
                self._current = None
                self._changed.notify_all()
        if lost and not self._stopping.is_set():
            if link.over not in _REASONS:
                self.meter.disconnected(link.over)
            LOG.warning("the connection to Slack has ended (%s)", link.over)

    def _send(self, link: Link, message: str) -> None:
        """Send an answer over the connection that its request came by, else over the one that has taken its place."""
        if link.send(message):
            return
        with self._changed:
            self._changed.wait_for(lambda: self._current not in (None, link), self.times.answering)
            other = self._current
        if other is None or other is link or not other.send(message):
            raise NotSent("an answer found no connection to Slack, which delivers its request again")
