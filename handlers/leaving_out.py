"""Of several changes that are asked about at once, those that can be made: the others are named, each with its reason."""

import re
from collections import defaultdict
from collections.abc import Sequence
from textwrap import shorten
from typing import Any

from msgspec.structs import replace

from handlers.desk import Desk
from handlers.register_requests import SetDue
from handlers.replies import Note, Outcome, Part
from handlers.requests import AnyRequest, Confirm, Several
from handlers.trying import tried
from store.dates import full_day
from store.errors import Ambiguous, BookError, Invalid
from store.phrases import listed
from store.reference import Reference
from store.register_reading import State

SHORT = 80  # characters of what an action point says
AT_ONCE = 40  # action points that one question is about

_UNCHANGED = " Nothing was changed."


def possible(request: Confirm, desk: Desk) -> tuple[Confirm, tuple[Part, ...]]:
    """The same question about what can be done, and what is to be told of the rest.

    Raises NotAllowed or Invalid where nothing is left, or more than fits into one question.
    """
    several = request.do.requests if isinstance(request.do, Several) else (request.do,)
    if not all(isinstance(getattr(one, "ref", None), Reference) for one in several):
        return request, ()  # nothing of it is about an action point
    kept, refused = _sorted_out(several, desk)
    if not kept:
        return request, ()  # what it would ask first, it asks
    if len(kept) > AT_ONCE:
        raise Invalid(
            f"That would be {len(kept)} action points, and I change at most {AT_ONCE} at once. Nothing was changed; please"
            " say it in parts, as by owner or by what they are about."
        )
    notes = [Note(f"Left out: {_told(reason, refs)}") for reason, refs in refused.items()]
    if request.everything and (hidden := _confidential(several, desk)):
        notes.append(Note(f"Confidential ones are not among them: {listed(hidden)}. Say them by reference."))
    if len(kept) == 1:
        return replace(request, do=kept[0], said=f"{request.said}, which is {_named(kept[0], desk)}"), tuple(
            notes
        )
    return replace(request, do=Several(tuple(kept))), tuple(notes)


def _sorted_out(several: Sequence[AnyRequest], desk: Desk) -> tuple[list[AnyRequest], dict[str, list[str]]]:
    """What can be done, and the references of the rest by the reason why not. Raises the reason where nothing can be."""
    kept: list[AnyRequest] = []
    refused: dict[str, list[str]] = defaultdict(list)
    errors: list[BookError] = []
    for one in several:
        try:
            reply = tried(one, desk).reply
        except Ambiguous:  # a name that may be several is asked about
            raise
        except BookError as error:
            ref = str(getattr(one, "ref", ""))
            refused[str(error).replace(_UNCHANGED, "").removeprefix(f"{ref} ")].append(ref)
            errors.append(error)
        else:
            if reply.outcome is Outcome.CHANGED:
                kept.append(one)
    if not kept and errors:
        _refuse(refused, errors)
    return kept, refused


def _refuse(refused: dict[str, list[str]], errors: list[BookError]) -> None:
    """Nothing is left: one reason for all as it was given, since whoever may not read need not know which there are."""
    reason = next(iter(refused))
    if len(refused) == 1 and reason[0].isupper():
        raise errors[0]
    raise Invalid(f"{' '.join(_told(reason, refs) for reason, refs in refused.items())}{_UNCHANGED}")


def _told(reason: str, refs: list[str]) -> str:
    """A reason that begins with its reference is one of each; any other holds for all."""
    which = listed(refs)
    if reason[0].isupper():
        return f"{which}: {reason}"
    return f"{which} {reason if len(refs) == 1 else re.sub('^is ', 'are ', reason)}"


def _named(one: Any, desk: Desk) -> str:
    point = desk.books.register.get(one.ref, desk.sees)
    due = f", then due on {full_day(one.due)}" if isinstance(one, SetDue) and one.due else ""
    return f"{desk.books.register.name(point)} (“{shorten(point.text, SHORT, placeholder='…')}”){due}"


def _confidential(several: Sequence[AnyRequest], desk: Desk) -> list[str]:
    """What is open and confidential, where the caller may see it here: free words do not select it."""
    if not desk.sees_confidential:
        return []
    refs = (getattr(one, "ref", None) for one in several)
    named = {ref.full for ref in refs if isinstance(ref, Reference)}
    points = desk.books.register.points.in_state(State.OPEN).in_register_order()
    return [point.ref for point in points if point.confidential and point.full_ref not in named]
