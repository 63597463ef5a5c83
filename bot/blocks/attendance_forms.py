"""The form that asks who comes to a meeting for somebody."""

from msgspec.structs import replace

from bot.blocks.fields import Field, Form, Given
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
