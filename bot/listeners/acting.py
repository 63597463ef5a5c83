"""Answering a request, and keeping true what is posted elsewhere: the figures under the reminders of a meeting."""

from slack_sdk.errors import SlackApiError

from bot.blocks.message import message
from bot.blocks.reminders import block_id
from bot.listeners.boundary import guarded
from bot.refusals import word_of
from bot.services import LOG, Services
from handlers.desk import Audience, Caller
from handlers.meeting_requests import ShowSession
from handlers.replies import Outcome, Reply
from handlers.requests import AnyRequest
from scheduler.outbox import SessionPost, posted_sessions


def act(services: Services, request: AnyRequest, caller: Caller) -> Reply:
    """Answer one request; whatever is posted of the meeting that it concerns is drawn anew later."""
    reply = services.handle(request, caller)
    meeting = reply.redraws
    if meeting is not None and reply.outcome is Outcome.CHANGED:
        services.later(lambda: guarded(lambda: _redraw(services, meeting), lambda _sentence: None))
    return reply


def _redraw(services: Services, meeting_id: int) -> None:
    """Every posted reminder of a meeting; one that somebody has deleted is left alone."""
    with services.sessions:  # the last to draw them shows what is true then
        with services.assistant.books.session(writes=False) as session:
            posts = posted_sessions(session, services.partnership_id, meeting_id)
        for post in posts:
            _draw(services, meeting_id, post)


def _draw(services: Services, meeting_id: int, post: SessionPost) -> None:
    everybody = Caller(services.partnership_id, None, "everybody in the channel", Audience.CHANNEL)
    posted = post.at.astimezone(services.zone()).date()
    reply = services.assistant.handle(ShowSession(meeting_id, posted), everybody)
    if reply.outcome is not Outcome.ANSWERED:  # the meeting has left the calendar meanwhile
        return
    body = message(reply, services.zone())
    body["blocks"][0]["block_id"] = block_id(post.mark)
    try:
        services.client.chat_update(channel=post.channel, ts=post.ts, **body)
    except SlackApiError as error:
        LOG.info("a reminder was not drawn anew: %s", word_of(error))
