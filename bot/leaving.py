"""What becomes of a workspace when Slack says that the bot was removed from it: the tokens go, the books stay."""

from collections.abc import Callable
from dataclasses import dataclass

from slack_bolt import App
from slack_sdk.errors import SlackApiError

from bot.installations import Installations
from bot.refusals import word_of
from bot.services import LOG, Body
from bot.workspaces import Workspace, Workspaces
from store.workspaces import left, returned

LEAVING = ("app_uninstalled", "tokens_revoked")
# Slack's own troubles, which say nothing of the token.
_NO_ANSWER = frozenset({"ratelimited", "internal_error", "fatal_error", "service_unavailable"})


@dataclass(frozen=True, slots=True)
class Leaving:
    """Puts workspaces away and takes them back.

    Of an uninstalling Slack may tell late, when the bot has been installed again; so it is asked whether the token is
    dead. Of one workspace it tells twice, in any order.
    """

    workspaces: Workspaces
    installations: Installations
    later: Callable[[Callable[[], None]], None]

    def register(self, app: App) -> None:
        """Listen to both events."""
        for event in LEAVING:
            app.event(event)(self.told)

    def told(self, body: Body) -> None:
        """Look into it a little later, since Slack is asked first."""
        team = str(body.get("team_id") or "")
        self.later(lambda: self.leave(team))

    def leave(self, team: str) -> None:
        """Put the workspace away, unless its token is as good as ever: nobody in it is written to from now on."""
        workspace = self.workspaces.of(team)
        if workspace is not None and not _is_dead(workspace):
            return
        self.installations.remove(team)
        self.workspaces.forget(team)
        with self.workspaces.books.session(writes=True) as session:
            count = left(session, team, self.workspaces.books.clock.now())
            session.commit()
        if workspace is not None or count:
            LOG.warning("removed from workspace %s: the books of %d partnerships wait there", team, count)

    def come_back(self, team: str) -> bool:
        """The bot is installed there, perhaps again; whether there are books, whose reminders then go on."""
        self.workspaces.forget(team)
        with self.workspaces.books.session(writes=True) as session:
            returned(session, team)
            session.commit()
        workspace = self.workspaces.of(team)
        return workspace is not None and bool(workspace.partnerships)


def _is_dead(workspace: Workspace) -> bool:
    """Whether Slack refuses its token. Without an answer the event is taken at its word."""
    try:
        workspace.clients.posting.auth_test()
    except SlackApiError as error:
        return word_of(error) not in _NO_ANSWER
    except OSError:
        return True
    return False
