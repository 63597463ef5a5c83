"""What the listeners are given: the assistant, who people are, the way to Slack, and a place for slow work."""

import html
import logging
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from bot.assistant import Assistant
from bot.identity import Identity
from handlers.desk import Audience, Caller
from store.vocabulary import Vocabulary

LOG = logging.getLogger("bot")
SEEN = 2_000

_LINK = re.compile(r"<((?:https?|mailto|tel):[^|>]+)(?:\|([^>]*))?>")
_USER = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")


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


@dataclass
class Services:
    """One partnership's bot in one workspace.

    `later` runs slow work outside the acknowledgement; `respond` posts to a `response_url` and returns the status;
    `pickers` is whether this Slack draws menus that search; whoever draws a post anew holds `redrawing`, so that the last
    to do so shows what is true then.
    """

    assistant: Assistant
    identity: Identity
    client: WebClient
    partnership_id: int
    bot_user: str
    later: Callable[[Callable[[], None]], None]
    respond: Callable[[str, Body], int]
    pickers: bool = True
    seen: Recent = field(default_factory=Recent)
    redrawing: Lock = field(default_factory=Lock)

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
        """What a person typed, without Slack's wrapping: entities, links, and mentions of people the books know."""
        names = {p.slack_user: p.name for p in self.words().people if p.slack_user} if "<@" in text else {}
        text = _LINK.sub(
            lambda m: m[1].partition(":")[2] if m[1].startswith(("mailto", "tel")) else m[1], text
        )
        text = _USER.sub(lambda m: names.get(m[1], m[0]) if m[1] != self.bot_user else m[0], text)
        return html.unescape(text)

    def is_mentioned(self, text: str) -> bool:
        """Whether the bot itself is mentioned."""
        return f"<@{self.bot_user}" in text
