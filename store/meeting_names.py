"""Which meeting is meant: by its day, its month, its group, what it is, as the next one, or by several of these.

A name is read first, without asking whether there is such a meeting, and then looked for: those to come go before
those that are over. Several that fit are all returned, and whoever asked must ask back.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz import fuzz, process

from store.calendar import coming
from store.dates import MONTH_NUMBERS, PrintedDate, clock_time, full_day, month_name
from store.errors import Ambiguous, NotFound
from store.names import plain
from store.views import MeetingView
from store.vocabulary import GroupEntry, Vocabulary

LONGEST = 120  # characters; no name of a meeting is longer
OFFERED = 5  # meetings that a question names

_FILLERS = frozenset({"the", "our", "a", "meeting", "meetings", "of", "on", "in", "for", "at", "date", "tbc"})
_BOARD = frozenset({"board", "csp", "partnership"})
# Words that many groups share: alone they name none.
_COMMON = frozenset({"group", "and", "agency", "sub", "team", "forum", "panel", "session", "sessions"})
_YEAR = re.compile(r"20[0-9]{2}")


@dataclass(frozen=True, slots=True)
class MeetingName:
    """What a name says. `groups` are full names of groups, all equally likely; None where it names no group."""

    groups: frozenset[str] | None = None
    kind: str = ""
    day: PrintedDate | None = None
    month: int | None = None
    year: int | None = None
    next: bool = False
    id: int | None = None

    @property
    def bare(self) -> bool:
        """Says nothing at all."""
        return self == MeetingName()


def called(meeting: MeetingView, *, capital: bool = False) -> str:
    """What a meeting is called in a sentence: "the Board meeting of Tuesday 16 June 2026"."""
    return f"{'The' if capital else 'the'} {meeting.group} {meeting.kind} of {when(meeting)}"


def when(meeting: MeetingView) -> str:
    """Its day in full, or its month with "date TBC"."""
    if meeting.day:
        return full_day(meeting.day)
    return f"{month_name(meeting.month.year, meeting.month.month)}, date TBC"


def handle(meeting: MeetingView) -> str:
    """A name that means this meeting and no other, for buttons and forms."""
    return f"#{meeting.id}"


def read_name(said: str, words: Vocabulary) -> MeetingName | None:
    """What a name says; None when it is no name of a meeting: there is more in it, or it says a thing twice."""
    if len(said) > LONGEST:
        return None
    if identity := re.fullmatch(r"\s*#([0-9]{1,9})\s*", said):
        return MeetingName(id=int(identity[1]))
    tokens = re.sub(r"[,.:()]", " ", said.replace("’", "'").casefold()).split()
    name, left = _dated(MeetingName(), [token.removesuffix("'s") for token in tokens])
    name, left = _kind(name, left, {meeting.kind for meeting in words.meetings})
    if "next" in left:
        name = replace(name, next=True)
        left.remove("next")
    left = [token for token in left if token not in _FILLERS or _is_group(token, words)]
    if left:
        groups = groups_called(" ".join(left), words)
        if not groups or len(set(left)) < len(left):
            return None
        name = replace(name, groups=frozenset(group.name for group in groups))
    return None if name.bare else name


def _is_group(token: str, words: Vocabulary) -> bool:
    return any(plain(group.short_name) == token for group in words.groups)


def _dated(name: MeetingName, tokens: list[str]) -> tuple[MeetingName, list[str]]:
    """The name with the day, or the month and year, that stands among the tokens; and the other tokens."""
    for length in range(min(5, len(tokens)), 0, -1):
        for start in range(len(tokens) - length + 1):
            end = start + length
            if printed := PrintedDate.parse(" ".join(tokens[start:end])):
                return replace(name, day=printed), [*tokens[:start], *tokens[end:]]
    place = next((i for i, token in enumerate(tokens) if token in MONTH_NUMBERS), None)
    if place is None:
        return name, tokens
    end = place + 1
    year = int(tokens[end]) if end < len(tokens) and _YEAR.fullmatch(tokens[end]) else None
    left = [*tokens[:place], *tokens[end + (year is not None) :]]
    return replace(name, month=MONTH_NUMBERS[tokens[place]], year=year), left


def _kind(name: MeetingName, tokens: list[str], kinds: Iterable[str]) -> tuple[MeetingName, list[str]]:
    """The name with the kind of meeting that its tokens say ("development session"), and the other tokens."""
    for kind in sorted({*kinds, "session"} - {"meeting"}, key=len, reverse=True):
        wanted = re.sub(r"[(),]", "", kind).split()
        for start in range(len(tokens) - len(wanted) + 1):
            if [token.removesuffix("s") for token in tokens[start : start + len(wanted)]] == wanted:
                return replace(name, kind=kind), [*tokens[:start], *tokens[start + len(wanted) :]]
    return name, tokens


def groups_called(said: str, words: Vocabulary) -> list[GroupEntry]:
    """The groups that may be called so: by their name, their short name, or words of their name."""
    wanted = plain(said)
    tokens = frozenset(re.findall(r"[\w'&]+", wanted)) - {"the"}
    if not tokens:
        return []
    exact = [g for g in words.groups if wanted in (plain(g.name), plain(g.short_name))]
    if exact:
        return exact
    if tokens <= _BOARD or wanted in (plain(words.name), plain(words.short_name)):
        return [words.board] if words.board else []
    if tokens <= _COMMON:
        return []
    return [group for group in words.groups if tokens <= _words_of(group)]


def _words_of(group: GroupEntry) -> frozenset[str]:
    initials = "".join(re.findall(r"\b[A-Z]", group.name)).casefold()
    return frozenset({*re.findall(r"[\w'&]+", f"{plain(group.name)} {plain(group.short_name)}"), initials})


def one_group(said: str, words: Vocabulary) -> GroupEntry:
    """The group that is called so. Raises Ambiguous with the choices, NotFound with the nearest names."""
    found = groups_called(said, words)
    if len(found) == 1:
        return found[0]
    if found:
        names = [group.name for group in found]
        raise Ambiguous(f"“{said}” may be {' or '.join(names)}.", said, names)
    raise NotFound(
        f"No group is called “{said[:80]}”.{_nearest(said, words)} Nothing was changed;"
        " `/meetings group` adds one."
    )


def _nearest(said: str, words: Vocabulary) -> str:
    """The groups there are, those with the likest names first."""
    if not words.groups:
        return ""
    keys = {g.short_name: f"{plain(g.short_name)} {plain(g.name)}" for g in words.groups}
    likest = [name for _, _, name in process.extract(plain(said), keys, scorer=fuzz.WRatio, limit=OFFERED)]
    return f" There is {', '.join(likest)}." if len(likest) == 1 else f" There are {', '.join(likest)}."


def meetings_called(said: str, words: Vocabulary, today: date) -> list[MeetingView]:
    """The planned meetings that a name may mean, all equally likely, in order of date; empty when there is none."""
    name = read_name(said, words)
    return [] if name is None else fitting(name, words.meetings, today)


def fitting(name: MeetingName, meetings: tuple[MeetingView, ...], today: date) -> list[MeetingView]:
    """Those of the meetings that a name may mean: those to come before those that are over, the nearest year first."""
    fits = [meeting for meeting in meetings if _fits(name, meeting)]
    ahead = coming(tuple(fits), today)
    if name.id or not fits:
        return fits
    if not ahead:
        return _of_one_month(fits, fits[-1])
    if name.day or name.month:
        return _of_one_month(ahead, ahead[0])
    if name.groups is None and not name.kind:  # "the next meeting"
        return [m for m in ahead if m.is_board and m.kind == "meeting"][:1]
    return _next_of_each_group(ahead)


def _of_one_month(meetings: list[MeetingView], nearest: MeetingView) -> list[MeetingView]:
    """Those in the month of the nearest: the same words may name another year."""
    return [meeting for meeting in meetings if meeting.month == nearest.month]


def _next_of_each_group(ahead: list[MeetingView]) -> list[MeetingView]:
    """The next of each group that is meant; a formal meeting comes before a session."""
    formal_first = sorted(ahead, key=lambda meeting: meeting.kind != "meeting")
    firsts = {meeting.group_name: meeting for meeting in reversed(formal_first)}
    return [meeting for meeting in ahead if meeting in firsts.values()]


def _fits(name: MeetingName, meeting: MeetingView) -> bool:
    if name.id is not None:
        return meeting.id == name.id
    return all(_agreements(name, meeting))


def _agreements(name: MeetingName, meeting: MeetingView) -> Iterator[bool]:
    if name.groups is not None:
        yield meeting.group_name in name.groups
    if name.kind:
        yield meeting.kind == name.kind or (name.kind == "session" and "session" in meeting.kind)
    if name.day is not None:
        day = meeting.day
        yield day is not None and name.day.in_year(name.day.year or day.year) == day and name.day.fits(day)
    if name.month is not None:
        yield meeting.month.month == name.month and name.year in (None, meeting.month.year)


def one_meeting(said: str, words: Vocabulary, today: date) -> MeetingView:
    """The planned meeting that a name means. Raises Ambiguous with those it may mean, NotFound with what there is."""
    found = meetings_called(said, words, today)
    if len(found) == 1:
        return found[0]
    if found:
        raise Ambiguous(
            f"“{said}” may be {' or '.join(map(called, found[:OFFERED]))}.",
            said,
            [label(meeting) for meeting in found],
            [handle(meeting) for meeting in found],
        )
    raise NotFound(
        f"The calendar has no meeting “{said[:80]}”.{_there_is(words, today)} Nothing was changed."
    )


def _there_is(words: Vocabulary, today: date) -> str:
    ahead = coming(words.meetings, today)[:3]
    if not ahead:
        return " It holds none to come."
    return f" Next come {', '.join(map(called, ahead))}; `/meetings timetable` shows all."


def label(meeting: MeetingView) -> str:
    """What a button says that stands for it."""
    hour = f", {clock_time(meeting.start)}" if meeting.start else ""
    kind = "" if meeting.kind == "meeting" else f" {meeting.kind}"
    return f"{meeting.group}{kind}: {when(meeting)}{hour}"
