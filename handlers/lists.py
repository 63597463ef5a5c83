"""Lists of action points: mine, open, overdue, closed, carried, all; by name, organisation, meeting or words."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

import msgspec
from msgspec.structs import replace

from handlers.access import Operation
from handlers.desk import Audience, Desk
from handlers.narrowing import SHOWN, in_part, mentioning, narrowed_to
from handlers.register_requests import AddAction, CloseAction, CountActions, ListActions, MyActions, Whose
from handlers.replies import Button, Heading, Menu, Note, Outcome, Part, PointRow, Reply, Text, Title
from store.calendar import next_board_meeting
from store.dates import full_day
from store.names import Party
from store.register_reading import Page, Points, State
from store.views import PointView

FEW = 5  # so many rows need no headings between them
PAGE = 10  # rows with a button each stay well under Slack's 50 blocks, and fit a phone


def mine(request: MyActions, desk: Desk) -> Reply:
    """The caller's own unfinished ones, and those that they cover; the group's open ones when there are none."""
    desk.require(Operation.READ)
    if desk.person is not None:
        own, covered = own_page(desk, request.page), _covered(desk)
        if own.total or covered:
            said = _shown("Your open action points", own, request, desk)
            return replace(said, parts=(*said.parts, *covered))
    listed = listing(ListActions(page=request.page), desk)
    if desk.person is None:
        return listed
    parts = (Text("You own no open action points. These are the partnership's:"), *listed.parts)
    return Reply(listed.outcome, parts, listed.buttons, listed.about, private=listed.private)


def _covered(desk: Desk) -> tuple[Part, ...]:
    """What is open of those who are away, each under a heading that says so."""
    parts: list[Part] = []
    for person, absence in desk.covers:
        theirs = _of(Party("person", person.id, person.name), desk).page(1, PAGE)
        if theirs.total:
            parts += [
                Heading(covered_heading(person.name, absence.until)),
                *(row_of(p, desk) for p in theirs.views),
            ]
        if left := theirs.total - len(theirs.views):
            parts.append(Note(f"{left} more: `/actions {person.name}`."))
    return tuple(parts)


def covered_heading(name: str, until: date) -> str:
    """Above what somebody is told because they cover."""
    return f"For {name}, who is away until {full_day(until)}"


def own_open(desk: Desk) -> tuple[str, ...]:
    """Full references of what the caller owns, in person or covering for an owner, and has not finished."""
    if desk.person is None:
        return ()
    covered = (Party("person", person.id, person.name) for person, _ in desk.covers)
    owned = (_of(party, desk) for party in (desk.me, *covered))
    return tuple(dict.fromkeys(point.full_ref for points in owned for point in points.in_register_order()))


def own_page(desk: Desk, number: int = 1) -> Page:
    """A page of what the caller owns, in person, and has not finished."""
    return _own(desk).page(number, PAGE)


def _own(desk: Desk) -> Points:
    return _of(desk.me, desk)


def _of(owner: Party, desk: Desk) -> Points:
    points = desk.books.register.points
    seen = points if desk.sees_own_confidential else points.public()
    return seen.in_state(State.OPEN).owned_by(owner)


def listing(request: ListActions, desk: Desk) -> Reply:
    """A list by state, narrowed to what it is about."""
    desk.require(Operation.READ)
    points = _narrowed(visible(desk).in_state(request.state), request.whose, desk)
    title = f"{TITLES[request.state]}{_WHOSE[request.whose]}"
    if request.by:
        points, title = points.due_by(request.by), f"{title} due by {full_day(request.by)}"
    if not request.about:
        return _shown(title, points.page(request.page, PAGE), request, desk)
    found, which = narrowed_to(request.about, points, desk.words, desk.today)
    page = found.page(request.page, PAGE)
    if page.total:
        return _shown(f"{title} {which}", page, request, desk)
    return _nearest(f"{title} {which}", title, points, request, desk)


def _nearest(asked: str, title: str, points: Points, request: ListActions, desk: Desk) -> Reply:
    """Where no action point has all the words: what has most of them, else how many there are without any of them."""
    kept, left = in_part(request.about, points, desk.words, desk.today)
    if kept:
        page = points.saying(kept).page(1, PAGE)
        shown = _shown(f"{title} {mentioning(kept)}", page, replace(request, about=kept), desk)
        return replace(shown, parts=(*shown.parts, Note(f"None of them mentions “{left[:SHOWN]}”.")))
    reply = _empty(asked, _filters(request, desk), desk)
    every = points.page(1, 1).total if left else 0
    if not every:
        return reply
    among = Note(f"{title} in all: {every}.")
    return replace(
        reply,
        parts=(*reply.parts, among),
        buttons=(Button("Show them all", replace(request, about="", page=1)), *reply.buttons),
    )


def count(request: CountActions, desk: Desk) -> Reply:
    """The number first, then what to press for the list."""
    desk.require(Operation.READ)
    points = _narrowed(visible(desk).in_state(request.state), request.whose, desk)
    if not request.about:
        return _counted(points, "", request)
    found, which = narrowed_to(request.about, points, desk.words, desk.today)
    if found.page(1, 1).total:
        return _counted(found, which, request)
    kept, left = in_part(request.about, points, desk.words, desk.today)
    if kept:
        reply = _counted(points.saying(kept), mentioning(kept), replace(request, about=kept))
        return replace(reply, parts=(*reply.parts, Note(f"None of them mentions “{left[:SHOWN]}”.")))
    none = _counted(found, which, request)
    if not left or not (every := points.page(1, 1)).total:
        return none
    every_one = ListActions(request.state, whose=request.whose)
    in_all = Text(f"In all: {_number(every, request)}.")
    return replace(none, parts=(*none.parts, in_all), buttons=(Button("Show them all", every_one),))


def _counted(points: Points, which: str, request: CountActions) -> Reply:
    page = points.page(1, 1)
    listed = Button("Show them", ListActions(request.state, request.about, whose=request.whose))
    return Reply(
        Outcome.ANSWERED, (Text(f"{_number(page, request, which)}."),), (listed,) if page.total else ()
    )


def _number(page: Page, request: CountActions, which: str = "") -> str:
    kind = _KINDS[request.state]
    said = (
        f"{page.total} {kind} action point{'' if page.total == 1 else 's'}"
        if page.total
        else f"There are no {kind} action points"
    )
    late = f", {page.overdue} of them overdue" if request.state is State.OPEN and page.overdue else ""
    return f"{said}{_WHOSE[request.whose]}{f' {which}' if which else ''}{late}"


_KINDS = {
    State.OPEN: "open",
    State.OVERDUE: "overdue",
    State.UNDATED: "undated",
    State.CLOSED: "closed",
    State.CARRIED: "carried-over",
    State.ALL: "minuted",
}

TITLES = {
    State.OPEN: "Open action points",
    State.OVERDUE: "Overdue action points",
    State.UNDATED: "Undated action points",
    State.CLOSED: "Closed action points",
    State.CARRIED: "Carried-over action points",
    State.ALL: "Action points",
}


_WHOSE = {
    Whose.ANYBODY: "",
    Whose.MY_ORGANISATION: " of your organisation",
    Whose.LOGGED_BY_ME: " minuted by you",
    Whose.NOBODY: " that nobody owns",
}


def _narrowed(points: Points, whose: Whose, desk: Desk) -> Points:
    """Narrow to the caller's side of it. Raises NotFound for a stranger, who has none."""
    if whose is Whose.MY_ORGANISATION:
        return points.owned_by_any_of(_organisations(desk))
    if whose is Whose.LOGGED_BY_ME:
        return points.logged_by(desk.me.id or 0)
    if whose is Whose.NOBODY:
        return points.owned_by_nobody()
    return points


