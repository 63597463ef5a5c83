"""What serving is put together from, whichever way: one workspace with its token in the environment, or many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slack_bolt import App
from slack_sdk import WebClient

from scheduler.redrawing import Redrawing

if TYPE_CHECKING:
    from werkzeug.routing import Rule


@dataclass(frozen=True, slots=True)
class Parts:
    """The Bolt app, and what goes on beside it.

    `posting` gives the client that delivers a partnership's reminders; `redrawing` draws posted ones anew. `partnership`
    is the one whose calendars are given out, None for all of them. `accepted` asks Slack whether the bot can work,
    and `pages` are more that the web server shows.
    """

    app: App
    posting: Callable[[int], WebClient]
    redrawing: Redrawing
    accepted: Callable[[], object]
    partnership: int | None = None
    pages: Sequence["Rule"] = ()
