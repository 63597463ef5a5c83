"""Getting a reply to where it belongs: the channel, the thread, the person alone, or in place of what was there."""

from dataclasses import dataclass

import msgspec
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.blocks.message import message
from bot.blocks.pieces import Json
from bot.blocks.plain import short_text
from bot.refusals import word_of
from bot.services import LOG, Services
from bot.status import WRITING, working
from handlers.desk import Audience, Caller
from handlers.replies import File, Reply
from handlers.requests import AnyRequest


class Spot(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where something was asked: a message, an ephemeral answer (only its `response_url` reaches it), or Home.

    `reminder`: the message is one that the bot posted of its own accord. `asked`: the message that asks, in a direct message.
    """

    user: str
    channel: str = ""
    ts: str = ""
    thread: str = ""
    response_url: str = ""
    ephemeral: bool = False
    reminder: bool = False
    asked: str = ""

    @property
    def home(self) -> bool:
        """App Home has no channel."""
        return not self.channel

    @property
    def audience(self) -> Audience:
        """Who sees what is shown there."""
        return Audience.PRIVATE if self.ephemeral or self.direct or self.home else Audience.CHANNEL

    @property
    def direct(self) -> bool:
        """A direct message with the bot."""
        return self.channel.startswith("D")


def gives_way(spot: Spot, reply: Reply) -> bool:
    """Whether the message of `spot` may make room for a reply: not what others see for what is one person's own.

    A reminder stays whatever is pressed on it.
    """
    return not spot.reminder and not (reply.private and spot.audience is Audience.CHANNEL)


@dataclass(frozen=True, slots=True)
class Answering:
    """Posts replies for the listeners."""

    services: Services

    def post(self, reply: Reply, caller: Caller, spot: Spot, again: AnyRequest | None = None) -> str:
        """Say it in the conversation of `spot`: privately if the reply is for the person alone.

        Returns where it stands (`ts`); empty where Slack does not tell.
        """
        ts = ""
        body = message(reply, self.services.zone(), again)
        client = self.services.client
        if spot.response_url and spot.ephemeral and not reply.private:
            self._respond(spot, {**body, "response_type": "in_channel", "replace_original": False})
        elif reply.private and not spot.direct:
            self._privately(body, spot)
        else:
            thread = spot.thread or None
            posted = client.chat_postMessage(channel=spot.channel, thread_ts=thread, link_names=False, **body)
            ts = str(posted["ts"])
            self.remember(reply, caller, spot, ts)
        self.upload(reply, spot)
        return ts

    def ask(self, reply: Reply, caller: Caller, spot: Spot) -> None:
        """A question or a file to the person alone; from Home it comes as a direct message."""
        if spot.home:
            direct = str(self.services.client.conversations_open(users=spot.user)["channel"]["id"])
            spot = Spot(spot.user, direct)
        self.post(msgspec.structs.replace(reply, private=True), caller, spot)

    def remember(self, reply: Reply, caller: Caller, spot: Spot, ts: str) -> None:
        """What the conversation is about from now on: the thread, the direct message, or what grows below this.

        In a thread the last question is remembered whatever came of it: “and for Ada?” may follow.
        """
        if spot.direct:
            self.services.assistant.remember(caller, reply, spot.channel)
        if reply.about or reply.buttons or (spot.thread and (reply.answers or spot.ts)):
            place = f"{spot.channel}:{spot.thread or ts}"
            self.services.assistant.remember(caller, reply, place, asked=bool(spot.ts))

    def _privately(self, body: Json, spot: Spot) -> None:
        # Slack shows an ephemeral message only in a thread that has replies already (chat.postEphemeral).
        thread = None if spot.thread == spot.ts else spot.thread or None
        if spot.response_url and (spot.ephemeral or not thread):
            self._respond(spot, {**body, "response_type": "ephemeral", "replace_original": False})
        else:
            self.services.client.chat_postEphemeral(
                channel=spot.channel, user=spot.user, thread_ts=thread, **body
            )

    def replace(self, reply: Reply, spot: Spot, again: AnyRequest | None = None) -> None:
        """Draw the message of `spot` anew."""
        body = message(reply, self.services.zone(), again)
        if spot.response_url:
            self._respond(spot, {**body, "replace_original": True})
        elif spot.ts and not spot.ephemeral:
            self.services.client.chat_update(channel=spot.channel, ts=spot.ts, **body)

    def _respond(self, spot: Spot, body: Json) -> None:
        status = self.services.respond(spot.response_url, body)
        if status != 200:
            LOG.warning("response_url answered %s", status)

    def upload(self, reply: Reply, spot: Spot) -> None:
        """Hand over the reply's file; a personal one, and any where the bot may not post, in a direct message."""
        if reply.file is None:
            return
        with working(self.services, spot, WRITING):
            self._hand_over(reply.file, spot)

    def _hand_over(self, file: File, spot: Spot) -> None:
        client = self.services.client
        content = file.write()
        if not file.personal or spot.direct:
            try:
                upload(client, file, content, spot.channel, spot.thread)
            except SlackApiError as error:
                LOG.info("upload refused: %s", word_of(error))
            else:
                return
        direct = client.conversations_open(users=spot.user)["channel"]["id"]
        upload(client, file, content, direct, "")

    def say(self, sentence: str, spot: Spot) -> None:
        """One sentence to the person alone, when there is no reply to draw."""
        text = short_text(sentence)
        if spot.response_url:
            self._respond(spot, {"text": text, "response_type": "ephemeral", "replace_original": False})
        elif spot.direct:
            self.services.client.chat_postMessage(
                channel=spot.channel, thread_ts=spot.thread or None, text=text
            )
        elif spot.channel:
            self.services.client.chat_postEphemeral(channel=spot.channel, user=spot.user, text=text)


def upload(client: WebClient, file: File, content: bytes, channel: str, thread: str) -> None:
    """Hand a file over to a channel, or to a thread in it. Raises SlackApiError."""
    client.files_upload_v2(
        channel=channel,
        thread_ts=thread or None,
        filename=file.name,
        title=file.title,
        content=content,
    )
