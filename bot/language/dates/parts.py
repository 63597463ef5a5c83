"""The end, the beginning and the middle of something, and days counted within it."""

from datetime import date

from bot.language.dates.calendar import DateProblem
from bot.language.dates.days import DAY, WEEK, coming, monday_of
from bot.language.dates.grammar import ORDINALS, Found, Kind, Parts, Reader, Span, mapped, rule
from bot.language.dates.periods import month_of, week_of
from store.dates import MONTHS, date_or_none, day, working_days_after, working_days_before


def _end(parts: Parts, reader: Reader) -> Found | None:
    return mapped(reader.inner(parts["x"]), lambda span: Span.day(span.end))


def _start(parts: Parts, reader: Reader) -> Found | None:
    return mapped(_whole(parts["x"], reader), lambda span: Span.day(span.start))


def _middle(parts: Parts, reader: Reader) -> Found | None:
    return mapped(_whole(parts["x"], reader), lambda span: Span.day(_middle_of(span)))


def _middle_of(span: Span) -> date:
    """The 15th of a month, the Wednesday of a week, else the day half way."""
    if span == month_of(span.start):
        return span.start.replace(day=15)
    return span.start + (span.end - span.start) // 2


def _whole(text: str, reader: Reader) -> Found | None:
    """The period that has a beginning and a middle; a single day has none worth a date."""
    found = reader.inner(text)
    return None if isinstance(found, Span) and found.kind is not Kind.PERIOD else found


def _between(parts: Parts, reader: Reader) -> Found | None:
    def ask(span: Span) -> Found:
        return DateProblem(f"By which day? Please give one date, at the latest {day(span.end)}.")

    return mapped(reader.inner(parts["x"]), ask)


def _vague_part(parts: Parts, reader: Reader) -> Found | None:
    """Such as "early October", which is asked back; "early Friday" is Friday."""

    def ask(span: Span) -> Found:
        if span.kind is not Kind.PERIOD:
            return span
        return DateProblem(
            f"“{parts['part'].capitalize()} …” can be one of several days. "
            f"Please give one between {day(span.start)} and {day(span.end)}."
        )

    return mapped(reader.inner(parts["x"]), ask)


def _week_commencing(parts: Parts, reader: Reader) -> Found | None:
    """The Monday; a week that has begun still counts, so the date is read as on this week's Monday."""
    found = reader.as_of(monday_of(reader.today)).inner(parts["x"])
    return mapped(found, lambda span: Span.day(monday_of(span.start)))


def _week_around(parts: Parts, reader: Reader) -> Found | None:
    found = reader.as_of(monday_of(reader.today)).inner(parts["x"])
    return mapped(found, lambda span: week_of(span.end))


def _nth_weekday(parts: Parts, reader: Reader) -> Found | None:
    return mapped(_whole(parts["x"], reader), lambda span: _nth_in(span, parts))


def _nth_in(span: Span, parts: Parts) -> Found:
    nth = ORDINALS[parts["nth"]]
    first = coming(parts["weekday"], span.start)
    last = coming(parts["weekday"], span.end - 6 * DAY)
    found = last if nth == -1 else first + (nth - 1) * WEEK
    if span.start <= found <= span.end:
        return Span.day(found)
    return DateProblem(
        f"There is no such day between {day(span.start)} and {day(span.end)}. Please give the date."
    )


def _edge_working_day(parts: Parts, reader: Reader) -> Found | None:
    def edge(span: Span) -> Found:
        if parts["nth"] == "last":
            return Span.day(working_days_before(span.end + DAY, 1))
        return Span.day(working_days_after(span.start - DAY, 1))

    return mapped(_whole(parts["x"], reader), edge)


def _nth_day(parts: Parts, reader: Reader) -> Found | None:
    """Such as "the 14th of next month"."""
    number = ORDINALS.get(parts["day"]) or int(parts["day"])

    def nth(span: Span) -> Found | None:
        if span != month_of(span.start):
            return None
        if parts["day"] == "last":
            return Span.day(span.end)
        found = date_or_none(span.start.year, span.start.month, number)
        no_such_day = DateProblem(
            f"{number} {MONTHS[span.start.month - 1]} is not a date. Please give another."
        )
        return Span.day(found) if found else no_such_day

    return mapped(_whole(parts["x"], reader), nth)


RULES = (
    *rule(
        _end,
        "(?:the )?(?:very )?(?:end|close)(?: of |-| )(?:the )?{x}",
        "{x}[ -]end",
        "(?:the )?last day of {x}",
    ),
    *rule(_start, "(?:the )?(?:very )?(?:start|beginning|first day)(?: of |-| ){x}"),
    *rule(_middle, "(?:the )?(?:mid|middle of|midway through|halfway through|half way through)[ -]{x}"),
    *rule(_between, "between .+ and {x}"),
    *rule(
        _vague_part,
        "(?P<part>(?:very )?(?:early|earlier|late|later)(?: in| on)?)[ -]{x}",
        "(?P<part>(?:early|mid)(?: to |-to-|/| or )(?:mid|late))[ -]{x}",
        "(?P<part>(?:towards?|around|near) (?:the )?(?:end|start|middle) of) {x}",
        "(?:the )?(?P<part>{nth} (?:week|half|part) (?:of|in)) {x}",
    ),
    *rule(
        _week_commencing, "(?:the )?(?:w/?c\\.?|(?:week|wk) (?:commencing|beginning|starting)):? (?:on )?{x}"
    ),
    *rule(_week_around, "(?:the )?(?:week|wk) of {x}"),
    *rule(_end, "(?:the )?(?:w/?e|(?:week|wk) ending):? (?:on )?{x}"),
    *rule(_nth_weekday, "(?:the )?{nth} {weekday} (?:of|in) {x}"),
    *rule(_edge_working_day, "(?:the )?(?P<nth>first|last) (?:working|business) day (?:of|in) {x}"),
    *rule(
        _nth_day, "(?:the )?(?P<day>[0-9]{1,2}|first|second|third|last)(?: ?(?:st|nd|rd|th))?(?: day)? of {x}"
    ),
)
