"""How a review looks: what can be accepted at once, one item with its buttons, and the summary at the end."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from handlers.register_requests import AcceptClosed, ExportRegister, ReopenAction, ReviewStep, ShowReview
from handlers.replies import Bullets, Button, Look, Note, Outcome, Part, PointRow, Reply, Text, Title
from handlers.requests import Undo
from store.dates import full_day, month_name
from store.papers.writing.registers import printed_status
from store.reviews import Item
from store.tables import Meeting, Status, Verdict

LINE, LINES = 110, 20  # characters of a line of the summary; lines of a section, which Slack cuts at 3,000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A review as it stands: its items in order; a `public` one is without what is confidential."""

    review: int
    meeting: Meeting
    today: date
    items: list[Item]
    public: bool

    @property
    def waiting(self) -> list[int]:
        """The places of the items that have not come up."""
        return [at for at, item in enumerate(self.items) if item.waits]


def drawn(
    sheet: Sheet,
    at: int | None = None,
    *,
    done: str = "",
    refused: str = "",
    outcome: Outcome = Outcome.ANSWERED,
) -> Reply:
    """The message: item `at`, or what comes next. `done` and `refused` say what came of the last press."""
    if at is None and not any(item.to_accept for item in sheet.items):
        at = sheet.waiting[0] if sheet.waiting else None
    if at is not None and 0 <= at < len(sheet.items):
        parts, buttons = _item(sheet, at)
    elif sheet.waiting:
        parts, buttons = _to_accept(sheet)
    else:
        parts, buttons = _summary(sheet)
    said: list[Part] = [Text(refused)] if refused else []
    quiet: list[Part] = [Note(line) for line in (done, _hidden(sheet)) if line]
    live = ShowReview(sheet.review, at)
    return Reply(outcome, (*said, *parts, *quiet), buttons, live=live)


def _heading(sheet: Sheet) -> list[Part]:
    meeting = sheet.meeting
    when = full_day(meeting.day) if meeting.day else month_name(meeting.month.year, meeting.month.month)
    return [Title(f"Register review: {meeting.group.short_name}, {when}"), Text(_progress(sheet.items))]


def _progress(items: list[Item]) -> str:
    """How far it is: “4 of 9: 2 closed, 1 carried over, 1 skipped”."""
    counted = Counter(_GROUPS[item.verdict] for item in items if item.verdict)
    told = ", ".join(f"{counted[name]} {name}" for name in dict.fromkeys(_GROUPS.values()) if counted[name])
    return f"{counted.total()} of {len(items)}{f': {told}' if told else ' decided'}"


_GROUPS = {
    Verdict.CLOSED: "closed",
    Verdict.ACCEPTED: "closed",
    Verdict.CARRIED: "carried over",
    Verdict.UPDATED: "updated",
    Verdict.SENT_BACK: "sent back",
    Verdict.SKIPPED: "skipped",
}


def _hidden(sheet: Sheet) -> str:
    """Said whether or not there are any: a number would tell."""
    if not sheet.public:
        return ""
    return "What is confidential is not shown here; `/actions review` in a direct message to me shows all."


def _to_accept(sheet: Sheet) -> tuple[list[Part], tuple[Button, ...]]:
    """What was closed since the last meeting, to be accepted in one press."""
    closed = [item for item in sheet.items if item.to_accept]
    buttons = (
        Button(
            f"Accept {'all ' if len(closed) > 1 else ''}{len(closed)} closed",
            AcceptClosed(sheet.review),
            Look.MAIN,
        ),
        Button("One by one", ShowReview(sheet.review, sheet.waiting[0])),
    )
    return [*_heading(sheet), *_bullets("Closed since the last meeting", map(_closed_line, closed))], buttons


def _closed_line(item: Item) -> str:
    accepted = f", accepted by {item.accepted_by}" if item.accepted_by else ""
    by = f" ({item.closed_by}{accepted})" if item.closed_by else ""
    text = shorten(item.point.text, LINE, placeholder="…")
    return f"{item.point.ref} {text} {printed_status(item.point)}{by}"


