"""Reactions: an owner's check mark closes an action point, a lead's reports on a target; taking it away takes that back."""

from collections.abc import Callable
from dataclasses import dataclass

from slack_bolt import Ack, App

from bot.answering import Answering, Spot
from bot.listeners.boundary import bound, guarded, tell_at
from bot.listeners.threads import about_thread
from bot.services import Body, Finder, Services
from handlers.desk import Audience
from handlers.plan_requests import NoteProgress, ReopenTarget
from handlers.register_requests import CloseAction, ReopenAction
from handlers.requests import AnyRequest
from store.plan_views import REMEMBERED
from store.reference import Reference

CHECK_MARKS = frozenset({"white_check_mark", "heavy_check_mark", "ballot_box_with_check"})


def register(app: App, find: Finder) -> None:
    """Listen to reactions coming and going."""
    app.event("reaction_added")(bound(find, _listener(_ADDED), tell_at))
    app.event("reaction_removed")(bound(find, _listener(_REMOVED), tell_at))


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a check mark means for an action point, and for a target of the plan."""

    point: Callable[[Reference], AnyRequest]
    target: Callable[[str], AnyRequest]


_ADDED = _Meant(
    lambda ref: CloseAction(ref, by_reply=True), lambda ref: NoteProgress(ref, how="done", by_reply=True)
)
_REMOVED = _Meant(
    lambda ref: ReopenAction(ref, by_reply=True, mine=True), lambda ref: ReopenTarget(ref, mine=True)
)


def _listener(meant: _Meant) -> Callable[[Services, Ack, Body], None]:
    def reacted(services: Services, ack: Ack, body: Body) -> None:
        ack()
        event, item = body["event"], body["event"].get("item") or {}
        if (
            event.get("reaction") in CHECK_MARKS
            and item.get("type", "message") == "message"
            and item.get("ts")
        ):
            _act(services, event, Spot(event["user"], item["channel"], thread=item["ts"]), meant)

    return reacted


def _act(services: Services, event: Body, spot: Spot, meant: _Meant) -> None:
    """On a message about one action point or target it is plain what is meant; on a list it would be a guess."""
    direct = spot.channel.startswith("D")
    caller = services.caller(
        spot.user,
        delivery=f"reaction:{event['type']}:{event['event_ts']}:{spot.user}",
        place=f"{spot.channel}:{spot.thread}",
        audience=Audience.PRIVATE if direct else Audience.CHANNEL,
    )
    memory = about_thread(services, caller, spot)
    if len(memory.about) + len(memory.targets) != 1:
        return
    if memory.targets:
        request = meant.target(memory.targets[0].removeprefix(REMEMBERED))
    else:
        request = meant.point(Reference.find(memory.about[0], services.words().group_names)[0][0])
    reply = services.handle(request, caller)
    if not reply.forbidden:
        answering = Answering(services)
        services.later(
            lambda: guarded(
                lambda: answering.post(reply, caller, spot), lambda said: answering.say(said, spot)
            )
        )
