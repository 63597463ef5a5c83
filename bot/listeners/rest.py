"""What nobody else wants is acknowledged: an event that is answered with nothing would be delivered again."""

import re

from slack_bolt import Ack, App

from bot.services import Finder

# Events the manifest subscribes to for later use of their content, and anything Slack adds by itself.
_ANY = re.compile(r".*")


def register(app: App, _find: Finder) -> None:
    """Take the rest."""
    app.event(_ANY)(acknowledge)
    app.action(_ANY)(acknowledge)


def acknowledge(ack: Ack) -> None:
    """Say that it arrived."""
    ack()
