"""Before the listeners, where one bot serves many workspaces: which workspace a payload is of, and whose books are meant.

It is a middleware of Bolt's. What it finds stands in the payload's context, where the listeners take it from.
"""

from collections.abc import Callable
from dataclasses import dataclass

from slack_bolt import App, BoltContext, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize

from bot.installations import Installations
from bot.inviting import Inviting, answered, sets_up
from bot.leaving import LEAVING
from bot.services import Body, Services
from bot.setting_up import Place
from bot.workspaces import Workspace, Workspaces
from store.errors import BookError

WORKSPACE, SERVICES = "workspace", "services"
NOT_HERE = (
    "I am not installed in this workspace any more, so I cannot answer. Its books are kept: whoever installs me again"
    " finds them as they were."
)


class ByWorkspace(Authorize):
    """Whose token answers a payload: that of the workspace which it was delivered for."""

    def __init__(self, workspaces: Workspaces) -> None:
        self.workspaces = workspaces

    def __call__(
        self, *, context: BoltContext, team_id: str | None, **_others: object
    ) -> AuthorizeResult | None:
        """None where the bot is not installed: Bolt then says so."""
        workspace = self.workspaces.of(team_id) if team_id else None
        if workspace is None:
            return None
        context[WORKSPACE] = workspace
        return workspace.me


def found(context: BoltContext) -> Services:
    """Whose bot the gate has found: `bot.services.Finder`."""
    services: Services = context[SERVICES]
    return services


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets through what is meant for some books, and answers what is meant for none."""

    workspaces: Workspaces
    installations: Installations
    inviting: Inviting

    def register(self, app: App) -> None:
        """Stand before every listener."""
        app.use(self.passing)

    def passing(
        self,
        context: BoltContext,
        body: Body,
        next: Callable[[], BoltResponse],  # noqa: A002 - Bolt's name
    ) -> BoltResponse:
        """Find whose books are meant. A payload that sets up, or says that the bot is gone, is meant for none."""
        if (body.get("event") or {}).get("type") in LEAVING or sets_up(body):
            return next()
        workspace: Workspace = context[WORKSPACE]
        try:
            services = self._meant(workspace)
            if services is None:
                return self.inviting.answer(self.place_of(workspace), body)
        except BookError as error:
            return answered(body, {"text": str(error)})
        context[SERVICES] = services
        return next()

    def _meant(self, workspace: Workspace) -> Services | None:
        """The bot of the partnership that is meant; None while there are no books."""
        if not workspace.partnerships:
            return None
        return self.workspaces.services(workspace, workspace.partnerships[0])

    def place(self, context: BoltContext) -> Place:
        """The workspace of a payload, for setting it up."""
        return self.place_of(context[WORKSPACE])

    def place_of(self, workspace: Workspace) -> Place:
        """The same of one that is known."""
        installer = self.installations.installer(workspace.team)
        return Place(
            workspace.team,
            workspace.clients.answering,
            workspace.clients.quick,
            len(workspace.partnerships),
            installer,
        )
