"""Installing the bot in a workspace: the page that leads to Slack, the way back from there, and what is said on it.

The exchange itself is Bolt's (`slack_bolt.oauth`). Only serving many workspaces imports this module.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.error import BoltError
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.callback_options import CallbackOptions, FailureArgs, SuccessArgs
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth import OAuthStateUtils
from slack_sdk.oauth.installation_store import Installation

from bot.config import Config
from bot.installations import STATE_LIVES, Installations, States
from bot.logs import of_library
from bot.refusals import word_of
from bot.scopes import ALL_SCOPES
from bot.services import LOG
from store.errors import BookError

INSTALL, BACK = "/slack/install", "/slack/oauth_redirect"
_HEADERS = {
    "Content-Type": ["text/html; charset=utf-8"],
    "Cache-Control": ["no-store"],
    "Content-Security-Policy": [
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ],
    "Referrer-Policy": ["no-referrer"],
    "X-Content-Type-Options": ["nosniff"],
    "X-Robots-Tag": ["noindex"],
}
_WHAT = """\
I keep a partnership's action points, meetings and contacts in Slack, remind people in time, and write the register as a \
committee paper.
On the next page Slack lists what I may do in your workspace. I see messages of the channels that I am invited to, and take \
up only what is said to me or below my own messages; I post, fetch files that I am given and hand over those I write, \
and look up who somebody is. Where an administrator has to approve apps, Slack asks them."""
_FAILED = {
    "access_denied": "You chose not to install me, and nothing was changed.",
    "invalid_browser": "This page belongs to an installation begun in another browser. Nothing was changed.",
    "invalid_state": "That took longer than ten minutes, or this page was opened twice. Nothing was changed.",
    "missing_code": "Slack sent nothing that I can install myself with. Nothing was changed.",
    "invalid_code": "Slack did not confirm the installation. Nothing was changed.",
    "storage_error": "Slack has installed me, but I could not keep that, so I would not answer.",
}
_ORGANISATION = (
    "I was installed for a whole organisation, which I do not support: each partnership has its books in one workspace."
    " I have handed the access back and nothing was kept. Please install me in a single workspace instead."
)


class Declined(BoltError):
    """An installation that is not taken; the text is shown."""


class LaxState(OAuthStateUtils):
    """The cookie that ties the way back to the browser; it goes along when Slack sends somebody back, and else nowhere."""

    def build_set_cookie_for_new_state(self, state: str) -> str:
        return f"{super().build_set_cookie_for_new_state(state)}; SameSite=Lax"


class Installing(OAuthFlow):
    """The two pages. `installed` is told of each workspace that has the bot from now on."""

    def __init__(
        self,
        config: Config,
        client: WebClient,
        installations: Installations,
        states: States,
        installed: Callable[[Installation], None],
    ) -> None:
        settings = OAuthSettings(
            client_id=config.client_id,
            client_secret=config.client_secret,
            scopes=sorted(ALL_SCOPES),
            user_scopes=[],
            redirect_uri=f"{config.public_url}{BACK}",
            install_path=INSTALL,
            redirect_uri_path=BACK,
            callback_options=CallbackOptions(success=self._succeeded, failure=self._failed),
            authorization_url=config.authorize_url,
            installation_store=installations,
            installation_store_bot_only=True,
            state_store=states,
            state_expiration_seconds=STATE_LIVES,
            logger=of_library("bot.oauth"),
        )
        settings.state_utils = LaxState(
            cookie_name=settings.state_cookie_name, expiration_seconds=STATE_LIVES
        )
        super().__init__(client=client, logger=of_library("bot.oauth"), settings=settings)
        self.installed, self.begin = installed, f"{config.public_url}{INSTALL}"

    def handle_installation(self, request: BoltRequest) -> BoltResponse:
        """The page with the button."""
        page = super().handle_installation(request)
        return BoltResponse(status=page.status, body=page.body, headers={**page.headers, **_HEADERS})

    def build_authorize_url(self, state: str, request: BoltRequest) -> str:
        """Slack's page; for one workspace, if the address names it."""
        asked = (request.query.get("team") or [""])[0]
        team = {"team": asked} if re.fullmatch(r"T[A-Z0-9]{1,30}", asked) else {}
        said = {
            "client_id": self.client_id,
            "scope": ",".join(self.settings.scopes or ()),
            "redirect_uri": self.redirect_uri,
            "state": state,
            **team,
        }
        return f"{self.settings.authorization_url}?{urlencode(said)}"

    def build_install_page_html(self, url: str, request: BoltRequest) -> str:
        """What the bot is, and the way to Slack."""
        del request
        return page(
            "Add the Partnership Secretariat to Slack", *_WHAT.splitlines(), link=url, label="Add to Slack"
        )

    def handle_callback(self, request: BoltRequest) -> BoltResponse:
        """The way back. Whatever goes wrong is a page with a sentence."""
        try:
            return super().handle_callback(request)
        except OSError:
            return self._page(
                502, "Not installed", "Slack could not be reached just now. Nothing was changed."
            )
        except BookError as error:
            return self._page(503, "Not installed", str(error))

    def store_installation(self, request: BoltRequest, installation: Installation) -> None:
        """Keep it, but for one of a whole organisation, whose token is handed back."""
        if installation.is_enterprise_install or not installation.team_id or not installation.bot_token:
            self._hand_back(installation)
            raise Declined(_ORGANISATION)
        super().store_installation(request, installation)
        LOG.info("installed in workspace %s", installation.team_id)
        self.installed(installation)

    def _hand_back(self, installation: Installation) -> None:
        try:
            self.client.auth_revoke(token=installation.bot_token or "")
        except (SlackApiError, OSError) as error:
            why = word_of(error) if isinstance(error, SlackApiError) else type(error).__name__
            LOG.warning("a token of an organisation could not be handed back: %s", why)

    def _succeeded(self, args: SuccessArgs) -> BoltResponse:
        there = args.installation
        link = "https://slack.com/app_redirect?" + urlencode(
            {"app": there.app_id or "", "team": there.team_id or ""}
        )
        text = "I have written to you in Slack. From there it goes on: who keeps the books, and which papers you have."
        where = there.team_name or "your workspace"
        return self._page(200, f"Installed in {where}", text, link=link, label="Open Slack")

    def _failed(self, args: FailureArgs) -> BoltResponse:
        if isinstance(args.error, Declined):
            return self._page(409, "Not installed", str(args.error))
        LOG.info("an installation did not come about: %s", args.reason if args.reason in _FAILED else "other")
        why = _FAILED.get(args.reason, "Slack did not go on with the installation. Nothing was changed.")
        return self._page(
            args.suggested_status_code, "Not installed", why, link=self.begin, label="Begin again"
        )

    def _page(self, status: int, title: str, *sentences: str, **link: str) -> BoltResponse:
        """A page that ends the installation, one way or the other; the cookie has had its use."""
        gone = {"Set-Cookie": [self.settings.state_utils.build_set_cookie_for_deletion()]}
        return BoltResponse(status=status, body=page(title, *sentences, **link), headers={**_HEADERS, **gone})


def page(title: str, *sentences: str, link: str = "", label: str = "", points: Any = ()) -> str:
    """A page of ours, every word escaped."""
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = {"title": title, "sentences": sentences, "link": link, "label": label, "points": points}
    return pages.get_template("install.html").render(words)
