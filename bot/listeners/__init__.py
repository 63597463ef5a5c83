"""Slack payloads become Requests: one module per surface, each with `register(app, services)`, in one list."""

from slack_bolt import App

from bot.listeners import (
    buttons,
    commands,
    forms,
    home,
    messages,
    people,
    pickers,
    reactions,
    rest,
    shortcuts,
)
from bot.services import Finder


def register(app: App, find: Finder) -> None:
    """Everything the bot listens to. `rest` comes last: it takes what nobody else wants."""
    commands.register(app, find)
    buttons.register(app, find)
    pickers.register(app, find)
    forms.register(app, find)
    shortcuts.register(app, find)
    home.register(app, find)
    messages.register(app, find)
    reactions.register(app, find)
    people.register(app, find)
    rest.register(app, find)
