"""The register of a meeting as a committee paper: what it says, and how it is written as Word, CSV and JSON.

The writers are pure: the same paper gives the same words. What may be in a paper (confidential entries above
all) is decided by whoever puts it together; the writers mark what is confidential and hide nothing.
"""

import csv
import io
import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from store.dates import day

# Everything that XML 1.0 cannot hold: control characters, lone surrogates, the two non-characters. Word
# refuses to open a document with one of them in it.
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), or trim it until one begins.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

CSV_COLUMNS = (
    *("Month / Number", "Full reference", "Raised", "Group", "Action point", "Owners", "Due", "Status"),
    *("Action", "Confidential", "Carried from", "Carried to", "Updates"),
    *("Register for the meeting of", "As at"),
)


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """Something said about an action point; `at` is aware, in the zone in which its day is to be printed."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One action point as it stood on the day of the paper.

    `ref` is "07/02"; `full_ref`, `carried_from` and `carried_to` are unique over the years ("2025-07/02").
    `status` is a word of the register ("in progress"), `status_text` what is printed for it, if anything yet
    ("Closed: Circulated on 14 February."). `updates` are in the order they were made.
    """

    ref: str
    full_ref: str
    raised: date
    group: str
    text: str
    owners: tuple[str, ...]
    due: date | None
    status: str
    status_text: str
    confidential: bool
    carried_from: str | None
    carried_to: str | None
    updates: tuple[UpdateRow, ...]

    @property
    def finished(self) -> bool:
        """Whether nothing more is expected under this reference: closed, taken back or going on under another."""
        return self.status in {"closed", "withdrawn"} or self.carried_to is not None


@dataclass(frozen=True, slots=True)
class RegisterPaper:
    """The paper "ACTION POINTS" for the meeting of `group` on `meeting`, with everything as it was on `as_at`."""

    partnership: str
    group: str
    meeting: date
    as_at: date
    rows: tuple[RegisterRow, ...]

    @property
    def title(self) -> str:
        """What the paper is: its meeting and the day it was drawn up."""
        return f"{self.group}: register for the meeting of {day(self.meeting)}, as at {day(self.as_at)}"

    @property
    def empty_line(self) -> str:
        """What stands in place of the entries when there are none."""
        return f"There are no action points for the meeting of {day(self.meeting)}."


def printable(text: str) -> str:
    """`text` without the characters that no document can hold, and with one kind of line break."""
    return _UNPRINTABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def promise_lines(row: RegisterRow) -> list[str]:
    """The ACTION POINT column: the text, and its owners where the text does not name them all."""
    owners = list(row.owners)
    if all(owner in row.text for owner in owners):
        return [row.text]
    return [row.text, f"{'Owner' if len(owners) == 1 else 'Owners'}: {', '.join(owners)}"]


def outcome_lines(row: RegisterRow, as_at: date) -> list[str]:
    """The ACTION column: the printed status, where it came from or went, and what an unfinished one waits for."""
    lines = [row.status_text or f"{row.status.capitalize()}."]
    if row.carried_from:
        lines.append(f"Continued from {row.carried_from}.")
    if row.carried_to:
        lines.append(f"Continues as {row.carried_to}.")
    return lines if row.finished else lines + _waiting_lines(row, as_at)


def _waiting_lines(row: RegisterRow, as_at: date) -> list[str]:
    lines = []
    if row.due:
        lines.append(f"{'Was due' if row.due < as_at else 'Due'} {day(row.due)}.")
    if row.updates:
        latest = row.updates[-1]
        lines.append(f"{day(latest.at.date())}, {latest.by}: {latest.text}")
    return lines


def to_docx(paper: RegisterPaper) -> bytes:
    """The paper as a Word document on A4: MONTH / NUMBER, ACTION POINT, ACTION."""
    from store.papers.writing.register_docx import write  # noqa: PLC0415 - python-docx loads slowly, few need it

    return write(paper)


def to_csv(paper: RegisterPaper) -> bytes:
    """The paper as CSV that Excel opens as it stands: UTF-8 with a byte-order mark, lines ending in CR LF.

    A cell that begins with an apostrophe is text from there on: take the apostrophe off to read it. It stands
    before whatever a spreadsheet would run as a formula, and before every reference, because Excel makes
    7 February of a bare "07/02" (quotation marks do not stop it, and `="07/02"` would be a formula). Days are
    ISO dates, which Excel does and should read as dates.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    heading = (paper.meeting.isoformat(), paper.as_at.isoformat())
    for row in paper.rows:
        writer.writerow((*_csv_cells(row), *heading))
    if not paper.rows:
        cells = [""] * (len(CSV_COLUMNS) - len(heading))
        cells[CSV_COLUMNS.index("Action point")] = paper.empty_line
        writer.writerow((*cells, *heading))
    return out.getvalue().encode("utf-8-sig")


def _csv_cells(row: RegisterRow) -> tuple[str, ...]:
    updates = (f"{update.at.date().isoformat()} {update.by}: {update.text}" for update in row.updates)
    return (
        _csv_reference(row.ref),
        _csv_reference(row.full_ref),
        row.raised.isoformat(),
        csv_text(row.group),
        csv_text(row.text),
        csv_text("; ".join(row.owners)),
        _iso(row.due) or "",
        csv_text(row.status),
        csv_text(row.status_text),
        "yes" if row.confidential else "no",
        _csv_reference(row.carried_from),
        _csv_reference(row.carried_to),
        csv_text("\n".join(updates)),
    )


def csv_text(text: str) -> str:
    """A cell that no spreadsheet runs as a formula: an apostrophe stands before what one would."""
    clean = printable(text)
    return f"'{clean}" if clean.startswith(_FORMULA_STARTS) else clean


def _csv_reference(reference: str | None) -> str:
    return f"'{printable(reference)}" if reference else ""


def to_json(paper: RegisterPaper) -> bytes:
    """The paper as `{"actions": […]}` in UTF-8, each entry in the shape of `export --format json`."""
    entries = {"actions": [_json_entry(row) for row in paper.rows]}
    return (json.dumps(entries, ensure_ascii=False, indent=2) + "\n").encode()


def _json_entry(row: RegisterRow) -> dict[str, Any]:
    return {
        "ref": row.ref,
        "full_ref": row.full_ref,
        "raised": row.raised.isoformat(),
        "group": printable(row.group),
        "text": printable(row.text),
        "owners": [printable(owner) for owner in row.owners],
        "due": _iso(row.due),
        "status": row.status,
        "status_text": printable(row.status_text),
        "confidential": row.confidential,
        "carried_from": row.carried_from,
        "carried_to": row.carried_to,
        "updates": [_json_update(update) for update in row.updates],
    }


def _json_update(update: UpdateRow) -> dict[str, str]:
    return {"at": update.at.isoformat(), "by": printable(update.by), "text": printable(update.text)}


def _iso(when: date | None) -> str | None:
    return when.isoformat() if when else None
