"""Pickers: the options of a search field while somebody types, and menus whose choice draws a message anew."""

import re

from slack_bolt import Ack, App

from bot.blocks.owners import OWNERS, PEOPLE, owners_found
from bot.blocks.press import PICK
from bot.listeners.boundary import bound, tell_at
from bot.listeners.buttons import press
from bot.services import Body, Finder, Services
from handlers.access import Operation


def register(app: App, find: Finder) -> None:
    """Listen to both."""
    for picker in (OWNERS, PEOPLE):
        app.options(picker)(bound(find, offered, _nobody))
    app.action(re.compile(rf"^{PICK}\|"))(bound(find, picked, tell_at))


def offered(services: Services, ack: Ack, body: Body) -> None:
    """Who may be picked. Names only, and only for those who may read the directory."""
    caller = services.caller(body["user"]["id"])
    if not services.assistant.may(caller, Operation.READ):
        ack(options=[])
        return
    words = services.words()
    today = services.assistant.books.today(words.timezone)
    people_only = body.get("action_id") == PEOPLE
    groups = owners_found(str(body.get("value") or ""), words, today, people_only=people_only)
    ack(option_groups=groups) if groups else ack(options=[])


def _nobody(_services: Services, ack: Ack, _body: Body, _sentence: str) -> None:
    """A menu has no place for a sentence; names can still be typed into the field below it."""
    ack(options=[])


def picked(services: Services, ack: Ack, body: Body) -> None:
    """A choice carries a request as a button does."""
    choice = body["actions"][0]
    value = (choice.get("selected_option") or {}).get("value")
    press(services, ack, {**body, "actions": [{**choice, "value": value}]})
