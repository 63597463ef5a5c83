"""The forms of an answer to an invitation: who comes for somebody, and the whole answer as it was understood."""

from msgspec.structs import replace

from bot.blocks.fields import Field, Form, Given, fixed
from handlers.meeting_requests import Attend
from handlers.requests import AnyRequest, Request


def _check(given: Given) -> dict[str, str]:
    picked, typed = given["person"].strip(), given["by"].strip()
    if not picked and not typed:
        return {"by": "Say who comes."}
    if picked and typed:
        return {"by": "One person comes for one: choose somebody above or type a name here, not both."}
    return {}


def _complete(request: Attend, given: Given) -> AnyRequest:
    return replace(request, by=given["person"].strip() or given["by"].strip())


ATTENDANCE_FORMS: dict[type[Request], Form] = {
    Attend: Form(
        "Send a representative",
        "Send",
        (
            Field("person", "Who comes for you?", "person", optional=True),
            Field(
                "by",
                "Or type a name",
                optional=True,
                hint="The full name of somebody who is in no directory yet.",
            ),
        ),
        _complete,
        check=_check,
    ),
}


def _how(given: Given) -> dict[str, str]:
    if given["how"] == "represented" and not given["by"].strip():
        return {"by": "Say who comes."}
    return {}


def _answered(request: Attend, given: Given) -> AnyRequest:
    """What was left alone stays: a meeting that a button or a reminder knew has no words of its own."""
    by = given["by"].strip() if given["how"] == "represented" else ""
    answer = replace(request, how=given["how"], by=by)
    about = given["about"].strip()
    return answer if about == request.about else replace(answer, about=about, meeting=None, day=None)


ANSWER = Form(
    "Who comes",
    "Save",
    (
        Field(
            "how",
            "Answer",
            "menu",
            choices=fixed(
                ("attending", "I come"),
                ("apologies", "I send apologies"),
                ("represented", "Somebody comes for me"),
            ),
        ),
        Field("by", "Who comes instead?", optional=True),
        Field(
            "about", "Meeting", optional=True, hint="Such as 16 June. Left empty, the one that is spoken of."
        ),
    ),
    _answered,
    lambda r: {"how": r.how, "by": r.by, "about": r.about},
    _how,
)
"""An answer that is complete, to be changed before it is given."""
