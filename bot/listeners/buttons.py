"""Buttons: each carries a request; what is missing is asked for in a form, what is complete is done."""

import re

import msgspec
from slack_bolt import Ack, App

from bot.answering import Answering, Spot, gives_way
from bot.blocks.press import FORM, PRESS, Press, pressed, redrawn
from bot.listeners import uploads
from bot.listeners.acting import act
from bot.listeners.boundary import bound, guarded, spot_of, tell_at
from bot.listeners.forms import open_form, receipt
from bot.listeners.home import publish
from bot.services import Body, Finder, Services
from bot.status import BRINGING_IN, READING, working
from handlers.contact_requests import ApplyFile
from handlers.desk import Caller
from handlers.paper_requests import ApplyPaper, PaperRequest
from handlers.replies import Outcome, Reply
from handlers.requests import Amend, Confirm, Confirmed, Home
from store.errors import Invalid

_SETTLED = (Outcome.CHANGED, Outcome.ANSWERED)


def register(app: App, find: Finder) -> None:
    """Listen to every button that the renderer draws."""
    app.action(re.compile(rf"^(?:{FORM}|{PRESS})\|"))(bound(find, press, tell_at))


def press(services: Services, ack: Ack, body: Body) -> None:
    """Open the form, or do it and show what came of it."""
    button, spot = body["actions"][0], spot_of(body)
    carried = _carried(button.get("value") or "")
    if button["action_id"].startswith(FORM):
        open_form(services, body["trigger_id"], carried.do, spot, carried.again)
        ack()
        return
    caller = services.caller(spot.user, delivery=f"press:{body['trigger_id']}", audience=spot.audience)
    answering = Answering(services)
    if isinstance(carried.do, ApplyFile | PaperRequest):
        ack()
        services.later(
            lambda: guarded(
                lambda: _slowly(services, caller, spot, carried), lambda said: answering.say(said, spot)
            )
        )
        return
    reply = act(services, carried.do, caller)
    if reply.asks and isinstance(carried.do, Amend):
        open_form(services, body["trigger_id"], reply.asks, spot)
        ack()
        return
    ack()
    services.later(
        lambda: guarded(
            lambda: _show(services, reply, caller, spot, carried), lambda said: answering.say(said, spot)
        )
    )


def _slowly(services: Services, caller: Caller, spot: Spot, carried: Press) -> None:
    """Fetching a file takes longer than an acknowledgement may, and a paper is planned anew with each press."""
    asked = carried.do
    with working(services, spot, BRINGING_IN if isinstance(asked, ApplyFile | ApplyPaper) else READING):
        if isinstance(asked, ApplyFile):
            reply = uploads.apply(services, asked, caller)
        else:
            reply = act(services, asked, caller)
    _show(services, reply, caller, spot, carried)


def _carried(value: str) -> Press:
    try:
        return pressed(value)
    except msgspec.MsgspecError as error:
        raise Invalid(
            "That button is too old for me to understand. Nothing was changed; please ask again."
        ) from error


def _show(services: Services, reply: Reply, caller: Caller, spot: Spot, carried: Press) -> None:
    """Home is published anew; a turned page and a settled question are drawn in place; the rest is said below.

    A file comes beside what was pressed, and takes the place of nothing.
    """
    answering, here = Answering(services), gives_way(spot, reply)
    if reply.file:
        answering.ask(reply, caller, spot)
    elif spot.home:
        publish(services, spot.user, Home() if reply.outcome is Outcome.CHANGED else carried.do)
    elif reply.live and here:
        answering.replace(reply, spot)
    elif isinstance(carried.do, Confirm | Confirmed) and reply.outcome is Outcome.CONFIRM and here:
        answering.replace(
            reply, spot
        )  # the one that was chosen; or asked again, since it is no longer as it was
        answering.remember(reply, caller, spot, spot.ts)
    elif carried.again is None and not carried.stays and here and reply.outcome in _SETTLED:
        answering.replace(reply, spot, redrawn(carried.do))
    elif reply.outcome is Outcome.CHANGED:
        receipt(services, reply, caller, spot, carried.again)
    elif reply.outcome is not Outcome.REFUSED and type(carried.do) is type(carried.again) and here:
        answering.replace(reply, spot, carried.do)
    else:
        answering.post(msgspec.structs.replace(reply, private=True), caller, spot, redrawn(carried.do))
