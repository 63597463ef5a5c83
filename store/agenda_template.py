"""The items that stand on every agenda, as data: what an agenda begins with before anybody has added to it.

Which they are, and their order, is what the packs of the partnerships print: welcome and apologies, the minutes and action
points of the meeting before, questions from the public where the meeting is public, a break halfway, and at the end any
other business and the date of the next meeting. Each agenda is then edited as its meeting needs it.
"""

from dataclasses import dataclass, replace

NEXT_MEETING = "next_meeting"
CLOSING = ("any other business", "date of the next", "date of next")
"""How titles begin that stay at the end of an agenda, in this order, as plain words."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A standing item. `{previous}` and `{following}` in its title are the meetings before and after.

    `board`: only at the formal meetings of the Board, which are the long ones, and open to the public. `second`: not at
    a group's first meeting.
    """

    title: str
    leads: tuple[str, ...] = ()
    minutes: int | None = None
    kind: str = "item"
    board: bool = False
    second: bool = False


STANDING = (
    Standing("Welcome, introductions and apologies for absence", ("Chair",), 10),
    Standing("Minutes of the meeting of {previous}", ("All",), 5, "for agreement", second=True),
    Standing("Review of the action points", ("All",), 10, second=True),
    Standing("Questions from the public", ("Chair",), 10, board=True),
    Standing("Comfort break", (), 10, "break", board=True),
    Standing("Any other business", ("All",), 5),
    Standing("Date of the next meeting: {following}", (), None, NEXT_MEETING),
)


def standing_items(previous: str | None, following: str, *, board: bool) -> list[Standing]:
    """The standing items of a meeting; `previous` and `following` are dates in words, the first None when there was none."""
    wanted = (one for one in STANDING if (previous or not one.second) and (board or not one.board))
    return [replace(one, title=one.title.format(previous=previous, following=following)) for one in wanted]
