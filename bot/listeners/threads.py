"""What a thread is about: remembered, or read off the message above it."""

from bot.answering import Spot
from bot.assistant import Memory
from bot.blocks.message import POINT
from bot.services import Services
from handlers.desk import Caller
from scheduler.outbox import session_posted_at


def about_thread(services: Services, caller: Caller, spot: Spot) -> Memory:
    """What is known of the thread; the message above it is asked for once, when nothing is."""
    memory = services.assistant.recall(caller)
    about = memory.about or (() if memory.targets else _about_of_parent(services, spot))
    meeting = _meeting_of_parent(services, spot)
    return Memory(about, memory.offered, memory.last, meeting, memory.targets)


def _meeting_of_parent(services: Services, spot: Spot) -> int | None:
    """The meeting whose reminder stands above the thread."""
    with services.assistant.books.session(writes=False) as session:
        return session_posted_at(session, services.partnership_id, spot.channel, spot.thread)


def _about_of_parent(services: Services, spot: Spot) -> tuple[str, ...]:
    """What the message above is about, read off its block ids: answers in acknowledgements have no other trace."""
    if not services.seen.first_time(f"parent:{spot.channel}:{spot.thread}"):
        return ()
    found = services.client.conversations_replies(channel=spot.channel, ts=spot.thread, limit=1)
    parent = (found.get("messages") or [{}])[0]
    if not (parent.get("bot_id") or parent.get("app_id")) or parent.get("user") not in (
        services.bot_user,
        None,
    ):
        return ()
    ids = (str(block.get("block_id", "")).split("|") for block in parent.get("blocks", []))
    about = tuple(dict.fromkeys(parts[1] for parts in ids if parts[0] == POINT and len(parts) > 1))
    if about:
        place = f"{spot.channel}:{spot.thread}"
        services.assistant.remember_about(services.partnership_id, place, list(about), None)
    return about
