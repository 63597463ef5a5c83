"""What a list is about: a meeting, somebody, or words; and what comes nearest where no action point has all the words."""

import re
from collections.abc import Sequence
from datetime import date

from store.dates import MONTH_NUMBERS, day, parse_date
from store.names import candidates, doubtful
from store.register_reading import MOST_WORDS, Points
from store.views import MeetingView
from store.vocabulary import Vocabulary

SHOWN = 80  # characters of what was asked for


def narrowed_to(about: str, points: Points, words: Vocabulary, today: date) -> tuple[Points, str]:
    """Narrow to a meeting, else to an owner, else to words. Raises Ambiguous when a name may be several."""
    if named := _named(about, points, words, today):
        return named
    return points.saying(about), mentioning(about)


def _named(about: str, points: Points, words: Vocabulary, today: date) -> tuple[Points, str] | None:
    meetings = meetings_named(about, words.meetings, today)
    if meetings:
        return points.minuted_at(meetings[0].id), f"of the meeting of {_when(meetings[0])}"
    found = candidates(about, words, today)
    if len(found) > 1:
        raise doubtful(about, found, words)
    return (points.owned_by(found[0]), f"of {found[0].name}") if found else None


def mentioning(words: str) -> str:
    """How a list is called that holds what has these words."""
    return f"that mention “{words[:SHOWN]}”"


def in_part(about: str, points: Points, words: Vocabulary, today: date) -> tuple[str, str]:
    """Of words which no action point has all of, those that some have together, the longest first, and what is left over.

    ("", …) where none occurs at all, ("", "") where it is no matter of words. For a question in which more was said than
    what it is about: "the lighting thing that drags on".
    """
    if _named(about, points, words, today):
        return "", ""
    said = about.split()[:MOST_WORDS]
    counts = {word: points.saying(word).page(1, 1).total for word in dict.fromkeys(said)}
    kept: list[str] = []
    for word in sorted(filter(counts.get, counts), key=len, reverse=True):
        if not kept or points.saying(" ".join([*kept, word])).page(1, 1).total:
            kept.append(word)
    return _in_order(said, kept), _in_order(said, set(said).difference(kept))


def _in_order(said: Sequence[str], some: Sequence[str] | set[str]) -> str:
    return " ".join(word for word in said if word in some)


def meetings_named(said: str, meetings: tuple[MeetingView, ...], today: date) -> list[MeetingView]:
    """The meetings that a date, a month or "month year" means, the Board's and the latest first."""
    words = re.sub(r"\b(?:the|meeting|board|of|from|at)\b", " ", said.casefold()).split()
    exact = parse_date(" ".join(words), near=today)
    if exact:
        return [m for m in meetings if m.day == exact]
    if not words or words[0].strip(".,") not in MONTH_NUMBERS:
        return []
    month, years = (
        MONTH_NUMBERS[words[0].strip(".,")],
        [int(w) for w in words[1:] if re.fullmatch(r"20\d\d", w)],
    )
    if len(words) > 1 + len(years):
        return []
    named = [m for m in meetings if m.month.month == month and (not years or m.month.year in years)]
    return sorted(named, key=lambda m: (m.month.year, m.is_board, m.kind == "meeting"), reverse=True)


def _when(meeting: MeetingView) -> str:
    return day(meeting.day) if meeting.day else f"{meeting.month:%B %Y}"
