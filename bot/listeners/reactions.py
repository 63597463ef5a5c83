"""Reactions: an owner's check mark under an action point closes it, taking it away reopens what it closed."""

from collections.abc import Callable

from slack_bolt import Ack, App

from bot.answering import Answering, Spot
from bot.listeners.boundary import bound, guarded, tell_at
from bot.listeners.threads import about_thread
from bot.services import Body, Finder, Services
from handlers.desk import Audience
from handlers.register_requests import CloseAction, ReopenAction
from handlers.requests import AnyRequest
from store.reference import Reference

CHECK_MARKS = frozenset({"white_check_mark", "heavy_check_mark", "ballot_box_with_check"})


def register(app: App, find: Finder) -> None:
    """Listen to reactions coming and going."""
    app.event("reaction_added")(bound(find, _listener(lambda ref: CloseAction(ref, by_reply=True)), tell_at))
    app.event("reaction_removed")(
        bound(find, _listener(lambda ref: ReopenAction(ref, by_reply=True, mine=True)), tell_at)
    )


def _listener(build: Callable[[Reference], AnyRequest]) -> Callable[[Services, Ack, Body], None]:
    def reacted(services: Services, ack: Ack, body: Body) -> None:
        ack()
        event, item = body["event"], body["event"].get("item") or {}
        if (
            event.get("reaction") in CHECK_MARKS
            and item.get("type", "message") == "message"
            and item.get("ts")
        ):
            _act(services, event, Spot(event["user"], item["channel"], thread=item["ts"]), build)

    return reacted


def _act(services: Services, event: Body, spot: Spot, build: Callable[[Reference], AnyRequest]) -> None:
    """On a message about one action point it is plain what is meant; on a list it would be a guess."""
    direct = spot.channel.startswith("D")
    caller = services.caller(
        spot.user,
        delivery=f"reaction:{event['type']}:{event['event_ts']}:{spot.user}",
        place=f"{spot.channel}:{spot.thread}",
        audience=Audience.PRIVATE if direct else Audience.CHANNEL,
    )
    about = about_thread(services, caller, spot).about
    if len(about) != 1:
        return
    ref = Reference.find(about[0], services.words().group_names)[0][0]
    reply = services.handle(build(ref), caller)
    if not reply.forbidden:
        answering = Answering(services)
        services.later(
            lambda: guarded(
                lambda: answering.post(reply, caller, spot), lambda said: answering.say(said, spot)
            )
        )
