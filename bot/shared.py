"""Channels that are shared with another workspace (Slack Connect) where both have the bot: which of the two is asked.

Slack delivers what happens there once for the app, and names one installation that may see it; with several it is not said
which of them (https://docs.slack.dev/apis/events-api, `authorizations`; slackapi/bolt-js#2008), and some see it delivered
for each. The two bots are two users, though: who is mentioned, whose message somebody replies to, reacts to or presses a
button of, is asked. That is the same in each delivery, so both lead to the same books, which note that it was answered.
"""

import re
from collections.abc import Iterator

from bot.services import Body
from store.books import Books
from store.history import Author

_MENTION = re.compile(r"<@([A-Z0-9]+)")
MENTIONS = 10  # of a text that are looked at
_BY = Author("the bot")


def asked(body: Body) -> Iterator[str]:
    """The users who may be asked by something that comes from a shared channel, the likeliest first."""
    event = body.get("event") or {}
    if body.get("is_ext_shared_channel"):
        yield from _MENTION.findall(str(event.get("text") or ""))[:MENTIONS]
        yield from (str(event[name]) for name in ("parent_user_id", "item_user") if event.get(name))
    elif body.get("type") == "block_actions" and (said := (body.get("message") or {}).get("user")):
        yield str(said)


def was_told(books: Books, partnership_id: int, body: Body) -> bool:
    """Whether something said in a shared channel was delivered before, to any replica; from now on it was.

    Slack has had an answer to that. What it delivers again because it had none is another matter: see `bot.listeners`.
    """
    event = body.get("event") or {}
    if not body.get("is_ext_shared_channel") or "ts" not in event:
        return False
    key = f"shared:{event.get('type')}:{event.get('channel')}:{event['ts']}"
    with books.open(partnership_id, _BY, writes=True) as opened:
        if opened.deliveries.answer_to(key) is not None:
            return True
        opened.deliveries.remember(key, "")
        opened.session.commit()
    return False
