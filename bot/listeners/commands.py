"""Slash commands: answered inside the acknowledgement, since the work takes a few milliseconds."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App

from bot.answering import Answering, Spot
from bot.blocks.message import message
from bot.blocks.press import redrawn
from bot.listeners.boundary import bound, guarded, tell_in_ack
from bot.listeners.forms import open_form
from bot.services import Body, Services
from handlers.replies import Outcome, Reply
from handlers.requests import StartReview

COMMANDS = ("/actions", "/meetings", "/contacts")


def register(app: App, services: Services) -> None:
    """Listen to the three commands."""
    for command in COMMANDS:
        app.command(command)(bound(services, answer, tell_in_ack))


def answer(services: Services, ack: Ack, body: Body) -> None:
    """Understand the line, answer it, and let changes be seen by everybody in the channel."""
    words = services.words()
    caller = services.caller(body["user_id"], delivery=f"command:{body['trigger_id']}", words=words)
    line = body["text"] if "link" in body["text"][:5] else services.readable(body["text"])
    request = services.assistant.understand(f"{body['command']} {line}", caller, words=words)
    spot = Spot(body["user_id"], body["channel_id"], response_url=body["response_url"], ephemeral=True)
    if isinstance(request, StartReview):  # everybody in the channel sees it
        caller = replace(caller, audience=Spot(spot.user, spot.channel).audience)
    reply = services.assistant.handle(request, caller)
    if reply.asks:
        open_form(services, body["trigger_id"], reply.asks, spot)
        ack()
        return
    ack(response_type=seen_by(reply), **message(reply, ZoneInfo(words.timezone), redrawn(request)))
    if reply.file:
        answering = Answering(services)
        services.later(
            lambda: guarded(lambda: answering.upload(reply, spot), lambda said: answering.say(said, spot))
        )


def seen_by(reply: Reply) -> str:
    """A change is a receipt for the whole channel, and so is what is live; an answer is for the person who asked."""
    shared = reply.live or reply.outcome is Outcome.CHANGED
    return "in_channel" if shared and not reply.private else "ephemeral"
