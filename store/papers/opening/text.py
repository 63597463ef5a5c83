"""Markdown, plain text and CSV: bytes that are letters."""

import csv
import io
import re

from store.errors import Invalid
from store.papers.limits import MEGABYTE, Limits
from store.papers.opening.sheets import SheetRow, read_sheet
from store.papers.opening.stream import Stream

LARGEST = 5 * MEGABYTE  # of text; the largest pack at hand has 112,000 bytes


def text_of(content: bytes, name: str) -> str:
    """UTF-8 or UTF-16, with or without their marks, else what Windows programs write. Raises Invalid for no text."""
    if len(content) > LARGEST:
        raise Invalid(
            f"{name} is larger than {LARGEST // MEGABYTE} MB of text, so it was not opened. Nothing was read."
            " Send me a part of it."
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


# An apostrophe before what a spreadsheet would run as a formula, or take for a date, stands there to keep it text.
_KEPT_TEXT = re.compile(r"'(?=[=+\-@\t\r\n]|(?:[A-Za-z][\w -]{0,40} )?(?:\d{4}-)?\d{2}/\d{2,3}$)")


def _bare(cell: str) -> str:
    return _KEPT_TEXT.sub("", cell, count=1) if cell.startswith("'") else cell


def open_csv(content: bytes, name: str, limits: Limits) -> Stream:
    """The rows of a CSV file, separated by commas, semicolons or tabs. Raises Invalid when there are too many."""
    text = text_of(content, name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    rows: list[SheetRow] = []
    try:
        for cells in reader:
            rows.append(SheetRow([_bare(cell) for cell in cells], f"line {reader.line_num}"))
            if len(rows) > limits.rows:
                raise Invalid(
                    f"{name} has more than {limits.rows:,} rows, the most that I take on. Nothing was read."
                    " Send me the rows that matter in a file of their own."
                )
    except csv.Error as error:
        raise Invalid(
            f"{name}, line {reader.line_num}: this is no CSV that I can read. Nothing was read."
            " Save it as Excel (.xlsx) and send that."
        ) from error
    stream = Stream()
    read_sheet(stream, rows)
    return stream


def _separator(text: str) -> str:
    """The one that stands outside of quotes most evenly in the first lines."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:30]
    return max(",;\t|", key=lambda mark: sum(min(line.count(mark), 12) for line in lines))
