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
from bot.services import Services


def register(app: App, services: Services) -> None:
    """Everything the bot listens to. `rest` comes last: it takes what nobody else wants."""
    commands.register(app, services)
    buttons.register(app, services)
    pickers.register(app, services)
    forms.register(app, services)
    shortcuts.register(app, services)
    home.register(app, services)
    messages.register(app, services)
    reactions.register(app, services)
    people.register(app, services)
    rest.register(app, services)
