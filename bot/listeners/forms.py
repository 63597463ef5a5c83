"""Forms: opened by buttons, shortcuts and commands that lack something; submitted into a request."""

from typing import Any

import msgspec
from slack_bolt import Ack, App

from bot.answering import Answering, Spot
from bot.blocks.forms import FORM_CALLBACK, form, missing, submitted
from bot.listeners.boundary import bound, guarded
from bot.services import Body, Services
from handlers.replies import Outcome, Reply
from handlers.requests import AnyRequest, Home, encode, from_plain


class Opened(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a form remembers while it is open: the request it completes, where it was opened, what to draw anew."""

    do: AnyRequest
    spot: Spot
    again: AnyRequest | None = None


_DECODER = msgspec.json.Decoder(Opened, dec_hook=from_plain)
METADATA_LIMIT = 3_000


def register(app: App, services: Services) -> None:
    """Listen to submitted forms."""
    app.view(FORM_CALLBACK)(bound(services, submit, _tell_in_form))


def open_form(
    services: Services, trigger: str, request: AnyRequest, spot: Spot, again: AnyRequest | None = None
) -> None:
    """Open the form that asks for what `request` lacks. A trigger lives three seconds, so this comes first."""
    opened = encode(Opened(request, spot, again))
    if len(opened) > METADATA_LIMIT:
        opened = encode(Opened(request, spot))
    services.client.views_open(trigger_id=trigger, view=form(request, opened))


def submit(services: Services, ack: Ack, body: Body) -> None:
    """Check, do, and close; what the books refuse is shown in the form, where the text is kept."""
    view: dict[str, Any] = body["view"]
    opened = _DECODER.decode(view["private_metadata"])
    if errors := missing(opened.do, view):
        ack(response_action="errors", errors=errors)
        return
    request = submitted(opened.do, view)
    caller = services.caller(
        body["user"]["id"], delivery=f"view:{view['id']}", source=opened.spot.channel or None
    )
    reply = services.assistant.handle(request, caller)
    if reply.outcome is not Outcome.CHANGED:
        ack(response_action="errors", errors={_first_field(view): _said(reply)})
        return
    ack()
    answering = Answering(services)
    spot = opened.spot
    services.later(
        lambda: guarded(
            lambda: show(services, reply, body["user"]["id"], opened), lambda said: answering.say(said, spot)
        )
    )


def show(services: Services, reply: Reply, user: str, opened: Opened) -> None:
    """The receipt where it was asked, and what was pressed drawn anew."""
    from bot.listeners.home import publish  # noqa: PLC0415 - Home opens forms, and forms refresh Home

    spot, answering = opened.spot, Answering(services)
    caller = services.caller(user)
    if spot.home:
        publish(services, user, Home())
        return
    below = (
        spot
        if spot.ephemeral or spot.direct
        else msgspec.structs.replace(spot, thread=spot.thread or spot.ts)
    )
    answering.post(reply, caller, below)
    if opened.again is not None:
        answering.replace(services.assistant.handle(opened.again, caller), spot, opened.again)


def _first_field(view: dict[str, Any]) -> str:
    return str(next(block["block_id"] for block in view["blocks"] if block["type"] == "input"))


def _said(reply: Reply) -> str:
    return " ".join(str(getattr(part, "text", "")) for part in reply.parts)


def _tell_in_form(ack: Ack, body: Body, sentence: str) -> None:
    ack(response_action="errors", errors={_first_field(body["view"]): sentence})
