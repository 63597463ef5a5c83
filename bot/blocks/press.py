"""What a button carries: the request it stands for, and the one that drew the message it stands in.

It comes back from Slack as text that anybody might have made up, so it is decoded with checks, and whoever pressed
is asked about afresh.
"""

import msgspec

from bot.blocks.pieces import OPTION_VALUE_LIMIT
from handlers.meeting_requests import NextMeeting, ShowAgenda, ShowAttendance, Timetable
from handlers.paper_requests import ApplyPaper, LeavePaper
from handlers.register_requests import (
    ListActions,
    MyActions,
    ShowAction,
    ShowClosings,
    ShowDigest,
    ShowQuestion,
    ShowReview,
    ShowWeek,
)
from handlers.replies import Button, Look
from handlers.requests import AnyRequest, FindContact, Home, encode

VALUE_LIMIT = 2_000
PRESS = "press"  # the request is complete
FORM = "form"  # what is missing is asked for first
PICK = "pick"  # a menu; the request that is chosen draws the message anew


class Press(msgspec.Struct, frozen=True, omit_defaults=True):
    """`do` is asked when it is pressed; `again` draws the message anew afterwards.

    A message that `stays` is drawn anew whenever what it shows changes (`bot.redrawing`), and so carries no request.
    """

    do: AnyRequest
    again: AnyRequest | None = None
    stays: bool = False


_DECODER = msgspec.json.Decoder(Press)
STYLES = {Look.PLAIN: None, Look.MAIN: "primary", Look.RISKY: "danger"}


def value_of(button: Button, again: AnyRequest | None) -> str | None:
    """The button's value; None when the request is too long for one."""
    full = Press(button.request, stays=True) if stands(again) else Press(button.request, again)
    if isinstance(button.request, _SETTLING):
        full = Press(button.request)
    for press in (full, Press(button.request)):
        if len(value := encode(press)) <= VALUE_LIMIT:
            return value
    return None


def option_value(request: AnyRequest) -> str | None:
    """The value of a menu's option; None when the request is too long for one."""
    value = encode(Press(request))
    return value if len(value) <= OPTION_VALUE_LIMIT else None


# What is still worth seeing after a press: lists, cards, meetings. A question or a receipt is settled by it.
_REDRAWN = (
    *(MyActions, ListActions, ShowAction, NextMeeting, Timetable, ShowAgenda, FindContact, Home),
    *(ShowReview, ShowAttendance),
)


def redrawn(request: AnyRequest) -> AnyRequest | None:
    """The request with which its message can be drawn anew, if it is one that stays."""
    return request if isinstance(request, _REDRAWN) else None


# What takes the place of the message in which it was pressed.
_SETTLING = (ApplyPaper, LeavePaper)
_STANDING = (ShowDigest, ShowWeek, ShowClosings, ShowQuestion)


def stands(request: AnyRequest | None) -> bool:
    """Whether a message that this request draws is drawn anew without anybody's asking."""
    return isinstance(request, _STANDING)


def pressed(value: str) -> Press:
    """What was pressed. Raises msgspec.MsgspecError when the value is none of ours."""
    return _DECODER.decode(value)
