"""Meetings: "the October Board", "the next steering group", "the meeting on 21 October"."""

import re
from collections.abc import Callable
from datetime import date

from bot.language.dates.calendar import DateProblem, MeetingDay
from bot.language.dates.grammar import Found, Parts, Reader, Span, any_of, rule
from store.dates import MONTH_NUMBERS, PrintedDate, full_day, full_year

_MAIN = frozenset({"board", "csp", "partnership", "main", "formal"})
"""What the Board is called everywhere, besides its own name."""

_FILLERS = frozenset({"the", "our", "a", "meeting", "of", "full"})
# Words that many groups share and that also stand for other things ("sort the list by group").
_COMMON = frozenset({"group", "session", "agency", "and", "for", "team", "forum", "main", "formal"})


def _split(text: str) -> list[str]:
    """The words of `text`, without the "s" of plurals and owners."""
    return [word.rstrip("s") if len(word) > 3 else word for word in re.findall(r"[a-z0-9]+", _plain(text))]


def _plain(text: str) -> str:
    return text.lower().replace("'s", "").replace("'", "")


def _words_of(name: str) -> frozenset[str]:
    """The words a group may be called by: those of its name, and its initials."""
    initials = "".join(re.findall(r"\b[A-Z]", re.sub(r"\(.*?\)", "", name)))
    return frozenset(_split(name)) | ({initials.lower()} if len(initials) > 2 else set())


def _groups_called(body: str, reader: Reader) -> list[str] | None:
    """The names of the groups that `body` may mean, the Board's for "the meeting"; None when it means none."""
    said = frozenset(_split(body)) - _FILLERS
    main = list(dict.fromkeys(each.group for each in reader.calendar.meetings if each.main))
    if not said:
        return main if _split(body)[-1:] == ["meeting"] and not body.endswith("meetings") else None
    if said <= _MAIN and not said <= _COMMON:
        return main
    names = dict.fromkeys(each.group for each in reader.calendar.meetings)
    called = [name for name in names if not said <= _COMMON and said <= _words_of(name) | _FILLERS]
    return called or None


def _meetings_called(body: str, reader: Reader) -> list[MeetingDay] | DateProblem | None:
    """The meetings of the one group that is called `body`, by date."""
    groups = _groups_called(body, reader)
    if groups is None:
        return None
    if len(groups) > 1:
        return DateProblem(f"Which group do you mean: {' or '.join(groups)}?")
    mine = (each for each in reader.calendar.meetings if each.group in groups)
    return sorted(mine, key=lambda each: each.date)


_WHICH = (
    r"(?:the |our |this )?"
    r"(?:(?P<which>(?:very )?next but one|(?:very )?next|following|coming|upcoming|forthcoming|last|previous|today's) )?"
)
_WHEN = (
    rf"(?P<when>(?:[0-9][0-9a-z ]* )?(?:{any_of(MONTH_NUMBERS)})\.?(?: 20[0-9]{{2}})?|[0-9]+[0-9/.-]+[0-9]+)"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_WHICH}{_WHEN}(?:'s)? (?P<body>.+)",
        rf"{_WHICH}(?P<body>.+?) (?:in|on|of|for|dated) (?:the )?{_WHEN}",
        r"(?P<which>)(?P<when>[a-z ]+)'s (?P<body>.+)",
        rf"{_WHICH}(?P<body>.+?) (?P<when>(?:next|this) (?:week|month|quarter|year)|tomorrow|today)",
        rf"{_WHICH}(?P<body>.+?) (?P<when>after (?:the )?next(?: one)?)",
        rf"{_WHICH}(?P<body>.+)(?P<when>)",
    )
)


def meeting_called(text: str, reader: Reader) -> MeetingDay | DateProblem | None:
    """The meeting that the whole of `text` names; a problem where the books know none or several."""
    for form in _FORMS:
        match = form.fullmatch(text)
        if match is None or (meetings := _meetings_called(match["body"], reader)) is None:
            continue
        if isinstance(meetings, DateProblem):
            return meetings
        if found := _choose(meetings, match["which"] or "", match["when"], reader):
            return found
    return None


def _choose(
    meetings: list[MeetingDay], which: str, when: str, reader: Reader
) -> MeetingDay | DateProblem | None:
    """One of a group's meetings; None where `when` is nothing that could tell them apart ("Ada's")."""
    if which in {"last", "previous"}:
        gone = [each for each in meetings if each.date < reader.today]
        return gone[-1] if gone else _unknown("that is over", reader)
    if when and not when.startswith("after"):
        fits = _in_month(when) or _on_day(when) or _within(when, reader)
        return _at([each for each in meetings if fits(each.date)], when, reader) if fits else None
    if when or which.endswith("but one"):
        later = [each for each in meetings if each.date > reader.today]
        return later[1] if len(later) > 1 else _unknown("after the next one", reader)
    return _next([each for each in meetings if each.date >= reader.today], which, reader)


def _next(to_come: list[MeetingDay], which: str, reader: Reader) -> MeetingDay | DateProblem:
    if not to_come:
        return _unknown("to come", reader)
    first = to_come[0]
    if which and which != "today's" and first.date == reader.today and len(to_come) > 1:
        return DateProblem(
            f"The {first.group} meets today. Do you mean today or the meeting on {full_day(to_come[1].date)}?"
        )
    return first


def _at(fitting: list[MeetingDay], when: str, reader: Reader) -> MeetingDay | DateProblem:
    """Of the meetings in that month or on that day the next, else the latest (looking back, the nearest)."""
    if not fitting:
        return _unknown(f"for “{when}”", reader)
    if not reader.future:
        return min(fitting, key=lambda each: abs(each.date - reader.today))
    return next((each for each in fitting if each.date >= reader.today), fitting[-1])


def _in_month(when: str) -> Callable[[date], bool] | None:
    name, _, year = when.partition(" ")
    number = MONTH_NUMBERS.get(name.rstrip("."))
    if number is None:
        return None
    return lambda d: d.month == number and (not year or d.year == full_year(year))


def _on_day(when: str) -> Callable[[date], bool] | None:
    printed = PrintedDate.parse(when)
    if printed is None:
        return None
    return lambda d: d == printed.in_year(printed.year or d.year) and printed.fits(d)


def _within(when: str, reader: Reader) -> Callable[[date], bool] | None:
    """Within "next month", "Friday" and whatever else is a date itself."""
    found = reader.inner(when)
    return (lambda d: found.start <= d <= found.end) if isinstance(found, Span) else None


def _unknown(which: str, reader: Reader) -> DateProblem:
    known = max((each.date for each in reader.calendar.meetings if each.main), default=None)
    last = f" The last Board meeting I know of is on {full_day(known)}." if known else ""
    return DateProblem(f"I know of no such meeting {which}.{last} Please give the date.")


def _meeting(parts: Parts, reader: Reader) -> Found | None:
    found = meeting_called(parts["x"], reader)
    return Span.day(found.date) if isinstance(found, MeetingDay) else found


_ONE_MEETING = re.compile(rf"meeting|session|next|coming|following|[0-9]|\b(?:{any_of(MONTH_NUMBERS)})\b")


def is_group(text: str, reader: Reader) -> bool:
    """Whether `text` names a group rather than one of its meetings: "by the Board" may say who does it."""
    name = text.partition(" on ")[0]
    return not _ONE_MEETING.search(name) and meeting_called(name, reader) is not None


RULES = (
    *rule(lambda _, reader: reader.inner("next meeting"), "next time(?: we meet)?"),
    *rule(_meeting, "{x}"),
)
