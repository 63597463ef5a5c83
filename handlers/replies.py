"""What a handler answers: parts and buttons, without a word about how they are drawn.

A button carries a Request, so that pressing it, or saying what it says, is the same as asking. The blocks and the
plain text are made from the same parts (`bot.blocks`).
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

import msgspec

from handlers.requests import AnyRequest, encode
from store.views import EventView, MeetingView, PointView, UpdateView


class Outcome(StrEnum):
    """What came of a request."""

    ANSWERED = "answered"
    CHANGED = "changed"
    CONFIRM = "confirm"
    CHOOSE = "choose"
    REFUSED = "refused"
    NOT_UNDERSTOOD = "not_understood"


class Look(StrEnum):
    """How much a button wants to be pressed."""

    PLAIN = "plain"
    MAIN = "main"
    RISKY = "risky"


class Button(msgspec.Struct, frozen=True):
    """Something that can be pressed instead of typed. `form`: what is missing is asked for first."""

    label: str
    request: AnyRequest
    look: Look = Look.PLAIN
    form: bool = False


class Title(msgspec.Struct, frozen=True, tag="title"):
    """The first line."""

    text: str


class Text(msgspec.Struct, frozen=True, tag="text"):
    """A paragraph; words of people inside are data, not markup."""

    text: str


class Note(msgspec.Struct, frozen=True, tag="note"):
    """Something said quietly below."""

    text: str


class Heading(msgspec.Struct, frozen=True, tag="heading"):
    """A small heading within a list."""

    text: str


class Menu(msgspec.Struct, frozen=True, tag="menu"):
    """A choice of which one stands now: each button's request draws the message anew in its place.

    It is a way to go on like the buttons below a reply, so the plain text does not list it.
    """

    label: str
    options: "tuple[Button, ...]"
    chosen: str = ""


class ButtonRow(msgspec.Struct, frozen=True, tag="buttons"):
    """Buttons about what stands right above them; what they do can be said as well, so plain text leaves them out."""

    options: "tuple[Button, ...]"


class Bar(msgspec.Struct, frozen=True):
    """A line of a chart: what became of the action points that one meeting minuted."""

    name: str
    open: int
    closed: int
    carried: int

    @property
    def minuted(self) -> int:
        """How many there are in all."""
        return self.open + self.closed + self.carried


class Chart(msgspec.Struct, frozen=True, tag="chart"):
    """A small bar chart that is also a list of plain sentences."""

    heading: str
    bars: tuple[Bar, ...]


class Bullets(msgspec.Struct, frozen=True, tag="bullets"):
    """A short list, with an optional heading."""

    lines: tuple[str, ...]
    heading: str = ""


class Row(msgspec.Struct, frozen=True, tag="row"):
    """One entry of a list: what it is, what there is to say of it, and what can be done with it.

    A `struck` one is crossed out for the eye; its words say why.
    """

    heading: str
    lines: tuple[str, ...] = ()
    button: Button | None = None
    struck: bool = False


class PointRow(msgspec.Struct, frozen=True, tag="point"):
    """An action point in a list; `today` is what its lateness is counted from. A `brief` one leaves out the note."""

    point: PointView
    today: date
    button: Button | None = None
    brief: bool = False


class Card(msgspec.Struct, frozen=True, tag="card"):
    """One action point with all there is to say: its chain (the origin first), updates and history.

    `source` is the address of the message it was logged from.
    """

    point: PointView
    today: date
    chain: tuple[PointView, ...] = ()
    updates: tuple[UpdateView, ...] = ()
    events: tuple[EventView, ...] = ()
    source: str = ""


class MeetingCard(msgspec.Struct, frozen=True, tag="meeting"):
    """A meeting with its date, venue and deadlines."""

    meeting: MeetingView
    today: date
    lines: tuple[str, ...] = ()


Part = (
    Title | Heading | Text | Note | Menu | ButtonRow | Chart | Bullets | Row | PointRow | Card | MeetingCard
)


class File(msgspec.Struct, frozen=True):
    """A paper to hand over beside the reply; a `personal` one goes to the person who asked alone.

    It is written when it is handed over, outside the transaction and the acknowledgement, since that may take long.
    """

    name: str
    title: str
    write: Callable[[], bytes]
    personal: bool = False


class Reply(msgspec.Struct, frozen=True):
    """The answer to one request.

    `about` holds the full references that a conversation is about from now on. A `private` reply is for the
    person who asked alone, whoever else is in the channel; a `forbidden` one says
    that they may not. `asks` is a request that lacks something: where there are forms, its form is opened at once
    instead. A `live` one is a message that shows how something stands: everybody sees it, presses change it in place
    instead of being answered below, and that request draws it anew. `redraws` is a meeting whose posted reminders show
    figures that this has changed. `to_be_seen` is the last of the changes that somebody had not seen: they were told of
    it instead, and who has seen it may ask again. `field` is the part of the request that a refusal is about. `answers` is
    the question that it answers, which the next line may follow up (“and for Ada?”). `unanswered` is what led nowhere, for the
    secretariat to see. `exactly` is the request for just what was done now, where what was asked for may be more another time.
    """

    outcome: Outcome
    parts: tuple[Part, ...]
    buttons: tuple[Button, ...] = ()
    about: tuple[str, ...] = ()
    file: File | None = None
    private: bool = False
    forbidden: bool = False
    asks: AnyRequest | None = None
    live: AnyRequest | None = None
    redraws: int | None = None
    to_be_seen: int | None = None
    field: str = ""
    answers: AnyRequest | None = None
    unanswered: str = ""
    exactly: AnyRequest | None = None


_DECODER = msgspec.json.Decoder(Reply)


def remembered(reply: Reply) -> str:
    """A reply as text for the memory of deliveries."""
    return encode(reply)


def recalled(text: str) -> Reply:
    """The reply that `remembered` wrote."""
    return _DECODER.decode(text)


def answered(*parts: Part, buttons: tuple[Button, ...] = (), about: tuple[str, ...] = ()) -> Reply:
    """A reply that tells something."""
    return Reply(Outcome.ANSWERED, parts, buttons, about)


def refused(sentence: str, *, forbidden: bool = False, field: str = "") -> Reply:
    """A reply that says why not; only the person who asked sees it."""
    return Reply(Outcome.REFUSED, (Text(sentence),), private=True, forbidden=forbidden, field=field)
