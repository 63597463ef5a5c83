"""App Home: what is mine, what is next, and every screen has a way back."""

import msgspec
from slack_bolt import Ack, App

from bot.blocks.message import blocks
from bot.blocks.pieces import HOME_LIMIT
from bot.listeners.boundary import bound, tell_at
from bot.services import Body, Services
from handlers.replies import Button
from handlers.requests import AnyRequest, Home


def register(app: App, services: Services) -> None:
    """Listen to Home being opened."""
    app.event("app_home_opened")(bound(services, opened, tell_at(services)))


def opened(services: Services, ack: Ack, body: Body) -> None:
    """Draw Home for whoever opened it. The Messages tab is a conversation and needs no drawing."""
    ack()
    if body["event"].get("tab", "home") == "home":
        publish(services, body["event"]["user"], Home())


def publish(services: Services, user: str, request: AnyRequest) -> None:
    """Show the answer to `request` as the person's Home; away from Home itself there is a way back."""
    reply = services.handle(request, services.caller(user))
    if not isinstance(request, Home):
        reply = msgspec.structs.replace(reply, buttons=(*reply.buttons, Button("Back to Home", Home())))
    view = {"type": "home", "blocks": blocks(reply, services.zone(), request, HOME_LIMIT)}
    services.client.views_publish(user_id=user, view=view)
