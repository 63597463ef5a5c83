"""App Home: what is mine, what is next, and every screen has a way back."""

from dataclasses import dataclass

import msgspec
from slack_bolt import Ack, App
from slack_sdk.errors import SlackApiError

from bot.blocks.message import blocks
from bot.blocks.pieces import HOME_LIMIT, Json
from bot.listeners.boundary import bound, guarded, tell_at
from bot.prompts import suggest
from bot.refusals import word_of
from bot.services import LOG, Body, Finder, Services
from handlers.replies import Button, Chart, Reply
from handlers.requests import AnyRequest, Home


def register(app: App, find: Finder) -> None:
    """Listen to Home being opened."""
    app.event("app_home_opened")(bound(find, opened, tell_at))


def opened(services: Services, ack: Ack, body: Body) -> None:
    """Draw Home for whoever opened it. The Messages tab is a conversation: there, something to ask is suggested."""
    ack()
    event = body["event"]
    if event.get("tab", "home") == "home":
        publish(services, event["user"], Home())
    elif event.get("channel"):
        services.later(lambda: guarded(lambda: suggest(services, event["user"], event["channel"]), _nobody))


def publish(services: Services, user: str, request: AnyRequest) -> None:
    """Show the answer to `request` as the person's Home; away from Home itself there is a way back.

    A chart without a picture stands there in text, and its picture takes that place once Slack has it.
    """
    reply = services.handle(request, services.caller(user))
    if not isinstance(request, Home):
        reply = msgspec.structs.replace(reply, buttons=(*reply.buttons, Button("Back to Home", Home())))
    page = _Page(services, user, reply, request)
    chart = next((part for part in reply.parts if isinstance(part, Chart)), None)
    if chart is None:
        page.show()
    elif picture := services.pictures.of(chart):
        page.show_with(chart, picture)
    else:
        shown = page.show()
        services.later(lambda: guarded(lambda: _with_picture(page, chart, shown), _nobody))


@dataclass(frozen=True, slots=True)
class _Page:
    """A person's Home, to be shown with or without the picture of its chart."""

    services: Services
    user: str
    reply: Reply
    request: AnyRequest

    def show(self, picture: Json | None = None, instead_of: str | None = None) -> str:
        """Publish it; the hash that Slack gives it. `instead_of`: only if that one is shown still."""
        drawn = blocks(self.reply, self.services.zone(), self.request, HOME_LIMIT, picture)
        view = {"type": "home", "blocks": drawn}
        shown = self.services.client.views_publish(user_id=self.user, view=view, hash=instead_of)
        self.services.homes[self.user] = str(shown["view"].get("hash") or "")
        return self.services.homes[self.user]

    def show_with(self, chart: Chart, picture: Json) -> None:
        """Publish it with that picture; in text if Slack will not have it."""
        try:
            self.show(picture)
        except SlackApiError as error:
            LOG.warning("a picture in Home was refused: %s", word_of(error))
            self.show()
            self.services.pictures.refused(chart)


def _with_picture(page: _Page, chart: Chart, shown: str) -> None:
    """Put the picture where the text stands, unless the person has gone on to another screen meanwhile."""
    services = page.services
    picture = services.pictures.make(chart)
    if picture is None or services.homes.get(page.user) != shown:
        return
    try:
        page.show(picture, instead_of=shown or None)
    except SlackApiError as error:
        if word_of(error) != "hash_conflict":
            LOG.warning("a picture in Home was refused: %s", word_of(error))
            services.pictures.refused(chart)


def _nobody(_sentence: str) -> None:
    """The chart stands there in text, so nothing is missing that somebody would have to be told."""
