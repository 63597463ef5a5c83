"""The bot's installations in Slack workspaces, as the Slack SDK keeps them, with the tokens sealed.

Only serving many workspaces imports this module: the SDK's stores load SQLAlchemy's asyncio and greenlet.
"""

from datetime import UTC, datetime
from typing import Any

from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import Engine, Select, Table, delete, desc, func, select

from bot.logs import of_library
from bot.sealing import Seal, Sealed, Unopenable
from store.database import translated
from store.tables.workspaces import BOTS, INSTALLATIONS

STATE_LIVES = 600  # seconds between the page with the button and the way back from Slack
SECRET = (
    *("bot_token", "bot_refresh_token", "user_token", "user_refresh_token"),
    "incoming_webhook_url",
)


class Installations(SQLAlchemyInstallationStore):
    """One installation for each workspace: the last one. A team's id is its own, whatever organisation it is in.

    Writing transactions wait for their turn from the start, see `store.database`.
    """

    def __init__(self, client_id: str, engine: Engine, seal: Seal) -> None:
        super().__init__(
            client_id, engine.execution_options(writes=True), logger=of_library("bot.installations")
        )
        self.seal, self.reading = seal, engine
        for table in (self.bots, self.installations):
            for name in SECRET:
                if name in table.columns:
                    table.columns[name].type = Sealed(seal)

    def save(self, installation: Installation) -> None:
        """Keep it in the place of earlier ones of that workspace."""
        with translated():
            super().save(installation)
            self._only_last(installation.team_id)

    def save_bot(self, bot: Bot) -> None:
        """Keep a token that has been exchanged for the one before."""
        with translated():
            super().save_bot(bot)
            self._only_last(bot.team_id)

    def _only_last(self, team: str | None) -> None:
        with self.engine.begin() as connection:
            for table in (self.installations, self.bots):
                theirs = self._of(table, team)
                last = connection.scalar(theirs.limit(1))
                connection.execute(delete(table).where(table.c.id.in_(theirs), table.c.id != last))

    def _of(self, table: Table, team: str | None) -> Select[Any]:
        """The ids of a workspace's rows, the last one first."""
        theirs = select(table.c.id).where(table.c.client_id == self.client_id, table.c.team_id == team)
        return theirs.order_by(desc(table.c.installed_at), desc(table.c.id))

    def in_team(self, team: str) -> Bot | None:
        """The bot of a workspace. Raises Unopenable when its token was sealed with a key that is not at hand."""
        last = self._of(self.bots, team).limit(1).scalar_subquery()
        with translated(), self.reading.connect() as connection:
            row = connection.execute(self.bots.select().where(self.bots.c.id == last)).mappings().first()
        return self.build_bot_entity(row) if row else None

    def team_of(self, bot_user: str) -> str | None:
        """The workspace whose bot that user is."""
        mine = select(self.bots.c.team_id).where(self.bots.c.client_id == self.client_id)
        theirs = mine.where(self.bots.c.bot_user_id == bot_user).order_by(desc(self.bots.c.id)).limit(1)
        with translated(), self.reading.connect() as connection:
            return connection.scalar(theirs)

    def installer(self, team: str) -> str:
        """The Slack id of whoever installed the bot there last; empty when it is not installed."""
        table = self.installations
        last = self._of(table, team).limit(1).scalar_subquery()
        with translated(), self.reading.connect() as connection:
            return str(connection.scalar(select(table.c.user_id).where(table.c.id == last)) or "")

    def teams(self) -> list[str]:
        """The workspaces that the bot is installed in."""
        mine = select(self.bots.c.team_id).where(self.bots.c.client_id == self.client_id)
        with translated(), self.reading.connect() as connection:
            return list(connection.scalars(mine.order_by(self.bots.c.id)))

    def count(self) -> int:
        """How many there are."""
        mine = select(func.count()).select_from(self.bots).where(self.bots.c.client_id == self.client_id)
        with translated(), self.reading.connect() as connection:
            return connection.scalar(mine) or 0

    def remove(self, team: str) -> None:
        """Delete a workspace's tokens, and who installed the bot there."""
        with translated(), self.engine.begin() as connection:
            for table in (self.installations, self.bots):
                connection.execute(delete(table).where(table.c.id.in_(self._of(table, team))))

    def looked_through(self, *, reseal: bool = False) -> tuple[int, list[str]]:
        """How many tokens another key than the first has sealed, and the workspaces whose tokens no key opens.

        With `reseal` the first key seals them from now on.
        """
        earlier, lost = 0, dict[str, None]()
        for table in (INSTALLATIONS, BOTS):
            for row_id, team, sealed in self._sealed(table):
                try:
                    again = {
                        name: self.seal.seal(self.seal.open(text))
                        for name, text in sealed.items()
                        if not self.seal.is_of_first(text)
                    }
                except Unopenable:
                    lost[team] = None
                    continue
                earlier += len(again)
                if again and reseal:
                    with translated(), self.engine.begin() as connection:
                        connection.execute(table.update().where(table.c.id == row_id).values(again))
        return earlier, list(lost)

    def _sealed(self, table: Table) -> list[tuple[int, str, dict[str, str]]]:
        """Each row of a table with what is sealed in it, as it stands there."""
        names = [name for name in SECRET if name in table.columns]
        with translated(), self.reading.connect() as connection:
            rows = (
                connection.execute(select(table).where(table.c.client_id == self.client_id)).mappings().all()
            )
        return [
            (row["id"], row["team_id"], {name: row[name] for name in names if row[name] is not None})
            for row in rows
        ]


class States(SQLAlchemyOAuthStateStore):
    """What tells that somebody who comes back from Slack began here: each counts once, and for ten minutes."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(
            STATE_LIVES, engine.execution_options(writes=True), logger=of_library("bot.installations")
        )

    def issue(self, *args: Any, **kwargs: Any) -> str:
        """A new one; those that nobody came back with are cleared away."""
        with translated():
            with self.engine.begin() as connection:
                connection.execute(delete(self.oauth_states).where(self.oauth_states.c.expire_at < _now()))
            return super().issue(*args, **kwargs)

    def consume(self, state: str) -> bool:
        """Whether it is one of ours; from now on it is not. In one statement, so that two cannot both have it."""
        states = self.oauth_states
        mine = delete(states).where(states.c.state == state, states.c.expire_at > _now())
        with translated(), self.engine.begin() as connection:
            return connection.execute(mine).rowcount == 1


def _now() -> datetime:
    """As the SDK stores it: without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)
