"""The timetable of the year as a grid of months, and dates printed with their times."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from store.dates import MONTH_NUMBERS, date_or_none
from store.papers.paper import Month, TimetableEntry, Unread
from store.papers.reading.blocks import Block, mentions, tidy
from store.papers.reading.due import DATE, MONTH, on_or_after
from store.papers.reading.heads import TIMES, mode_of, place_of, start_and_end

MONTH_CELL = re.compile(rf"(?P<month>{MONTH})\.?\s*(?P<year>20\d\d|'?\d\d)?", re.IGNORECASE)
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?|TBC|TBA|TBD)"
_OWN_MONTH = rf"(?:{MONTH})(?:\s+20\d\d)?"
# "Board: 03 RD: 19 Venue: Town Hall"; the cell may name its own month before or behind the day.
_ENTRY = re.compile(
    rf"^(?:(?P<month1>{_OWN_MONTH})\s+)?(?P<group>[^:]+?)\s*:\s*(?P<day>{_DAY})\b\s*(?P<month2>{_OWN_MONTH})?"
    rf"(?:[\s,;]*(?:RD|report\s+deadline|reports?\s+(?:by|due)|papers?\s+(?:by|due)|deadline)\s*:?\s*(?P<rd>{_DAY}(?:\s*{MONTH})?(?:\s+20\d\d)?))?"
    r"(?:[\s,;]*(?:venue|location|place|at)\s*:\s*(?P<venue>.+))?\s*$",
    re.IGNORECASE,
)
_STARTS = re.compile(
    rf"(?:(?:{_OWN_MONTH})\s+)?(?P<group>[A-Z][^:]{{1,90}}?)\s*:\s*(?={_DAY}\b)", re.IGNORECASE
)
_FIELD = re.compile(r"(?:RD|venue|location|place|at|deadline|time|papers?|reports?)$", re.IGNORECASE)
TBC = re.compile(r"tb[cad]", re.IGNORECASE)
_CANCELLED = re.compile(r"\bcancelled\W*$", re.IGNORECASE)


def read_grid(blocks: Sequence[Block]) -> tuple[list[TimetableEntry], list[Unread]]:
    """The meetings in grids whose heading row is months, and the cells that look like one but are not."""
    entries: list[TimetableEntry] = []
    unread: list[Unread] = []
    for at, block in enumerate(blocks):
        months = _months(block)
        if months:
            cells = list(_cells(blocks, at + 1, months))
            groups = _groups(cell for _line, _month, cell in cells)
            for line, month, cell in cells:
                read, unclear = _read_cell(cell, month, line, groups)
                entries += read
                unread += unclear
    return _in_full(entries, blocks), unread


def _months(block: Block) -> list[Month]:
    """The months of a heading row; a year that is printed once counts on from there."""
    filled = [cell.strip() for cell in block.cells if cell.strip()]
    if len(filled) < 3 or not MONTH_CELL.fullmatch(filled[0]):
        return []
    matches = [MONTH_CELL.fullmatch(cell) for cell in filled]
    if not all(matches):
        return []
    months: list[Month] = []
    year = next((_year(match["year"]) for match in matches if match and match["year"]), 0)
    for match in matches:
        number = MONTH_NUMBERS[match["month"].lower().rstrip(".")] if match else 0
        printed = match["year"] if match else None
        if printed:
            year = _year(printed)
        elif months and number < months[-1].month:
            year += 1
        months.append(Month(year, number))
    return months if year else []


def _year(printed: str) -> int:
    year = int(printed.removeprefix("'"))
    return year if year > 99 else 2000 + year


def _cells(blocks: Sequence[Block], start: int, months: Sequence[Month]) -> Iterator[tuple[int, Month, str]]:
    for block in blocks[start:]:
        if not block.is_row or _months(block):
            return
        for month, cell in zip(months, block.cells, strict=False):
            if cell.strip():
                yield block.line, month, tidy(cell)


def _groups(cells: Iterable[str]) -> dict[str, str]:
    """The names of groups that begin a cell, by their letters alone, each in its longest spelling.

    Two words run together in one cell ("NightSafety Group") are told by another cell that has them apart.
    """
    texts = list(cells)
    found: dict[str, str] = {}
    for cell in texts:
        if (match := _STARTS.match(cell)) and _letters(match["group"]) not in found:
            letters = _letters(match["group"])
            spelling = re.compile(r"\W*".join(map(re.escape, letters)) + r"(?=\s*:)", re.IGNORECASE)
            spelt = [hit.group() for text in texts for hit in spelling.finditer(text)]
            found[letters] = max([match["group"], *spelt], key=len)
    return found


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def _read_cell(
    cell: str, month: Month, line: int, groups: dict[str, str]
) -> tuple[list[TimetableEntry], list[Unread]]:
    entries: list[TimetableEntry] = []
    unread: list[Unread] = []
    for part in _parts(cell, groups):
        if _CANCELLED.search(part):
            unread.append(Unread(line, part, "A meeting that the timetable says is cancelled."))
            continue
        entry = _entry(part, month, line, groups)
        if entry:
            entries.append(entry)
        elif re.search(rf":\s*{_DAY}\b", part) or re.search(r"\bRD\b", part):
            unread.append(
                Unread(line, part, "A cell of the timetable that names no group with a day of the month.")
            )
    return entries, unread


def _parts(cell: str, groups: dict[str, str]) -> list[str]:
    """The entries of a cell that holds several: each begins with a group's name and a day."""
    cuts = {0, *_known_starts(cell, groups)}
    if len(cuts) == 1:
        cuts.update(_starts_behind_venue(cell))
    ordered = sorted(cuts)
    return [cell[a:b].strip() for a, b in zip(ordered, [*ordered[1:], len(cell)], strict=True)]