def _organisations(desk: Desk) -> list[int]:
    """The organisations for which the caller sits today."""
    return sorted(desk.person.bodies(desk.today)) if desk.person else []


def visible(desk: Desk) -> Points:
    """What lists may show the caller here."""
    points = desk.books.register.points
    return points if desk.sees_confidential else points.public()


def _shown(title: str, page: Page, request: ListActions | MyActions, desk: Desk) -> Reply:
    menu = _filters(request, desk)
    if not page.total:
        return _empty(title, menu, desk)
    heading = Title(f"{title}: {page.total}{_late(page, request)}")
    grouped = page.total > FEW and _unfinished_only(request)
    rows = by_urgency(page.views, desk) if grouped else [row_of(point, desk) for point in page.views]
    about = tuple(point.full_ref for point in page.views)
    return Reply(
        Outcome.ANSWERED, (heading, menu, *rows, *_notes(request, page)), _turn(request, page), about
    )


def _unfinished_only(request: ListActions | MyActions) -> bool:
    return isinstance(request, MyActions) or request.state is State.OPEN


def row_of(point: PointView, desk: Desk) -> PointRow:
    """An action point in a list, with its Close button for whoever may press it."""
    return PointRow(point, desk.today, _close_button(point, desk))


def by_urgency(views: list[PointView], desk: Desk) -> list[Part]:
    """Unfinished ones, which come in the order of their due dates, under headings that say how soon."""
    following = next_board_meeting(desk.words.meetings, desk.today)
    limit = following.day if following else None
    parts: list[Part] = []
    for heading, group in groupby(views, lambda point: _urgency(point, desk.today, limit)):
        parts += [Heading(heading), *(row_of(point, desk) for point in group)]
    return parts


