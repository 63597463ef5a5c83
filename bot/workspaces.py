"""The Slack workspaces that one bot is installed in: whose token, which partnerships, and the bot of each.

What was read of a workspace holds for some seconds, so that what another replica has changed (installed, removed, set
up) is seen soon, and a command costs no query for it. Only serving many workspaces imports this module.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation import TokenRotator

from bot.installations import Installations
from bot.sealing import Unopenable
from bot.services import Services
from bot.stamping import Stamp, StampingClient
from scheduler.errands import Undelivered
from scheduler.ticker import without_words
from scheduler.troubles import Trouble
from store.books import Books
from store.kept import Kept
from store.workspaces import partnerships_in, team_of

LOG = logging.getLogger("bot")
FRESH = 15.0  # seconds for which what was read of a workspace holds
ROTATED_AHEAD = 120  # minutes before it expires that a token is exchanged; they live for twelve hours


@dataclass(frozen=True, slots=True)
class Clients:
    """The ways to one workspace: `answering` people, `quick` while an acknowledgement waits, `posting` reminders."""

    answering: WebClient
    quick: WebClient
    posting: WebClient


@dataclass
class Workspace:
    """One workspace. `partnerships` are those that have their books in it, the oldest first; none until it is set up.

    `read_at` counts seconds.
    """

    team: str
    me: AuthorizeResult
    partnerships: tuple[int, ...]
    clients: Clients
    read_at: float
    services: dict[int, Services] = field(default_factory=dict)

    @property
    def bot_user(self) -> str:
        """The bot's own Slack id there."""
        return self.me.bot_user_id or ""


@dataclass(frozen=True, slots=True)
class Making:
    """How the parts of a workspace are made: clients for a token, and a partnership's bot in it."""

    clients: Callable[[str], Clients]
    services: Callable[[Workspace, int], Services]


class Workspaces:
    """All of them. `elapsed` counts seconds, and `rotator` exchanges tokens that expire."""

    def __init__(
        self,
        books: Books,
        installations: Installations,
        making: Making,
        rotator: TokenRotator,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self.books, self.installations, self.making = books, installations, making
        self.rotator, self.elapsed = rotator, elapsed
        self._known: Kept[str, Workspace] = Kept()
        self._teams: Kept[int, str] = Kept()
        self._rotating = Lock()

    def of(self, team: str) -> Workspace | None:
        """The workspace, if the bot is installed in it."""
        known = self._known.get(team)
        if known is not None and self._is_fresh(known):
            return known
        return self._read(team, known)

    def _is_fresh(self, known: Workspace) -> bool:
        """One that is not set up yet may be so at any moment, and whoever waits for that has little patience."""
        return bool(known.partnerships) and self.elapsed() - known.read_at < FRESH

    def _read(self, team: str, known: Workspace | None) -> Workspace | None:
        try:
            bot = self.books.patience(lambda: self.installations.in_team(team))
        except Unopenable:
            LOG.error("the token of workspace %s cannot be opened with SLACK_TOKEN_KEYS", team)  # noqa: TRY400 - no secrets in the log
            bot = None
        if bot is None or bot.is_enterprise_install:
            self._known.drop(team)
            return None
        bot = self._rotated(bot)
        with self.books.session(writes=False) as session:
            partnerships = tuple(each.id for each in partnerships_in(session, team))
        if known is not None and (known.me.bot_token, known.partnerships) == (bot.bot_token, partnerships):
            known.read_at = self.elapsed()
            return known
        return self._known.put(team, self._made(team, bot, partnerships))

    def _made(self, team: str, bot: Bot, partnerships: tuple[int, ...]) -> Workspace:
        me = AuthorizeResult(
            enterprise_id=bot.enterprise_id,
            team_id=team,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_token=bot.bot_token,
        )
        return Workspace(team, me, partnerships, self.making.clients(bot.bot_token), self.elapsed())

    def _rotated(self, bot: Bot) -> Bot:
        """With a token that holds for a while. One thread exchanges them; another goes on with the old one, which holds.

        Two replicas may try at once, and Slack takes a refresh token once: the other then finds the new token in
        the database, at the latest with the next delivery.
        """
        if bot.bot_refresh_token is None or not self._rotating.acquire(blocking=False):
            return bot
        try:
            renewed = self.rotator.perform_bot_token_rotation(
                bot=bot, minutes_before_expiration=ROTATED_AHEAD
            )
            if renewed is not None:
                self.installations.save_bot(renewed)
        except (SlackTokenRotationError, OSError) as error:
            LOG.error("the token of workspace %s was not exchanged: %s", bot.team_id, without_words(error))  # noqa: TRY400 - as above
            renewed = self.installations.in_team(str(bot.team_id))
        finally:
            self._rotating.release()
        return renewed or bot

    def services(self, workspace: Workspace, partnership_id: int) -> Services:
        """The bot of one of its partnerships."""
        made = workspace.services.get(partnership_id)
        if made is None:
            made = workspace.services.setdefault(
                partnership_id, self.making.services(workspace, partnership_id)
            )
        return made

    def home_of(self, partnership_id: int) -> Workspace | None:
        """The workspace of a partnership, if the bot is installed in it."""
        team = self._teams.get(partnership_id)
        if team is None:
            with self.books.session(writes=False) as session:
                team = team_of(session, partnership_id)
            if team is not None:
                self._teams.put(partnership_id, team)
        return self.of(team) if team else None

    def posting(self, partnership_id: int) -> WebClient:
        """The client that delivers a partnership's reminders. Raises Undelivered where the bot is not installed."""
        workspace = self.home_of(partnership_id)
        if workspace is None:
            raise Undelivered("not installed", trouble=Trouble.NO_ACCESS, certain=True)
        client = workspace.clients.posting
        if len(workspace.partnerships) > 1:
            return StampingClient(client, Stamp(partnership_id))
        return client

    def forget(self, team: str) -> None:
        """Read it anew when it is next asked for."""
        self._known.drop(team)