def _known_starts(cell: str, groups: dict[str, str]) -> Iterator[int]:
    names = sorted(groups.values(), key=len, reverse=True)
    if names:
        known = "|".join(r"\s*".join(map(re.escape, name.split())) for name in names)
        start = rf"(?:^|(?<=\s))(?:(?:{_OWN_MONTH})\s+)?(?:{known})\s*:\s*{_DAY}\b"
        yield from (match.start() for match in re.finditer(start, cell, re.IGNORECASE))


def _starts_behind_venue(cell: str) -> Iterator[int]:
    """Where a group that begins no other cell starts, behind a venue of one word."""
    behind = rf"\b(?:online|teams|zoom|virtual|TBC)\s+(?=(?P<group>[A-Z][^:]{{2,90}}):\s*{_DAY}\b)"
    for match in re.finditer(behind, cell, re.IGNORECASE):
        if not _FIELD.match(match["group"]):
            yield match.end()


def _entry(part: str, column: Month, line: int, groups: dict[str, str]) -> TimetableEntry | None:
    match = _ENTRY.match(part)
    if not match or _FIELD.fullmatch(match["group"].strip()):
        return None
    month = own_month(match["month1"] or match["month2"], column)
    tbc = bool(TBC.fullmatch(match["day"]))
    day = None if tbc else date_or_none(month.year, month.month, int(re.sub(r"\D", "", match["day"])))
    if day is None and not tbc:
        return None
    venue = (match["venue"] or "").strip()
    return TimetableEntry(
        group=groups.get(_letters(match["group"]), match["group"].strip()),
        date=day,
        month=month,
        report_deadline=deadline(match["rd"], day) if day else None,
        venue=place_of(venue) or None,
        mode=mode_of(venue) if mode_of(venue) != "in person" else None,
        date_tbc=tbc,
        venue_tbc=bool(TBC.fullmatch(venue)),
        cell=part,
        line=line,
    )


def own_month(printed: str | None, column: Month) -> Month:
    """The month a cell names itself; without a year, the nearest one to the column's."""
    match = MONTH_CELL.fullmatch(printed.strip()) if printed else None
    if not match:
        return column
    number = MONTH_NUMBERS[match["month"].lower().rstrip(".")]
    if match["year"]:
        return Month(_year(match["year"]), number)
    return Month(column.year + (number < column.month), number)


def deadline(printed: str | None, meeting: date) -> date | None:
    """The report deadline before a meeting; a bare day later than the meeting's lies in the month before."""
    if not printed or TBC.match(printed):
        return None
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", printed.strip()):
        number = int(re.sub(r"\D", "", printed))
        first = meeting.replace(day=1)
        before = first - timedelta(days=1) if number > meeting.day else meeting
        return date_or_none(before.year, before.month, number)
    found = (on_or_after(printed, date(year, 1, 1)) for year in (meeting.year, meeting.year - 1))
    return next((day for day in found if day and day <= meeting), None)


def _in_full(entries: list[TimetableEntry], blocks: Sequence[Block]) -> list[TimetableEntry]:
    """With the full names of groups that the paper's key gives ("NSG Night Steering Group")."""
    short = {entry.group for entry in entries if re.fullmatch(r"[A-Z]{2,8}", entry.group)}
    full: dict[str, str] = {}
    for name in short:
        for block in blocks:
            words = re.match(
                rf"{name}\s*[:=–-]?\s+(?P<full>[A-Z][\w-]*(?:[\s-](?:and|of|the|[A-Z][\w-]*)){{1,8}})$",
                block.text,
            )
            if words and _letters(
                "".join(part[0] for part in re.split(r"[\s-]+", words["full"]) if part[0].isupper())
            ) == _letters(name):
                full[name] = words["full"]
    return [replace(entry, group_full=full.get(entry.group)) for entry in entries]


_DATED = re.compile(
    rf"(?P<date>{DATE})\s*,?\s*(?:\bfrom\b|\bat\b|[–—:-])?\s*(?P<times>{TIMES.pattern})(?P<rest>[^,;]*)",
    re.IGNORECASE,
)


_CLOCK_TIME = re.compile(r"\d(?:[:.]\d\d|\s?[aApP]\.?[mM]|\s?[hH])")


def _tells_time(text: str) -> bool:
    return bool(_CLOCK_TIME.search(text)) or mentions(text.casefold(), "noon", "midday")


def dated_times(block: Block, near: date | None) -> Iterator[tuple[TimetableEntry, str]]:
    """Each "Tuesday 1 October 2024 from 10:00-13:00" of a line, with the words behind it."""
    for match in _DATED.finditer(block.text) if _tells_time(block.text) else ():
        printed = re.sub(r"^the\s+", "", match["date"])
        day = on_or_after(printed, None) or _nearest(printed, near)
        times = TIMES.search(match["times"])
        if day and times:
            start, end = start_and_end(times)
            yield (
                TimetableEntry(
                    "",
                    day,
                    Month(day.year, day.month),
                    start=start,
                    end=end,
                    cell=match.group().strip(),
                    line=block.line,
                ),
                match["rest"].strip(" .–-"),
            )


def _nearest(printed: str, near: date | None) -> date | None:
    if near is None:
        return None
    tries = (on_or_after(f"{printed} {near.year + years}", None) for years in (-1, 0, 1))
    return min((day for day in tries if day), key=lambda day: abs(day - near), default=None)
