"""Forms: opened by buttons, shortcuts and commands that lack something; submitted into a request."""

from dataclasses import replace

import msgspec
from slack_bolt import Ack, App

from bot.answering import Answering, Spot, gives_way
from bot.blocks.fields import Setting
from bot.blocks.forms import FORM_CALLBACK, as_shown, form, missing, submitted
from bot.blocks.message import blocks
from bot.blocks.pieces import Json
from bot.listeners.acting import act
from bot.listeners.boundary import bound, guarded
from bot.listeners.home import publish
from bot.listeners.links import linked
from bot.services import Body, Finder, Services
from handlers.desk import Caller
from handlers.replies import Outcome, Reply
from handlers.requests import AnyRequest, Confirmed, Home, encode, meant


class Opened(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a form remembers while it is open: the request it completes, where it was opened, what to draw anew.

    `saw` is the last change there was then; what others change afterwards, its reader has not seen.
    """

    do: AnyRequest
    spot: Spot
    again: AnyRequest | None = None
    saw: int | None = None


_DECODER = msgspec.json.Decoder(Opened)
METADATA_LIMIT = 3_000


def register(app: App, find: Finder) -> None:
    """Listen to submitted forms."""
    app.view(FORM_CALLBACK)(bound(find, submit, _tell_in_form))


def open_form(
    services: Services, trigger: str, request: AnyRequest, spot: Spot, again: AnyRequest | None = None
) -> None:
    """Open the form that asks for what `request` lacks. A trigger lives three seconds, so this comes first."""
    of_a_point = hasattr(meant(request), "ref")
    saw = services.assistant.last_change(services.partnership_id) if of_a_point else None
    services.client.views_open(
        trigger_id=trigger, view=_drawn(services, Opened(request, spot, again, saw), request)
    )


def _drawn(services: Services, opened: Opened, filled: AnyRequest) -> Json:
    """The form, with what has been filled in so far."""
    remembered = encode(opened)
    if len(remembered) > METADATA_LIMIT:
        remembered = encode(msgspec.structs.replace(opened, again=None))
    words = services.words()
    setting = Setting(words, services.assistant.books.today(words.timezone), services.pickers)
    return form(filled, remembered, setting)


def submit(services: Services, ack: Ack, body: Body) -> None:
    """Check, do, and close. What the books refuse is shown in the form, where the text is kept; a question follows.

    When others have changed the same action point meanwhile, the form shows that first, and can be sent again.
    """
    view: Json = body["view"] if services.pickers else as_shown(body["view"])
    opened = _DECODER.decode(view["private_metadata"])
    if errors := missing(opened.do, view):
        ack(response_action="errors", errors=errors)
        return
    request = linked(submitted(opened.do, view), services)
    caller = services.caller(body["user"]["id"], delivery=f"view:{view['id']}", audience=opened.spot.audience)
    reply = act(services, request, replace(caller, saw=opened.saw))
    if reply.to_be_seen is not None:
        ack(**services.stamp({"response_action": "update", "view": _told(services, reply, opened, request)}))
        return
    if reply.outcome in (Outcome.CHANGED, Outcome.CONFIRM):
        ack()
    else:
        ack(response_action="errors", errors={_field(view, reply.field): _said(reply)})
        if not reply.live:
            return
    answering = Answering(services)
    spot = opened.spot
    services.later(
        lambda: guarded(
            lambda: _show(services, reply, caller, opened), lambda said: answering.say(said, spot)
        )
    )


def _told(services: Services, reply: Reply, opened: Opened, filled: AnyRequest) -> Json:
    """The form with what others did meanwhile above it. Nothing of what was filled in is lost."""
    view = _drawn(services, msgspec.structs.replace(opened, saw=reply.to_be_seen), filled)
    return {**view, "blocks": [*blocks(reply, services.zone()), *view["blocks"]]}


def _show(services: Services, reply: Reply, caller: Caller, opened: Opened) -> None:
    if reply.outcome is Outcome.CONFIRM:
        Answering(services).ask(reply, caller, opened.spot)
    elif (reply.live or isinstance(opened.do, Confirmed)) and gives_way(opened.spot, reply):
        Answering(services).replace(reply, opened.spot)
    elif opened.spot.home:
        publish(services, opened.spot.user, Home())
    else:
        receipt(services, reply, caller, opened.spot, opened.again)


def receipt(services: Services, reply: Reply, caller: Caller, spot: Spot, again: AnyRequest | None) -> None:
    """What was done, said below the message it was asked in, and that message drawn anew."""
    answering = Answering(services)
    below = (
        spot
        if spot.ephemeral or spot.direct or reply.private
        else msgspec.structs.replace(spot, thread=spot.thread or spot.ts)
    )
    answering.post(reply, caller, below)
    if again is not None:
        answering.replace(services.handle(again, caller), spot, again)


def _field(view: Json, wanted: str = "") -> str:
    """Where in the form a sentence is shown: at the field it is about, else at the first."""
    fields = [str(block["block_id"]) for block in view["blocks"] if block["type"] == "input"]
    return wanted if wanted in fields else fields[0]


def _said(reply: Reply) -> str:
    """What a form is told; a live reply says first what came of it, and then how things stand."""
    parts = reply.parts[:1] if reply.live else reply.parts
    return " ".join(str(getattr(part, "text", "")) for part in parts)


def _tell_in_form(_services: Services, ack: Ack, body: Body, sentence: str) -> None:
    ack(response_action="errors", errors={_field(body["view"]): sentence})
