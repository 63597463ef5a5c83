"""What somebody says that Slack delivers again, since nobody acknowledged it in time: answered once, by whichever replica.

A change is done once because its delivery is kept with it (`handlers.door`); that it was answered is kept here, when it
was. So what a replica takes and dies over before it answers, another answers.
"""

from collections.abc import Callable

from slack_bolt import BoltContext, BoltRequest, BoltResponse

from bot.services import LOG, Body, Finder, Services
from store.database import Unavailable
from store.history import Author

RETRY = "x-slack-retry-num"
_BY = Author("the bot")


def said(event: Body) -> str:
    """What a message is called as a delivery, in whichever event it comes."""
    return f"message:{event['channel']}:{event['ts']}"


def unless_answered(find: Finder) -> Callable[..., BoltResponse]:
    """Keep from a listener what was answered before; asked only of what Slack says it delivers again."""

    def middleware(
        context: BoltContext,
        body: Body,
        request: BoltRequest,
        next: Callable[[], BoltResponse],  # noqa: A002 - Bolt's name
    ) -> BoltResponse:
        event = body["event"]
        if RETRY in request.headers and "ts" in event and _was_answered(find(context), event):
            return BoltResponse(status=200, body="")
        return next()

    return middleware


def _was_answered(services: Services, event: Body) -> bool:
    with services.assistant.books.open(services.partnership_id, _BY, writes=False) as books:
        return books.deliveries.answer_to(_key(event)) is not None


def answered(services: Services, event: Body) -> None:
    """Keep that it was. Where that cannot be kept, somebody may at worst read the same answer twice."""
    try:
        with services.assistant.books.open(services.partnership_id, _BY, writes=True) as books:
            books.deliveries.remember(_key(event), "")
            books.session.commit()
    except Unavailable:
        LOG.warning("that something was answered could not be kept")


def _key(event: Body) -> str:
    return f"answered:{said(event)}"
