"""Days counted from somewhere: "in 3 weeks", "3 working days before the Board", "Tuesday week"."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from bot.language.dates.days import DAY, WEEK, coming, month_away
from bot.language.dates.grammar import Found, Kind, Parts, Reader, Span, mapped, number, rule
from bot.language.dates.periods import month_of, week_of
from store.dates import WEEKDAY_NUMBERS, parse_time, working_days_after, working_days_before

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def shifted(d: date, n: int, unit: str) -> date:
    """`d` moved by `n` units, back where `n` is negative.

    A month later is the same day of the month, or the last one where the month is shorter; hours count
    where they fill a day, and clear days leave out both ends.
    """
    if unit.startswith("clear "):
        return shifted(d, n + (1 if n > 0 else -1), unit.removeprefix("clear "))
    unit = unit.removesuffix("s")
    if unit.endswith(("working day", "business day")):
        return working_days_before(d, -n) if n < 0 else working_days_after(d, n)
    if unit in _MONTHS:
        month = month_away(d, n * _MONTHS[unit])
        return month.replace(day=min(d.day, monthrange(month.year, month.month)[1]))
    return d + (int(n / 24) if unit == "hour" else n * _DAYS[unit]) * DAY


def _in(parts: Parts, reader: Reader) -> Found:
    return Span.day(shifted(reader.today, number(parts["n"]), parts["unit"]))


def _in_with_cue(parts: Parts, reader: Reader) -> Found | None:
    """A bare "3 weeks": a date in "due 3 weeks", a duration elsewhere."""
    return _in(parts, reader) if reader.cued else None


def _ago(parts: Parts, reader: Reader) -> Found:
    return Span.day(shifted(reader.today, -number(parts["n"]), parts["unit"]))


def _anchor(text: str, reader: Reader) -> Found | None:
    """A weekday to count from is the next to come and never asked back: "a week on Friday"."""
    if text in WEEKDAY_NUMBERS:
        return Span.day(coming(text, reader.today))
    return reader.inner(text)


def _from(
    change: Callable[[Span, Parts], Found | None], *, counted: bool = False
) -> Callable[[Parts, Reader], Found | None]:
    """A meaning that starts from the phrase in `{x}` and changes what it covers."""

    def meaning(parts: Parts, reader: Reader) -> Found | None:
        found = _anchor(parts["x"], reader) if counted else reader.inner(parts["x"])
        return mapped(found, lambda span: change(span, parts))

    return meaning


def _before(span: Span, _: Parts) -> Found:
    return Span.day(span.start - DAY)


def _before_the_end(span: Span, _: Parts) -> Found:
    """The last day itself: it is not over before it ends."""
    return Span.day(span.end)


def _after(span: Span, _: Parts) -> Found:
    """The first working day after, since nothing is handed in on Boxing Day."""
    return Span.day(working_days_after(span.end, 1))


def _counted_before(span: Span, parts: Parts) -> Found:
    return Span.day(shifted(span.start, -number(parts["n"]), parts["unit"]))


def _counted_after(span: Span, parts: Parts) -> Found:
    return Span.day(shifted(span.end, number(parts["n"]), parts["unit"]))


def _weekday_before(span: Span, parts: Parts) -> Found:
    return Span.day(coming(parts["weekday"], span.start - WEEK))


def _weekday_after(span: Span, parts: Parts) -> Found:
    return Span.day(coming(parts["weekday"], span.end + DAY))


def _week_on(span: Span, _: Parts) -> Found | None:
    return Span.day(span.end + WEEK) if span.kind is Kind.DAY else None


def _fortnight_on(span: Span, _: Parts) -> Found | None:
    return Span.day(span.end + 2 * WEEK) if span.kind is Kind.DAY else None


def _same_day(span: Span, _: Parts) -> Found | None:
    """A day with a time of day, or the day of something; the books keep the day."""
    return None if span.kind is Kind.PERIOD else span


def _today_at(parts: Parts, reader: Reader) -> Found | None:
    """A time of today: "by 5pm", "close of play". A bare "10.30" is no date."""
    named = not parse_time(parts["time"]) and not parts["time"].startswith("lunch")
    return Span.day(reader.today) if named or reader.cued else None


RULES = (
    *rule(_today_at, "(?:the )?{time}"),
    *rule(_from(_same_day), "(?:(?:before|by|at|around) )?{time},? (?:on |this |of )?{x}"),
    *rule(
        _from(_same_day),
        "{x},? (?:at |by |before |around )?(?:the )?(?:{time}|morning|afternoon|evening|night)",
    ),
    *rule(_in, "(?:in|within)(?: the)?(?: next)? {n} {unit}(?:'s?)?(?: time)?"),
    *rule(_in, "{n} {unit}(?:'s?)? time", "{n} {unit} (?:from )?now", "(?:the )?next {n} {unit}"),
    *rule(_in_with_cue, "{n} {unit}"),
    *rule(_ago, "{n} {unit} ago"),
    *rule(_from(_week_on, counted=True), "{x} week"),
    *rule(_from(_fortnight_on, counted=True), "{x} fortnight"),
    *rule(_from(_before_the_end), "(?:{before}) (?:the )?(?:end|close) of (?:the )?{x}"),
    *rule(_from(_before), "(?:{before}) {x}"),
    *rule(_from(_after), "(?:straight |immediately |right |directly |just )?(?:{after}) {x}"),
    *rule(_from(_same_day), "(?:the )?(?:day|date|morning|afternoon|evening) of {x}"),
    *rule(_from(lambda span, _: week_of(span.start - WEEK)), "the week (?:{before}) {x}"),
    *rule(_from(lambda span, _: week_of(span.end + WEEK)), "the week (?:{after}) {x}"),
    *rule(_from(lambda span, _: month_of(month_away(span.start, -1))), "the month (?:{before}) {x}"),
    *rule(_from(lambda span, _: month_of(month_away(span.end, 1))), "the month (?:{after}) {x}"),
    *rule(_from(_weekday_before), "(?:the |on the )?{weekday} (?:{before}) {x}"),
    *rule(_from(_weekday_after), "(?:the |on the )?{weekday} (?:{after}) {x}"),
    *rule(_from(_counted_before, counted=True), "(?:at least |the )?(?:{n} )?{unit} (?:{before}) {x}"),
    *rule(_from(_counted_after, counted=True), "(?:within )?{n} {unit} (?:(?:{after}|from|on) )?{x}"),
    *rule(_from(_counted_after, counted=True), "(?:the )?(?P<n>){unit} (?:{after}|from|on) {x}"),
)
