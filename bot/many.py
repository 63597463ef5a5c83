"""Many workspaces, put together: installing, whose token, whose books. Loaded only where SLACK_CLIENT_ID is set."""

from collections.abc import Callable, Iterator

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.token_rotation import TokenRotator
from werkzeug import Request, Response
from werkzeug.routing import Rule

from bot.choosing import Choosing
from bot.gate import ByWorkspace, Gate, found
from bot.installations import Installations, States
from bot.installing import BACK, INSTALL, Installing
from bot.inviting import Inviting
from bot.leaving import Leaving
from bot.main import House
from bot.meter import NOBODY_LOOKS, Meter
from bot.metered import MeteredClient
from bot.parts import Parts
from bot.redrawing import Redrawer
from bot.required import unopened
from bot.sealing import Seal
from bot.services import LOG, Services, this_process
from bot.setting_up import Place, SettingUp, invite, tell
from bot.slack import (
    QUICK,
    Within,
    app_with,
    build_services,
    is_complete,
    posting_client,
    respond,
    web_client,
)
from bot.stamping import Stamp, StampingClient
from bot.workspaces import Clients, Making, Workspace, Workspaces
from scheduler.redrawing import Redrawing
from scheduler.ticker import guarded
from store.errors import Invalid

EXCHANGED_WITHIN = 10  # seconds for Slack to take a code or a refresh token
_BACK = "I am back. The books are as you left them, and reminders go on from now."


class Many:
    """One bot in many workspaces. `clients` makes the clients for a token."""

    def __init__(
        self,
        house: House,
        later: Callable[[Callable[[], None]], None],
        meter: Meter = NOBODY_LOOKS,
        clients: Callable[[str], Clients] | None = None,
    ) -> None:
        config = house.config
        self.house, self.later, self.meter = house, later, meter
        self.installations = Installations(config.client_id, house.engine, Seal(config.token_keys))
        self.slack = MeteredClient(meter, base_url=config.slack_api_url, timeout=EXCHANGED_WITHIN)
        self.workspaces = Workspaces(
            house.books,
            self.installations,
            Making(clients or self._clients, self._services),
            TokenRotator(client_id=config.client_id, client_secret=config.client_secret, client=self.slack),
        )
        redrawer = Redrawer(house.assistant, self.workspaces.posting)
        self.redrawing = Redrawing(house.books, redrawer, this_process())
        self.leaving = Leaving(self.workspaces, self.installations, self._aside)
        self.gate = Gate(self.workspaces, self.installations, Inviting(later), Choosing(self.workspaces))
        self.app = self._app()

    def _aside(self, work: Callable[[], None]) -> None:
        self.later(lambda: guarded(work))

    def _clients(self, token: str) -> Clients:
        config, meter = self.house.config, self.meter
        return Clients(
            web_client(config, meter=meter, token=token),
            web_client(config, timeout=QUICK, meter=meter, token=token),
            posting_client(config, meter=meter, token=token),
        )

    def _services(self, workspace: Workspace, partnership: int) -> Services:
        """The bot of a partnership in its workspace."""
        clients, several = workspace.clients, len(workspace.partnerships) > 1
        stamp = Stamp(partnership)
        client = StampingClient(clients.answering, stamp) if several else clients.answering
        services = build_services(
            self.house.config,
            self.house.assistant,
            partnership,
            workspace.bot_user,
            self.later,
            meter=self.meter,
            within=Within(client, clients.quick, self.redrawing, workspace.team),
        )
        if several:
            services.stamp, services.respond = stamp, lambda url, sent: respond(url, stamp(sent))
        return services

    def _app(self) -> App:
        states = States(self.house.engine)
        flow = Installing(self.house.config, self.slack, self.installations, states, self._installed)
        return app_with(
            self.house.config,
            found,
            before=(self.gate.register, self.setting_up().register, self.leaving.register),
            before_authorize=self.gate.arriving,
            authorize=ByWorkspace(),
            oauth_flow=flow,
            oauth_settings=flow.settings,
        )

    def setting_up(self) -> SettingUp:
        """Beginning the books of a workspace."""
        return SettingUp(
            self.house.books, self.gate.place, self.later, self._set_up, is_complete(self.house.config)
        )

    def _set_up(self, place: Place, _partnership: int) -> None:
        self.workspaces.forget(place.team)

    def _installed(self, installation: Installation) -> None:
        """Let reminders go on, where there are books; and write to whoever installed the bot."""
        team, user = str(installation.team_id), str(installation.user_id or "")
        has_books = self.leaving.come_back(team)

        def greet() -> None:
            workspace = self.workspaces.of(team)
            if workspace is None or not user:
                return
            place = self.gate.place_of(workspace)
            tell(place, user, _BACK) if has_books else tell(place, user, **invite(place))

        self._aside(greet)

    def check_keys(self) -> None:
        """Seal with the first key what was sealed with another. Raises Invalid when some of it no key opens."""
        renewed, lost = self.installations.looked_through(reseal=True)
        if renewed:
            LOG.info("%d tokens are sealed with the first of the keys now", renewed)
        if lost:
            raise Invalid(unopened(lost))

    def parts(self) -> Parts:
        """What serving needs."""
        return Parts(
            self.app,
            self.workspaces.posting,
            self.redrawing,
            self.slack.api_test,
            pages=tuple(install_pages(self.app)),
        )


def install_pages(app: App) -> Iterator[Rule]:
    """Where the bot is installed."""
    bolt = SlackRequestHandler(app)

    def view(request: Request) -> Response:
        return Response.from_app(bolt, request.environ, buffered=True)

    for address in (INSTALL, BACK):
        yield Rule(address, endpoint=view, methods=["GET"])
