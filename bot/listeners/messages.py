"""Messages: direct ones, mentions, and replies in threads under what the bot posted."""

from msgspec import structs
from slack_bolt import Ack, App

from bot.answering import Answering, Spot
from bot.assistant import Memory
from bot.blocks.press import redrawn
from bot.listeners import uploads
from bot.listeners.acting import act
from bot.listeners.boundary import bound, guarded, tell_at
from bot.listeners.papers import is_paper
from bot.listeners.repeated import answered, said, unless_answered
from bot.listeners.threads import about_thread
from bot.services import Body, Finder, Services
from handlers.desk import Audience, Caller
from handlers.paper_requests import MayImport
from handlers.requests import AnyRequest

# Subtypes that are people writing; everything else (edits, joins, other bots) is not for us.
_WRITTEN = (None, "thread_broadcast", "file_share")


def register(app: App, find: Finder) -> None:
    """Listen to mentions and messages. A mention in a channel arrives as both; the message is then left alone."""
    once = [unless_answered(find)]
    app.event("app_mention", middleware=once)(bound(find, mentioned, tell_at))
    app.event("message", middleware=once)(bound(find, written, tell_at))


def mentioned(services: Services, ack: Ack, body: Body) -> None:
    """A line to the bot in a channel: answered in its thread."""
    ack()
    event = body["event"]
    if event.get("bot_id") or not services.seen.first_time(f"mention:{event['channel']}:{event['ts']}"):
        return
    thread = event.get("thread_ts") or event["ts"]
    spot = Spot(event["user"], event["channel"], ts=event["ts"], thread=thread)
    caller = _caller(services, event, f"{spot.channel}:{spot.thread}", Audience.CHANNEL)
    if _brings(services, event, caller, spot):
        return
    memory = services.assistant.recall(caller)
    _answer(services, event, _understood(services, event["text"], caller, memory), caller, spot)


def _brings(services: Services, event: Body, caller: Caller, spot: Spot) -> bool:
    """Whether files came with it. A mention with files arrives as a message too; the first of both counts."""
    files = event.get("files") or []
    if files and services.seen.first_time(f"files:{files[0].get('id')}:{event['ts']}"):
        uploads.received(services, files, caller, spot)
    return bool(files)


def written(services: Services, ack: Ack, body: Body) -> None:
    """A direct message is a line to the bot; a reply in a thread may mean the action point above it."""
    ack()
    event = body["event"]
    if event.get("bot_id") or event.get("subtype") not in _WRITTEN or not event.get("user"):
        return
    if not services.seen.first_time(f"message:{event['channel']}:{event['ts']}"):
        return
    if event.get("channel_type") == "im" or event["channel"].startswith("D"):
        _direct(services, event)
    elif event.get("files") and services.is_mentioned(event.get("text", "")):
        thread = event.get("thread_ts") or event["ts"]
        spot = Spot(event["user"], event["channel"], ts=event["ts"], thread=thread)
        caller = _caller(services, event, f"{spot.channel}:{thread}", Audience.CHANNEL)
        _brings(services, event, caller, spot)
    elif event.get("thread_ts") and not services.is_mentioned(event.get("text", "")):
        _in_thread(services, event)


def _direct(services: Services, event: Body) -> None:
    thread = event.get("thread_ts") or ""
    spot = Spot(event["user"], event["channel"], thread=thread, asked=event["ts"])
    place = f"{spot.channel}:{thread}" if thread else spot.channel
    caller = _caller(services, event, place, Audience.PRIVATE)
    if _brings(services, event, caller, spot):
        return
    memory = services.assistant.recall(caller)
    _answer(services, event, _understood(services, event.get("text", ""), caller, memory), caller, spot)


def _in_thread(services: Services, event: Body) -> None:
    """Chatter is left alone, and so is whoever may not: they were talking to each other."""
    spot = Spot(event["user"], event["channel"], thread=event["thread_ts"])
    caller = _caller(services, event, f"{spot.channel}:{spot.thread}", Audience.CHANNEL)
    memory = about_thread(services, caller, spot)
    if not (memory.about or memory.targets or memory.offered or memory.by) and memory.meeting is None:
        return
    if not event.get("text", "").strip():
        _dropped(services, event, caller, spot)
        return
    request = services.assistant.overheard(services.readable(event.get("text", "")), caller, memory)
    if request is None:
        return
    reply = act(services, request, caller)
    if not reply.forbidden:
        goes_on = memory.by == caller.person_id
        Answering(services).post(reply, caller, structs.replace(spot, ts=event["ts"] if goes_on else ""))
        answered(services, event)


def _dropped(services: Services, event: Body, caller: Caller, spot: Spot) -> None:
    """A paper without a word under what the bot posted; a picture is for the others, and so is what any other member drops."""
    files = event.get("files") or [{}]
    name = str(files[0].get("name", ""))
    if is_paper(name) and not act(services, MayImport(name), caller).forbidden:
        _brings(services, event, caller, spot)


def _caller(services: Services, event: Body, place: str, audience: Audience) -> Caller:
    return services.caller(
        event["user"],
        delivery=said(event),
        place=place,
        audience=audience,
        source=f"slack:{event['channel']}:{event['ts']}",
    )


def _understood(services: Services, text: str, caller: Caller, memory: Memory) -> AnyRequest:
    return services.assistant.understand(services.readable(text), caller, memory)


def _answer(services: Services, event: Body, request: AnyRequest, caller: Caller, spot: Spot) -> None:
    reply = act(services, request, caller)
    answering = Answering(services)
    again = redrawn(request)

    def post() -> None:
        answering.post(reply, caller, spot, again)
        answered(services, event)

    services.later(lambda: guarded(post, lambda sentence: answering.say(sentence, spot)))
