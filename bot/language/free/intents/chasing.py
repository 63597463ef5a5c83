"""Wishing that an owner be written to: what is known of it, and that the bot reminds them by rules of its own."""

import re

from bot.language.free.intent import Intent
from bot.language.free.polite import said_of
from bot.language.free.reading import Reading
from bot.language.free.targets import point_named
from handlers.register_requests import ListActions, ShowAction
from handlers.requests import Answers, AnyRequest, AskBack
from store.register_reading import State

_CHASE = re.compile(
    r"\s*(?:(?:chase|gee)(?:\s+up)?|nudge|prod|poke|hassle|ping|remind)\s+(?:the\s+)?(?P<whom>\S.*)$",
    re.IGNORECASE,
)


def _chased(r: Reading) -> AnyRequest | None:
    """How the action point stands of which somebody is to be reminded, or what they have open."""
    found = _CHASE.match(said_of(r.line).line)
    whom = next((each for each in r.parties if found and found["whom"].startswith(each.said)), None)
    if whom is None or ("PAPERS" in r.signals and not r.refs):
        return None
    refs = point_named(r) if r.refs or any(r.known_topic(place) for place in r.left) else []
    shown = ShowAction(refs[0]) if len(refs) == 1 else ListActions(State.OPEN, whom.name)
    told = AskBack(
        f"I cannot write to {whom.name} for you, so nothing was sent and nothing was changed. I remind owners by myself: before the"
        f" report deadline, and at growing intervals once something is overdue. `/contacts {whom.name}` says how to reach them."
    )
    return Answers((told, shown))


CHASING = (
    Intent(
        "Chasing an owner",
        (),
        _chased,
        ("chase helen bartosz about 02/06", "please remind farah about 02/02", "can you chase daniel about the noise one", "nudge the police", "can you prod tom for an answer on 02/10"),
        whole=True,
    ),
)  # fmt: skip
