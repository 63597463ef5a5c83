"""What was asked about, as it stands in its form when that is sent."""

from dataclasses import replace as with_other
from typing import Any

from msgspec.structs import replace

from bot.blocks.fields import Field
from handlers.contact_requests import CorrectDetails, EditPerson
from handlers.meeting_requests import EditMeeting
from handlers.plan_requests import ChangeTarget
from handlers.requests import AnyRequest, Confirmed

# Their forms tell only what differs from what they showed, since that is how things stand. Here it is what is wanted.
_DIFFERENCES = (CorrectDetails, EditPerson, EditMeeting, ChangeTarget)


def may_stay_empty(asked: AnyRequest) -> bool:
    """Whether a form shows only what was understood, so that what is empty in it stays as it is in the books."""
    return isinstance(asked, Confirmed) and isinstance(asked.do, _DIFFERENCES)


def as_it_is(asked: AnyRequest, fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """The fields of a form; those of one that shows only what was understood may all be left empty."""
    if not may_stay_empty(asked):
        return fields
    return tuple(
        with_other(field, optional=True, hint=field.hint or "Left empty, it stays as it is.")
        for field in fields
    )


def edited(question: Confirmed, made: AnyRequest) -> Confirmed:
    """The question with what its form says, to be done as it is; what was left alone in the form still is wanted."""
    wanted: Any = made
    if isinstance(made, _DIFFERENCES):
        before = {name: getattr(question.do, name) for name in made.__struct_fields__}
        kept = {name: said for name, said in before.items() if getattr(made, name) is None}
        wanted = replace(made, **kept)
    if isinstance(wanted, EditPerson) and wanted.new_name == wanted.name:
        wanted = replace(wanted, new_name=None)
    return replace(question, do=wanted, refs=(), points=(), edited=True)
