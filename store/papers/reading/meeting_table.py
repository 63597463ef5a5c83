"""The timetable as a plain table: a row for each meeting, with its date, time, venue and deadline."""

from collections.abc import Sequence
from datetime import date

from store.papers.paper import Month, TimetableEntry, Unread
from store.papers.reading.blocks import Block
from store.papers.reading.columns import Row, headings, tables
from store.papers.reading.due import dates_in, on_or_after
from store.papers.reading.heads import ONE_TIME, TIMES, mode_of, place_of, start_and_end
from store.papers.reading.timetable import MONTH_CELL, TBC, deadline, own_month

COLUMNS = headings(
    group=r"(?:meetings?|groups?|boards?|committees?|name|event|type)(?:\s+(?:of\s+)?(?:meeting|group))?",
    date=r"(?:meeting\s+)?dates?(?:\s+(?:of\s+(?:the\s+)?meeting|and\s+time))?|when|day",
    time=r"(?:start\s+)?times?(?:\s*\(.*\))?",
    venue=r"venues?|locations?|place|where|format|venue\s*/\s*format",
    deadline=r"(?:report|papers?|agenda\s+items?|submission)?s?\s*(?:deadline|due|cut-?\s?off)(?:\s+(?:date|for\s+(?:papers|reports|items)|by))?|rd|"
    r"deadline\s+for\s+(?:papers|reports|items|submission\s+of\s+\w+)|(?:papers?|reports?)\s+by",
)
_NEEDS = (
    frozenset({"date", "deadline"}),
    frozenset({"date", "venue", "time"}),
    frozenset({"group", "date", "venue"}),
    frozenset({"group", "date", "time"}),
)


def read_table(
    blocks: Sequence[Block], group: str, near: date | None
) -> tuple[list[TimetableEntry], list[Unread]]:
    """The meetings of tables with a column of dates beside deadlines, times or venues."""
    entries: list[TimetableEntry] = []
    unread: list[Unread] = []
    for table in tables(blocks, COLUMNS, _NEEDS):
        for row in table.rows:
            entry = _row_entry(row, group, near)
            if entry:
                entries.append(entry)
            elif row.get("date"):
                unread.append(
                    Unread(
                        row.line,
                        " | ".join(v for v in row.values.values() if v),
                        "A row of the timetable whose date I cannot read.",
                    )
                )
    return entries, unread


def _row_entry(row: Row, group: str, near: date | None) -> TimetableEntry | None:
    cell = row.get("date")
    printed = next(dates_in(cell), None)
    day = on_or_after(printed[0], near) if printed else None
    month = MONTH_CELL.search(cell) if TBC.search(cell) else None
    if day is None and not (month and month["year"]):
        return None
    times = TIMES.search(row.get("time") or cell) or ONE_TIME.search(row.get("time"))
    start, end = start_and_end(times) if times else (None, None)
    venue, rd = row.get("venue"), next(dates_in(row.get("deadline")), None)
    known = Month(day.year, day.month) if day else own_month(month.group() if month else None, Month(1, 1))
    return TimetableEntry(
        group=row.get("group") or group,
        date=day,
        month=known,
        report_deadline=deadline(rd[0], day) if rd and day else None,
        venue=place_of(venue) or None,
        mode=mode_of(venue),
        start=start,
        end=end,
        date_tbc=day is None,
        venue_tbc=bool(TBC.fullmatch(venue)),
        cell=" | ".join(value for value in row.values.values() if value),
        line=row.line,
    )
