"""The draft of an annual review: what it says, with its charts and the words that stand for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from store.dates import day
from store.papers.writing.blocks import Block, heading, picture, text
from store.papers.writing.pictures import Picture
from store.papers.writing.register_paper import Edition, printable
from store.papers.writing.register_words import Words
from store.papers.writing.reports import Report, figures, named


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A meeting that was held; `present` is None where nobody has noted who came."""

    day: date
    name: str
    venue: str
    present: int | None


@dataclass(frozen=True, slots=True)
class Seat:
    """How often an organisation was at the Board's meetings, of those whose attendance is known."""

    organisation: str
    attended: int
    of: int

    @property
    def share(self) -> str:
        """Such as "75%"."""
        return f"{round(100 * self.attended / self.of)}%" if self.of else ""


@dataclass(frozen=True, slots=True)
class Work:
    """What became of action points: those first minuted in the year under `name`, and how long the closed ones took.

    `days` is the median from the meeting that first minuted one to its closing, of the `dated` ones whose day of closing is
    known: papers often tell only that one is closed. None where no such day is known.
    """

    name: str
    raised: int
    closed: int
    open: int
    days: int | None
    dated: int = 0

    @property
    def took(self) -> str:
        """The time to close in words."""
        if self.days is None:
            return "not known" if self.closed else "none closed"
        of = f" ({self.dated} of {self.closed})" if self.dated < self.closed else ""
        return f"{self.days} day{'' if self.days == 1 else 's'}{of}"


@dataclass(frozen=True, slots=True)
class AnnualPaper(Report):
    """The annual review of the year called `year`.

    `whole` is of all action points raised in it, `by_meeting` and `by_priority` are its parts; `carried` counts how often
    one was carried over, `closings` those closed within the year, whenever they were raised.
    """

    partnership: str
    year: str
    as_at: date
    meetings: tuple[HeldMeeting, ...]
    seats: tuple[Seat, ...]
    known: int
    boards: int
    whole: Work
    closings: int
    carried: int
    by_meeting: tuple[Work, ...]
    by_priority: tuple[Work, ...]
    edition: Edition = Edition.PUBLIC

    @property
    def kind(self) -> str:
        """The name of its template."""
        return "annual"

    @property
    def title(self) -> str:
        """What the paper is."""
        return f"Annual review {self.year}: draft"

    @property
    def summary(self) -> list[str]:
        """The year in a few lines."""
        closed = f"{self.whole.closed} {'is' if self.whole.closed == 1 else 'are'} closed"
        return [
            _count(len(self.meetings), "meeting was held", "meetings were held"),
            _count(self.whole.raised, "action point was raised", "action points were raised"),
            f"{self.closings} {'is' if self.closings == 1 else 'are'} known to have been closed within the year",
            _count(self.carried, "time one was carried over", "times one was carried over"),
            f"Of those raised, {closed} and {self.whole.open} still open on {day(self.as_at)}",
            *self._time_to_close(),
        ]

    def _time_to_close(self) -> list[str]:
        """The middle time, and of how many it is known; a day that no paper gives is not worked out."""
        undated = self.whole.closed - self.whole.dated
        unknown = f"when {undated} of the closed ones {'was' if undated == 1 else 'were'} closed is not known"
        if self.whole.days is None:
            return [unknown.capitalize()] if undated else []
        middle = (
            f"The middle time to close one was {self.whole.days} day{'' if self.whole.days == 1 else 's'}"
        )
        return [f"{middle}; {unknown}" if undated else middle]

    @property
    def closing_note(self) -> str:
        """What the times to close are counted from, and what they leave out."""
        return (
            "The time to close is the median of days from the meeting that first minuted an action point to its closing."
            " “41 days (3 of 4)” is that of the three of four whose day of closing is known."
        )

    @property
    def attendance_note(self) -> str:
        """Of how many meetings the attendance is known."""
        if not self.boards:
            return "The Board held no meeting in the year."
        if not self.known:
            return "Nobody has noted who came to the Board's meetings."
        of = f"all {self.boards}" if self.known == self.boards else f"{self.known} of the {self.boards}"
        return f"Attendance is known of {of} meetings of the Board. A member who was represented counts as attending."

    @property
    def words(self) -> Words:
        """Its words by the names under which templates know them."""
        return {
            **self.opening,
            "year": self.year,
            "meetings": named(_MEETING, self._meeting_rows()),
            "attendance_note": self.attendance_note,
            "closing_note": self.closing_note,
            "attendance": named(_SEAT, self._seat_rows()),
            "by_meeting": named(_WORK, _work_rows(self.by_meeting)),
            "by_priority": named(_WORK, _work_rows(self.by_priority)),
            "charts": {name: draw(self) for name, draw in _charts().items()},
        }

    @property
    def document(self) -> Words:
        """Its words as blocks."""
        charts = {name: draw(self) for name, draw in _charts().items()}
        blocks: list[Block] = [
            heading("Meetings held", 2),
            *figures(
                "Meetings held",
                ("Day", "Meeting", "Venue", "Present"),
                (3.5, 5.5, 6, 2),
                self._meeting_rows(),
            ),
            heading("Attendance by organisation", 2),
            text(self.attendance_note),
            *_shown(charts["attendance"], self.seats),
            *figures(
                "Attendance by organisation",
                ("Organisation", "Attended", "Of", "Share"),
                (9, 3, 2, 3),
                self._seat_rows(),
            ),
            heading("Action points", 2),
            text(self.closing_note),
            *_shown(charts["actions"], self.by_meeting),
            *figures("Action points by meeting", ("Meeting", *_HEADS), _WIDTHS, _work_rows(self.by_meeting)),
            heading("Action points by priority", 2),
            *_shown(charts["priorities"], self.by_priority),
            *figures(
                "Action points by priority", ("Priority", *_HEADS), _WIDTHS, _work_rows(self.by_priority)
            ),
        ]
        return self.as_document(blocks)

    def _meeting_rows(self) -> list[list[str]]:
        return [
            [day(held.day), printable(held.name), printable(held.venue), _number(held.present)]
            for held in self.meetings
        ]

    def _seat_rows(self) -> list[list[str]]:
        return [
            [printable(seat.organisation), str(seat.attended), str(seat.of), seat.share]
            for seat in self.seats
        ]


_MEETING = ("day", "name", "venue", "present")
_SEAT = ("organisation", "attended", "of", "share")
_WORK = ("name", "raised", "closed", "open", "took")
_HEADS = ("Raised", "Closed", "Open", "Time to close")
_WIDTHS = (7, 2, 2, 2, 4)


def _charts() -> dict[str, Callable[[AnnualPaper], Picture]]:
    """The charts by their names; drawing is loaded when there is something to draw."""
    from store.papers.writing import annual_charts  # noqa: PLC0415

    return {
        "actions": lambda paper: annual_charts.work("Action points by meeting", paper.by_meeting),
        "attendance": lambda paper: annual_charts.attendance(paper.seats),
        "priorities": lambda paper: annual_charts.work("Action points by priority", paper.by_priority),
    }


def _work_rows(work: Sequence[Work]) -> list[list[str]]:
    return [[printable(one.name), str(one.raised), str(one.closed), str(one.open), one.took] for one in work]


def _shown(chart: Picture, of: Sequence[object]) -> list[Block]:
    return [picture(chart.png, chart.alternative)] if of else []


def _number(count: int | None) -> str:
    return "not noted" if count is None else str(count)


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
