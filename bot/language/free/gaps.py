"""What a line has for the gaps of a command: its meeting and days, whoever is named, and the words it brings along."""

import re
from dataclasses import dataclass
from functools import cached_property, partial

from bot.language.everyday import STOP
from bot.language.free.asking import clean
from bot.language.free.evidence import evidence
from bot.language.free.label import label_of
from bot.language.free.occasions_said import Day, Occasion, days_in, occasion
from bot.language.free.reading import Reading
from store.views import MeetingView

# Whoever comes after somebody stands before or behind one of these.
_AFTER = r"\b(?i:replaced by|succeeded by|followed by|successor is|replacement is|successor will be|taken over by)\s+"
_OVER = (
    r"\s*(?i:is |has |will |'s |is now )?(?i:tak(?:ing|es|en|e) over|took over|step(?:s|ping|ped)? in|replac\w+|succeed\w*"
    r"|in (?:her|his|their) place|instead|takes the seat)"
)
_COMES_AFTER, _TAKES_OVER = re.compile(f"{_AFTER}$"), re.compile(f"^{_OVER}")
_NAME = r"((?:[A-Z][\w'’.-]*\s+){1,3}[A-Z][\w'’-]+)"
_SOMEBODY_NEW = (re.compile(f"{_AFTER}{_NAME}"), re.compile(f"{_NAME}{_OVER}"))


@dataclass
class Gaps:
    """The gaps of one line, for one request: `title` says which words are the request's own."""

    r: Reading
    title: str
    of_a_meeting: bool = True

    @cached_property
    def occasion(self) -> Occasion:
        """The meeting of the line and its other days; where no meeting is wanted, all of its days."""
        found = occasion(self.r)
        return found if self.of_a_meeting else Occasion(None, frozenset(), tuple(days_in(self.r)))

    @property
    def meeting(self) -> MeetingView | None:
        """The meeting that is named, or the one whose reminder the talk is under."""
        found, given = self.occasion.meeting, self.r.context.meeting
        if found or given is None:
            return found
        return next((m for m in self.r.context.words.meetings if m.id == given), None)

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Everybody who is named, in their order; somebody who may be several, as they were said."""
        found = (n for n in self.r.names if any(p.kind == "person" for p in n.parties))
        return tuple(dict.fromkeys(each.name for each in found))

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """Every organisation that is named, in their order."""
        found = (n for n in self.r.names if n.parties[0].kind == "organisation")
        return tuple(dict.fromkeys(each.name for each in found))

    @cached_property
    def successor(self) -> str:
        """Whoever of those named comes after the other; somebody whom the books do not have by the name that is said."""
        for each in self.r.names:
            before = self.r.line[: self.r.tokens[each.first].start]
            behind = self.r.line[self.r.tokens[each.last - 1].end :]
            if _COMES_AFTER.search(before) or _TAKES_OVER.match(behind):
                return each.name
        if len(self.people) == 2:
            return self.people[1]
        new = (pattern.search(self.r.line) for pattern in _SOMEBODY_NEW if self.people)
        return next((found[1] for found in new if found), "")

    def day(self, place: int = 0) -> Day | None:
        """One of the days that do not name the meeting."""
        days = self.occasion.days
        return days[place] if -len(days) <= place < len(days) else None

    def from_day(self) -> str:
        """The words from the first of those days to the end of the line."""
        day = self.day()
        return clean(self.r.line[self.r.tokens[day.first].start :]) if day else ""

    def free(self, *, beyond: int = -1, until: int | None = None) -> str:
        """The words that the line brings along, from the first to the last of them, as they were written."""
        own = partial(evidence().has, self.title)
        used = set(self.occasion.tokens) | {i for d in self.occasion.days for i in range(d.first, d.last)}
        used |= {i for each in self.r.refs for i in each.tokens}
        places = [
            i
            for i, token in enumerate(self.r.tokens)
            if i > beyond
            and (until is None or i < until)
            and i not in used
            and (token.capital or token.word not in STOP)
            and (not own(label_of(token.word)) or (token.capital and i and len(token.text) > 1))
        ]
        if not places:
            return ""
        first, last = places[0], places[-1]
        if first and self.r.tokens[first - 1].word in ("the", "our") and first - 1 not in used:
            first -= 1
        return clean(self.r.line[self.r.tokens[first].start : self.r.tokens[last].end])

    def place_at(self, offset: int) -> int:
        """The first token at or behind that place of the line."""
        return next((i for i, t in enumerate(self.r.tokens) if t.start >= offset), len(self.r.tokens))