def _urgency(point: PointView, today: date, meeting: date | None) -> str:
    if point.due is None:
        return "No date"
    if point.due < today:
        return "Overdue"
    return "Due by the next meeting" if meeting and point.due <= meeting else "Later"


def _filters(request: ListActions | MyActions, desk: Desk) -> Menu:
    """The other lists. What they are about is kept; what is the caller's own is for their eyes only."""
    about = "" if isinstance(request, MyActions) else request.about
    offers = [Button(label, ListActions(state, about)) for label, state in _STATES.items()]
    if desk.person is not None and desk.caller.audience is Audience.PRIVATE:
        offers.insert(0, Button("Mine", MyActions()))
        if _organisations(desk):
            offers.append(Button("My organisation's", ListActions(whose=Whose.MY_ORGANISATION)))
        if desk.may(Operation.LOG):
            offers.append(Button("Minuted by me", ListActions(State.ALL, whose=Whose.LOGGED_BY_ME)))
    shown = _at(request, 1)
    chosen = next((offer.label for offer in offers if offer.request == shown), "")
    return Menu("Another list", tuple(offers), chosen)


_STATES = {
    "Open": State.OPEN,
    "Overdue": State.OVERDUE,
    "Closed": State.CLOSED,
    "Carried over": State.CARRIED,
    "All": State.ALL,
}


def _late(page: Page, request: ListActions | MyActions) -> str:
    if isinstance(request, ListActions) and request.state is not State.OPEN:
        return ""
    return f", {page.overdue} overdue" if page.overdue else ""


def _notes(request: ListActions | MyActions, page: Page) -> Iterator[Note]:
    if isinstance(request, ListActions) and request.state is State.UNDATED:
        yield Note("Without a date of its own an action point is due at its group's next meeting.")
    first, shown = (page.number - 1) * PAGE + 1, len(page.views)
    if shown < page.total:
        yield Note(f"{first} to {first + shown - 1} of {page.total} are shown.")


def _turn(request: ListActions | MyActions, page: Page) -> tuple[Button, ...]:
    turned = []
    if page.number > 1:
        turned.append(Button("Previous page", _at(request, page.number - 1)))
    if page.number * PAGE < page.total:
        turned.append(Button("Next page", _at(request, page.number + 1)))
    return tuple(turned)


def _at(request: ListActions | MyActions, page: int) -> ListActions | MyActions:
    if isinstance(request, MyActions):
        return MyActions(page)
    return msgspec.structs.replace(request, page=page)


def _close_button(point: PointView, desk: Desk) -> Button | None:
    if not point.unfinished or not desk.may(Operation.CLOSE, own=_owned_by_name(point, desk)):
        return None
    return Button(f"Close {point.ref}", CloseAction(point.reference), form=True)


def _owned_by_name(point: PointView, desk: Desk) -> bool:
    """Whether the caller seems to be an owner; the press itself is checked against the books."""
    if desk.person is None:
        return False
    return bool({desk.person.name, *desk.person.bodies(desk.today).values()} & set(point.owners))


def _empty(title: str, menu: Menu, desk: Desk) -> Reply:
    log = Button("Log an action point", AddAction(""), form=True)
    offers = (log,) if desk.may(Operation.LOG) else ()
    return Reply(Outcome.ANSWERED, (Text(f"{title}: there are none."), menu), offers)
