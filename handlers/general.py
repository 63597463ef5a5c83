"""What belongs to no single book: help, greetings, asking before doing, and what was not understood."""

import re
from typing import Any

from handlers.access import Operation
from handlers.actions import OPERATIONS
from handlers.desk import Desk
from handlers.lists import own_page
from handlers.meeting_requests import (
    NextMeeting,
    ReportDeadline,
)
from handlers.paper_requests import AskPapers
from handlers.register_requests import (
    MyActions,
    ShowAction,
)
from handlers.replies import Button, Outcome, Reply, Text, answered, refused
from handlers.requests import (
    AskBack,
    Choice,
    Confirm,
    Dismiss,
    Greeting,
    Help,
    NotUnderstood,
    Several,
)
from store.calendar import next_report_deadline
from store.dates import day
from store.passage_words import LONGEST

EXAMPLES = 2  # what is shown of what can be asked, where something was not understood


def greeted(request: Greeting, desk: Desk) -> Reply:
    """A short answer with the two things most people want next."""
    first = desk.person.name.split()[0] if desk.person else ""
    hello = "You are welcome" if request.thanks else "Hello"
    said = f"{hello}{f', {first}' if first else ''}. What would you like to see?"
    return answered(Text(said), buttons=_examples())


def _examples() -> tuple[Button, ...]:
    return (
        Button("My action points", MyActions()),
        Button("Next meeting", NextMeeting()),
        Button("Help", Help()),
    )


def _live_examples(desk: Desk, besides: tuple[Button, ...] = ()) -> tuple[Button, ...]:
    """The caller's most urgent action point and the next report deadline, where there are any, and help."""
    own = own_page(desk).views[:1] if desk.person and desk.may(Operation.READ) else []
    waiting = next_report_deadline(desk.words.meetings, desk.today)
    due = waiting.report_deadline if waiting else None
    offers = [Button(f"{point.ref} {point.text[:50]}", ShowAction(point.reference)) for point in own]
    offers += [Button(f"Papers are due {day(due)}", ReportDeadline())] if due else []
    shown = [button.request for button in besides]
    offers = [button for button in offers if button.request not in shown]
    return (*offers, Button("Help", Help())) if offers else _examples()


def chosen(request: Choice, desk: Desk) -> Reply:
    """A button for each option, named by its reference and the beginning of its text; what is to be confirmed is asked then."""
    offers = []
    for option in request.options[:10]:
        asked = option.do if isinstance(option, Confirm) else option
        first: Any = (
            asked.requests[0] if isinstance(asked, Several) else asked
        )  # options are about action points
        operation = OPERATIONS.get(type(first), Operation.READ)
        point = desk.point(first.ref, operation, by_reply=getattr(first, "by_reply", False))
        offers.append(Button(f"{desk.books.register.name(point)} {point.text[:60]}", option))
    changes = any(option.changes or isinstance(option, Confirm) for option in request.options)
    parts = (Text(f"{request.question}{' Nothing was changed yet.' if changes else ''}"),)
    return Reply(Outcome.CHOOSE, parts, (*offers, Button("None of them", Dismiss())))


def dismissed(_request: Dismiss, _desk: Desk) -> Reply:
    """Leave things as they are."""
    return answered(Text("Left as it was. Nothing was changed."))


def asked_back(request: AskBack, _desk: Desk) -> Reply:
    """Say what is wrong with what was said; nothing was changed."""
    return refused(request.sentence)


_A_QUESTION = re.compile(
    r"\?\s*$|^(?:what|who|whom|whose|when|where|which|why|how|did|has|have|is|are|was|were|do|does|tell me|any)\b",
    re.IGNORECASE,
)
_WORTH_ASKING = 3  # words


def _papers(request: NotUnderstood, desk: Desk) -> tuple[Button, ...]:
    """What the books do not answer, papers may: the way to ask those that were brought in, where there are any."""
    said = request.said.strip()
    asks = _A_QUESTION.search(said) and len(said.split()) >= _WORTH_ASKING
    if not asks or request.hint or not desk.may(Operation.READ):
        return ()
    held, _ = desk.books.passages.newest(closed=desk.may_here(Operation.READ_CLOSED))
    return (Button("Look in the papers", AskPapers(said[:LONGEST])),) if held else ()


def not_understood(request: NotUnderstood, desk: Desk) -> Reply:
    """Admit it, and show the nearest things that can be asked, else two from the live books."""
    hint = f" {request.hint}" if request.hint else ""
    text = (
        f"I did not understand “{request.said.strip()[:120]}”, so nothing was changed.{hint} You can ask for:"
    )
    near = tuple(Button(label, each) for label, each in zip(request.labels, request.nearest, strict=False))
    if not request.said.strip():
        text = "You can ask for:"
    if not near:
        near = _live_examples(desk)[: EXAMPLES + 1]  # with help among them
    elif len(near) < EXAMPLES:
        near = (*near, *_live_examples(desk, near))[:EXAMPLES]
    offers = (*_papers(request, desk), *near)
    return Reply(Outcome.NOT_UNDERSTOOD, (Text(text),), offers, private=True, unanswered=request.said)
