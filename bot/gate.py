"""Before the listeners, where one bot serves many workspaces: which workspace a payload is of, and whose books are meant.

It is a middleware of Bolt's. What it finds stands in the payload's context, where the listeners take it from.
"""

from collections.abc import Callable
from dataclasses import dataclass

from slack_bolt import Ack, App, BoltContext, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize

from bot.blocks.pieces import Json
from bot.choosing import SWITCH, Choosing, chooses, line_of
from bot.installations import Installations
from bot.inviting import Inviting, answered, sets_up
from bot.leaving import LEAVING
from bot.listeners.people import changed
from bot.listeners.repeated import RETRY
from bot.services import Body, Services
from bot.setting_up import Place, invite
from bot.shared import asked, was_told
from bot.workspaces import Workspace, Workspaces
from store.errors import BookError

WORKSPACE, SERVICES = "workspace", "services"
ANOTHER = frozenset({"setup", "set up"})
NOT_HERE = (
    "I am not installed in this workspace any more, so I cannot answer. Its books are kept: whoever installs me again"
    " finds them as they were."
)


class ByWorkspace(Authorize):
    """Whose token answers a payload: that of the workspace which it was delivered for, as the gate has found it."""

    def __init__(self) -> None:
        """Bolt's own has no types."""

    def __call__(self, *, context: BoltContext, **_others: object) -> AuthorizeResult:
        workspace: Workspace = context[WORKSPACE]
        return workspace.me


def found(context: BoltContext) -> Services:
    """Whose bot the gate has found: `bot.services.Finder`."""
    services: Services = context[SERVICES]
    return services


_OF_NO_WORKSPACE = frozenset({"url_verification", "ssl_check"})


def _says_that_it_left(body: Body) -> bool:
    return (body.get("event") or {}).get("type") in LEAVING


def _failed(body: Body, error: BookError) -> BoltResponse:
    """The books cannot be read: whoever typed a command is told, and anything else Slack delivers again."""
    return answered(body, {"text": str(error)}) if "command" in body else BoltResponse(status=503, body="")


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets through what is meant for some books, and answers what is meant for none."""

    workspaces: Workspaces
    installations: Installations
    inviting: Inviting
    choosing: Choosing

    def arriving(
        self,
        context: BoltContext,
        body: Body,
        next: Callable[[], BoltResponse],  # noqa: A002 - Bolt's name
    ) -> BoltResponse:
        """Before Bolt asks for a token: find the workspace. What is of none is answered or acknowledged here."""
        if body.get("type") in _OF_NO_WORKSPACE or _says_that_it_left(body):
            return next()
        try:
            workspace = self._asked(self.workspaces.of(context.team_id) if context.team_id else None, body)
        except BookError as error:
            return _failed(body, error)
        if workspace is None:
            return answered(body, {"text": NOT_HERE})
        context[WORKSPACE] = workspace
        return next()

    def _asked(self, named: Workspace | None, body: Body) -> Workspace | None:
        """The workspace whose bot is asked, where others share the channel; else the one that Slack has named."""
        for user in asked(body):
            if named is not None and user == named.bot_user:
                return named
            team = self.installations.team_of(user)
            if team is not None and (other := self.workspaces.of(team)) is not None:
                return other
        return named

    def register(self, app: App) -> None:
        """Stand before every listener."""
        app.use(self.passing)
        self.choosing.register(app, self.place)

    def passing(
        self,
        context: BoltContext,
        body: Body,
        request: BoltRequest,
        next: Callable[[], BoltResponse],  # noqa: A002 - Bolt's name
    ) -> BoltResponse:
        """Find whose books are meant. A payload that sets up, or says that the bot is gone, is meant for none."""
        if _says_that_it_left(body) or sets_up(body) or chooses(body) or WORKSPACE not in context:
            return next()
        workspace: Workspace = context[WORKSPACE]
        try:
            message = self._instead(workspace, body)
            if message is not None:
                return self.inviting.answer(self.place_of(workspace), body, message)
            if (body.get("event") or {}).get("type") == "user_change":
                self._tell_the_others(workspace, body)
                meant: int | None = workspace.partnerships[0]
            else:
                meant = self.choosing.meant(workspace, body)
            if meant is None:
                return self.inviting.answer(self.place_of(workspace), body, self.choosing.question(workspace))
            if RETRY not in request.headers and was_told(self.workspaces.books, meant, body):
                return BoltResponse(status=200, body="")
        except BookError as error:
            return _failed(body, error)
        context[SERVICES] = self.workspaces.services(workspace, meant)
        return next()

    def _instead(self, workspace: Workspace, body: Body) -> Json | None:
        """What is said to somebody who means no books at all, or none that are there."""
        line = line_of(body)
        if line in ANOTHER or not workspace.partnerships:
            return invite(self.place_of(workspace))
        if line in SWITCH and len(workspace.partnerships) > 1:
            return self.choosing.question(workspace)
        return None

    def _tell_the_others(self, workspace: Workspace, body: Body) -> None:
        """That an account is closed concerns every partnership of the workspace; the listener tells the first."""
        for other in workspace.partnerships[1:]:
            changed(self.workspaces.services(workspace, other), Ack(), body)  # type: ignore[no-untyped-call]  # Bolt's has no types

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
