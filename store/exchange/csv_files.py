"""The directory as CSV: read from whatever a spreadsheet saves, written so that no spreadsheet runs what people wrote."""

import csv
import io
from collections.abc import Iterable, Iterator

from store.errors import Invalid
from store.exchange.rows import FIELDS, ContactRow, rows_of
from store.papers.writing.register_data import csv_text

# What the columns are called elsewhere.
_ALSO = {
    "full name": "name",
    "display name": "name",
    "contact": "name",
    "agency": "organisation",
    "organization": "organisation",
    "company": "organisation",
    "body": "organisation",
    "job title": "role",
    "position": "role",
    "post": "role",
    "membership": "capacity",
    "salutation": "title",
    "prefix": "title",
    "e-mail": "email",
    "e-mail address": "email",
    "email address": "email",
    "mail": "email",
    "telephone": "phone",
    "tel": "phone",
    "mobile": "phone",
    "phone number": "phone",
    "telephone number": "phone",
    "since": "from",
    "start": "from",
    "to": "until",
    "end": "until",
    "topic": "topics",
    "website": "web",
    "url": "web",
    "aliases": "also",
    "type": "kind",
}
_SEPARATORS = ",;\t"
_LONGEST_CELL = 2_000


def read_csv(content: bytes, name: str) -> list[ContactRow]:
    """The rows of a CSV file. Raises Invalid, with a sentence and the row, where it cannot be read."""
    text = _text(content, name)
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        columns = _columns(next(reader, []), name)
        return rows_of(_cells(reader, columns, name), name)
    except csv.Error as error:
        raise Invalid(
            f"{name} cannot be read near line {reader.line_num}: a quotation mark is missing there or too many."
            " Nothing was changed; mend it there, or save the file anew as CSV, and send it again."
        ) from error


def _text(content: bytes, name: str) -> str:
    """UTF-8 with or without a byte-order mark, UTF-16 with one, else what Excel saves on British machines."""
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.lstrip("\ufeff")
    raise Invalid(f"{name} is no text: save it as CSV, and send it again. Nothing was changed.")


def _separator(text: str) -> str:
    """The mark that parts the heading: commas, semicolons where the decimal is a comma, or tabs."""
    heading = text.splitlines()[0] if text.strip() else ""
    return max(_SEPARATORS, key=heading.count)


def _columns(heading: list[str], name: str) -> list[str]:
    """What each column holds; "" for one that is not ours."""
    said = [" ".join(cell.replace("_", " ").split()).casefold() for cell in heading]
    columns = [_ALSO.get(cell, cell) for cell in said]
    known = [column if column in FIELDS else "" for column in columns]
    if "name" not in known:
        found = ", ".join(f"“{cell.strip()[:30]}”" for cell in heading if cell.strip()) or "none"
        raise Invalid(
            f"{name} has no column “name” in its first row (the columns are {found}). Nothing was changed; known columns"
            f" are {', '.join(FIELDS)}."
        )
    twice = next((column for column in known if column and known.count(column) > 1), None)
    if twice:
        raise Invalid(
            f"{name} has two columns “{twice}”. Nothing was changed; take one of them out and send it again."
        )
    return known


def _cells(
    reader: Iterator[list[str]], columns: list[str], name: str
) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row that is not empty, by column, with the number it has in a spreadsheet."""
    for number, row in enumerate(reader, start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(columns) and any(cell.strip() for cell in row[len(columns) :]):
            raise Invalid(
                f"{name}, row {number}: it has {len(row)} cells and the heading {len(columns)}. Nothing was changed; a cell"
                " with a comma in it needs quotation marks around it."
            )
        if any(len(cell) > _LONGEST_CELL for cell in row):
            raise Invalid(
                f"{name}, row {number}: a cell has more than {_LONGEST_CELL:,} characters. Nothing was changed;"
                " shorten it and send the file again."
            )
        yield number, {column: _plain(cell) for column, cell in zip(columns, row, strict=False) if column}


def _plain(cell: str) -> str:
    """Without the apostrophe that makes text of what a spreadsheet would run or trim."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in "=+-@\t0123456789" else cell


def write_csv(rows: Iterable[ContactRow]) -> bytes:
    """As Excel opens it: UTF-8 with a byte-order mark, and an apostrophe before what it would run or trim."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(FIELDS)
    for row in rows:
        writer.writerow([_safe(cell) for cell in cells_of(row)])
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.isdigit() else csv_text(cell)


def cells_of(row: ContactRow) -> tuple[str, ...]:
    """The cells of a row in the order of the columns."""
    return (
        row.kind,
        row.name,
        row.title,
        row.organisation,
        str(row.capacity) if row.capacity else "",
        row.role,
        row.group,
        row.email,
        row.phone,
        row.since.isoformat() if row.since else "",
        row.until.isoformat() if row.until else "",
        "yes" if row.statutory else "",
        "; ".join(row.also),
        "; ".join(row.topics),
        "; ".join(row.web),
    )
