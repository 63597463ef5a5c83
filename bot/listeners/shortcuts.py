"""Shortcuts: "Log as action point" on a message, and "Log an action" from anywhere."""

from datetime import date

from slack_bolt import Ack, App

from bot.answering import Spot
from bot.language.context import Context
from bot.language.due import take_due
from bot.listeners.boundary import bound, spot_of, tell_at
from bot.listeners.forms import open_form
from bot.listeners.links import mark_of
from bot.services import Body, Finder, Services
from handlers.register_requests import AddAction
from store.errors import Ambiguous
from store.names import in_own_name, owners_in
from store.register import MAX_TEXT

FROM_MESSAGE = "log_as_action_point"
FROM_ANYWHERE = "log_an_action"


def register(app: App, find: Finder) -> None:
    """Listen to both."""
    app.shortcut(FROM_MESSAGE)(bound(find, from_message, tell_at))
    app.shortcut(FROM_ANYWHERE)(bound(find, from_anywhere, tell_at))


def from_message(services: Services, ack: Ack, body: Body) -> None:
    """The form, filled with what the message says, and a way back to it."""
    said = body["message"]
    text = services.readable(said.get("text", ""))[:MAX_TEXT]
    source = mark_of(body["channel"]["id"], said["ts"])
    filled = _understood(text, str(said.get("user", "")), source, services)
    open_form(services, body["trigger_id"], filled, spot_of(body))
    ack()


def _understood(text: str, author: str, source: str, services: Services) -> AddAction:
    """Who is to do what by when, as far as the message says so without doubt; the form shows it for correction."""
    words = services.words()
    if speaker := next((p.name for p in words.people if p.slack_user and p.slack_user == author), ""):
        text = in_own_name(text, speaker, words)[:MAX_TEXT]
    today = services.assistant.books.today(words.timezone)
    try:
        owners = tuple(party.name for party in owners_in(text, words, today))
    except Ambiguous:
        owners = ()
    bare, due = take_due(text, Context(words, today))
    if not isinstance(due, date) or due < today:
        return AddAction(text, owners, source=source)
    return AddAction(bare, owners, due, source)


def from_anywhere(services: Services, ack: Ack, body: Body) -> None:
    """The empty form; the receipt comes in a direct message."""
    user = body["user"]["id"]
    direct = services.client.conversations_open(users=user)["channel"]["id"]
    open_form(services, body["trigger_id"], AddAction(""), Spot(user, direct))
    ack()
