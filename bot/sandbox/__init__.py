"""A Slack-compatible workspace on this machine, for the demo and for tests against the real protocol.

`fetch` gets the server, `LocalSlack` runs it, `Control` acts in it as people do. Nothing of the bot itself
depends on this package.
"""

from bot.sandbox.control import Control, Submission
from bot.sandbox.download import fetch
from bot.sandbox.errors import SandboxError
from bot.sandbox.server import LocalSlack
from bot.sandbox.shapes import Channel, LogEntry, Message, Page, SlackApp, State, User, Workspace

__all__ = [
    "Channel",
    "Control",
    "LocalSlack",
    "LogEntry",
    "Message",
    "Page",
    "SandboxError",
    "SlackApp",
    "State",
    "Submission",
    "User",
    "Workspace",
    "fetch",
]