def _item(sheet: Sheet, at: int) -> tuple[list[Part], tuple[Button, ...]]:
    item = sheet.items[at]
    parts: list[Part] = [*_heading(sheet), PointRow(item.point, sheet.today), *_closed_by(item)]
    if item.verdict:
        by = f" by {item.by}" if item.by else ""
        parts.append(Note(f"{_DECIDED[item.verdict]}{by}."))
    decide = () if item.settled else _decisions(sheet.review, item)
    return parts, (*decide, *_ways(sheet, at))


def _closed_by(item: Item) -> list[Part]:
    """Who closed it, and who has taken note of that, while the meeting has not."""
    if item.point.status is not Status.CLOSED or item.settled or not item.closed_by:
        return []
    accepted = f", accepted by {item.accepted_by}" if item.accepted_by else ""
    return [Note(f"Closed by {item.closed_by}{accepted}.")]


_DECIDED = {
    Verdict.CLOSED: "Closed",
    Verdict.ACCEPTED: "Accepted as closed",
    Verdict.CARRIED: "Carried over",
    Verdict.UPDATED: "Updated",
    Verdict.SENT_BACK: "Sent back with a question",
    Verdict.SKIPPED: "Skipped",
}


def _decisions(review: int, item: Item) -> tuple[Button, ...]:
    """What can be decided on an item."""
    ref = item.point.reference
    skip = (Button("Skip", ReviewStep(review, ref, "skip")),) if item.waits else ()
    if item.point.status is Status.CLOSED:
        accept = Button(f"Accept {item.point.ref}", ReviewStep(review, ref, "accept"), Look.MAIN)
        question = ReviewStep(review, ref, "send_back", closing=item.closing)
        ask = Button("Send back with a question", question, form=True)
        return (accept, ask, Button("Reopen", ReopenAction(ref)), *skip)
    return (
        Button(f"Close {item.point.ref}", ReviewStep(review, ref, "close"), Look.MAIN, form=True),
        Button("Carry over", ReviewStep(review, ref, "carry")),
        Button("Update", ReviewStep(review, ref, "update"), form=True),
        *skip,
    )


def _ways(sheet: Sheet, at: int) -> tuple[Button, ...]:
    """Back, onwards, and the way out of a decision."""
    item = sheet.items[at]
    ways = [Button("Undo", Undo(item.change))] if item.change else []
    if at > 0:
        ways.append(Button("Back", ShowReview(sheet.review, at - 1)))
    if not item.waits:
        following = at + 1 if at + 1 < len(sheet.items) else None
        ways.append(Button("Next", ShowReview(sheet.review, following)))
    return tuple(ways)


def _summary(sheet: Sheet) -> tuple[list[Part], tuple[Button, ...]]:
    """What was decided, with the new numbers."""
    parts = _heading(sheet)
    for name in dict.fromkeys(_GROUPS.values()):
        decided = [item for item in sheet.items if item.verdict and _GROUPS[item.verdict] == name]
        parts += _bullets(name.capitalize(), map(_line, decided))
    day = sheet.meeting.day
    export = Button("Export the register", ExportRegister(meeting=day.isoformat() if day else ""), Look.MAIN)
    skipped = [at for at, item in enumerate(sheet.items) if item.verdict is Verdict.SKIPPED]
    again = [Button("Go through the skipped ones", ShowReview(sheet.review, skipped[0]))] if skipped else []
    back = [Button("Back", ShowReview(sheet.review, len(sheet.items) - 1))] if sheet.items else []
    return parts, (export, *again, *back)


def _line(item: Item) -> str:
    moved = f" → {item.point.carried_to}" if item.point.carried_to else ""
    return f"{item.point.ref}{moved} {shorten(item.point.text, LINE, placeholder='…')}"


def _bullets(heading: str, lines: Iterable[str]) -> list[Part]:
    told = list(lines)
    return [
        Bullets(tuple(told[first : first + LINES]), "" if first else heading)
        for first in range(0, len(told), LINES)
    ]
