"""What the listeners are given: the assistant, who people are, the way to Slack, and a place for slow work."""

import html
import logging
import os
import re
import secrets
import socket
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import BoltContext
from slack_sdk import WebClient

from bot.assistant import Assistant
from bot.identity import Identity
from bot.meter import NOBODY_LOOKS, Meter
from bot.pictures import Pictures
from handlers.desk import Audience, Caller
from handlers.replies import Outcome, Reply
from handlers.requests import AnyRequest
from scheduler.redrawing import Redrawing
from scheduler.ticker import guarded
from store.papers.apart import read_apart
from store.papers.limits import DEFAULT, Limits, Tell
from store.papers.paper import Paper
from store.vocabulary import Vocabulary

LOG = logging.getLogger("bot")
SEEN = 2_000
MENTIONS = 10  # in one text; whoever is new to the bot costs a question to Slack

_LINK = re.compile(r"<((?:https?|mailto|tel):[^|>]+)(?:\|([^>]*))?>")
_USER = re.compile(r"<@([A-Z0-9]+)(?:\|([^>]*))?>")


class Recent:
    """The last few things seen, so that an event delivered again at once is not answered again."""

    def __init__(self, size: int = SEEN) -> None:
        self.size = size
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def first_time(self, key: str) -> bool:
        """Whether `key` is new; from now on it is not."""
        with self._lock:
            if key in self._seen:
                return False
            self._seen[key] = None
            if len(self._seen) > self.size:
                self._seen.popitem(last=False)
            return True


Body = dict[str, Any]


def _unchanged(sent: Body) -> Body:
    return sent


@dataclass
class Services:
    """One partnership's bot in one workspace.

    `later` runs slow work outside the acknowledgement; `respond` posts to a `response_url` and returns the status;
    `redrawing` draws posted reminders anew, `sessions` is held while those of a meeting are; `pickers` is whether this
    Slack draws menus that search. `limits` say how large a paper may be, and `read_paper` reads one. `homes` has the hash of what each person's Home shows.
    `stamp` marks what is sent as this partnership's, where a workspace has several (`bot.stamping`).
    """

    assistant: Assistant
    identity: Identity
    client: WebClient
    partnership_id: int
    bot_user: str
    later: Callable[[Callable[[], None]], None]
    respond: Callable[[str, Body], int]
    pictures: Pictures
    redrawing: Redrawing
    pickers: bool = True
    meter: Meter = NOBODY_LOOKS
    limits: Limits = DEFAULT
    read_paper: Callable[[bytes, str, Limits, Tell], Paper] = read_apart
    seen: Recent = field(default_factory=Recent)
    homes: dict[str, str] = field(default_factory=dict)
    sessions: Lock = field(default_factory=Lock)
    stamp: Callable[[Body], Body] = _unchanged

    def handle(self, request: AnyRequest, caller: Caller) -> Reply:
        """Answer one request. When it has changed something, reminders that show it are drawn anew a little later."""
        try:
            reply = self.assistant.handle(request, caller)
        except Exception:
            self.meter.answered(request, "failed")
            raise
        self.meter.answered(request, reply.outcome)
        if reply.outcome is Outcome.CHANGED:
            self.later(lambda: guarded(self.redrawing.run))
        return reply

    def words(self) -> Vocabulary:
        """The names and meetings as they stand now."""
        return self.assistant.words(self.partnership_id)

    def zone(self) -> ZoneInfo:
        """The partnership's zone."""
        return ZoneInfo(self.words().timezone)

    def caller(
        self,
        user: str,
        *,
        delivery: str | None = None,
        place: str | None = None,
        audience: Audience = Audience.PRIVATE,
        source: str | None = None,
        words: Vocabulary | None = None,
    ) -> Caller:
        """Who acts. Whoever has the vocabulary at hand passes it on."""
        return self.identity.caller(
            user, words or self.words(), delivery=delivery, place=place, audience=audience, source=source
        )

    def readable(self, text: str) -> str:
        """What a person typed, without Slack's wrapping: entities, links, and mentions of people."""
        text = _LINK.sub(
            lambda m: m[1].partition(":")[2] if m[1].startswith(("mailto", "tel")) else m[1], text
        )
        called = self._mentioned(text) if "<@" in text else {}
        text = _USER.sub(lambda m: called.get(m[1]) or (f"@{m[2]}" if m[2] else m[0]), text)
        return html.unescape(text)

    def _mentioned(self, text: str) -> dict[str, str]:
        """The first few people mentioned, by their Slack id, as the directory has them; the bot stays a mention."""
        words = self.words()
        users = list(dict.fromkeys(mention[1] for mention in _USER.finditer(text)))[:MENTIONS]
        callers = {user: self.caller(user, words=words) for user in users if user != self.bot_user}
        named = {user: caller.name for user, caller in callers.items() if caller.person_id}
        return {**named, self.bot_user: f"<@{self.bot_user}>"}

    def is_mentioned(self, text: str) -> bool:
        """Whether the bot itself is mentioned."""
        return f"<@{self.bot_user}" in text


Finder = Callable[[BoltContext], Services]
"""Whose bot is meant by what Slack has sent."""


def always(services: Services) -> Finder:
    """The one there is."""
    return lambda _context: services


def this_process() -> str:
    """A name that no other process has."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"
