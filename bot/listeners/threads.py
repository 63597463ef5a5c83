"""What a thread is about: remembered, or read off the message above it."""

from types import MappingProxyType

from bot.answering import Spot
from bot.assistant import Memory, Offer
from bot.blocks.message import POINT, TARGET
from bot.services import Services
from handlers.desk import Caller
from scheduler.outbox import session_posted_at
from store.plan_views import REMEMBERED

_BEFORE = MappingProxyType({POINT: "", TARGET: REMEMBERED})  # what stands before each in the memory


def about_thread(services: Services, caller: Caller, spot: Spot) -> Memory:
    """What is known of the thread; the message above it is asked for once, when nothing is."""
    memory = services.assistant.recall(caller)
    known = memory.about or memory.targets
    above = Memory.of([] if known else _about_of_parent(services, spot), Offer())
    meeting = _meeting_of_parent(services, spot)
    about, targets = memory.about or above.about, memory.targets or above.targets
    return Memory(about, memory.offered, memory.last, meeting, targets, memory.by)


def _meeting_of_parent(services: Services, spot: Spot) -> int | None:
    """The meeting whose reminder stands above the thread."""
    with services.assistant.books.session(writes=False) as session:
        return session_posted_at(session, services.partnership_id, spot.channel, spot.thread)


def _about_of_parent(services: Services, spot: Spot) -> list[str]:
    """What the message above is about, read off its block ids: answers in acknowledgements have no other trace."""
    if not services.seen.first_time(f"parent:{spot.channel}:{spot.thread}"):
        return []
    found = services.client.conversations_replies(channel=spot.channel, ts=spot.thread, limit=1)
    parent = (found.get("messages") or [{}])[0]
    if not (parent.get("bot_id") or parent.get("app_id")) or parent.get("user") not in (
        services.bot_user,
        None,
    ):
        return []
    ids = (str(block.get("block_id", "")).split("|") for block in parent.get("blocks", []))
    named = (parts for parts in ids if parts[0] in _BEFORE and len(parts) > 1)
    about = list(dict.fromkeys(f"{_BEFORE[parts[0]]}{parts[1]}" for parts in named))
    if about:
        place = f"{spot.channel}:{spot.thread}"
        services.assistant.remember_about(services.partnership_id, place, about, None)
    return about
