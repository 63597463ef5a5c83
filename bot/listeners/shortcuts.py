"""Shortcuts: "Log as action point" on a message, and "Log an action" from anywhere."""

from slack_bolt import Ack, App

from bot.answering import Spot
from bot.listeners.boundary import bound, spot_of, tell_at
from bot.listeners.forms import open_form
from bot.services import Body, Services
from handlers.requests import AddAction
from store.register import MAX_TEXT

FROM_MESSAGE = "log_as_action_point"
FROM_ANYWHERE = "log_an_action"


def register(app: App, services: Services) -> None:
    """Listen to both."""
    app.shortcut(FROM_MESSAGE)(bound(services, from_message, tell_at(services)))
    app.shortcut(FROM_ANYWHERE)(bound(services, from_anywhere, tell_at(services)))


def from_message(services: Services, ack: Ack, body: Body) -> None:
    """The form, filled with what the message says, and a way back to it."""
    said = body["message"]
    text = services.readable(said.get("text", ""))[:MAX_TEXT]
    source = f"slack:{body['channel']['id']}:{said['ts']}"
    open_form(services, body["trigger_id"], AddAction(text, source=source), spot_of(body))
    ack()


def from_anywhere(services: Services, ack: Ack, body: Body) -> None:
    """The empty form; the receipt comes in a direct message."""
    user = body["user"]["id"]
    direct = services.client.conversations_open(users=user)["channel"]["id"]
    open_form(services, body["trigger_id"], AddAction(""), Spot(user, direct))
    ack()
