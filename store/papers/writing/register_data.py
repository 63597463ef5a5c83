"""The register as data: the cells of a row, CSV for spreadsheets, JSON for programs."""

import csv
import io
import json
from datetime import date
from typing import Any

from store.papers.writing.register_paper import (
    HappeningRow,
    RegisterPaper,
    RegisterRow,
    UpdateRow,
    changes_summary,
    printable,
)

# What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), or trim it until one begins.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

_CONFIDENTIAL = "Confidential"
REFERENCES = ("Month / Number", "Full reference", "Carried from", "Carried to")
COLUMNS = (
    *("Month / Number", "Full reference", "Raised", "Group", "Action point", "Owners", "Due", "Status"),
    *("Action", _CONFIDENTIAL, "Carried from", "Carried to", "Updates"),
    *("Register for the meeting of", "As at"),
)

Record = dict[str, str | date | None]


def columns(paper: RegisterPaper) -> tuple[str, ...]:
    """The heads of the columns; a public paper does not say of anything that it is not confidential."""
    return tuple(name for name in COLUMNS if paper.internal or name != _CONFIDENTIAL)


def records(paper: RegisterPaper) -> list[Record]:
    """A record for each action point by the names of all columns; without any, one that says so."""
    heading: Record = {"Register for the meeting of": paper.meeting, "As at": paper.as_at}
    if not paper.rows:
        return [{**dict.fromkeys(COLUMNS), "Action point": paper.empty_line, **heading}]
    return [{**_record(row), **heading} for row in paper.rows]


def _record(row: RegisterRow) -> Record:
    updates = (f"{update.at.date().isoformat()} {update.by}: {update.text}" for update in row.updates)
    return {
        "Month / Number": row.ref,
        "Full reference": row.full_ref,
        "Raised": row.raised,
        "Group": printable(row.group),
        "Action point": printable(row.text),
        "Owners": printable("; ".join(row.owners)),
        "Due": row.due,
        "Status": row.status,
        "Action": printable(row.status_text),
        _CONFIDENTIAL: "yes" if row.confidential else "no",
        "Carried from": row.carried_from,
        "Carried to": row.carried_to,
        "Updates": printable("\n".join(updates)),
    }


def to_csv(paper: RegisterPaper) -> bytes:
    """The paper as CSV that Excel opens as it stands: UTF-8 with a byte-order mark, lines ending in CR LF.

    A cell that begins with an apostrophe is text from there on: take the apostrophe off to read it. It stands
    before whatever a spreadsheet would run as a formula, and before every reference, because Excel makes
    7 February of a bare "07/02" (quotation marks do not stop it, and `="07/02"` would be a formula). Days are
    ISO dates, which Excel does and should read as dates.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    names = columns(paper)
    writer.writerow(names)
    writer.writerows([_cell(name, record[name]) for name in names] for record in records(paper))
    return out.getvalue().encode("utf-8-sig")


def _cell(name: str, value: str | date | None) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if not value:
        return ""
    return f"'{value}" if name in REFERENCES else csv_text(value)


def csv_text(text: str) -> str:
    """A cell that no spreadsheet runs as a formula: an apostrophe stands before what one would."""
    clean = printable(text)
    return f"'{clean}" if clean.startswith(FORMULA_STARTS) else clean


def to_json(paper: RegisterPaper) -> bytes:
    """The paper in UTF-8 as `{"actions": […]}`, each entry in the shape of `export --format json`.

    That of a meeting also has `register`, which says what it is, and `changes` since the meeting before.
    """
    entries: dict[str, Any] = {"actions": [_json_entry(row) for row in paper.rows]}
    if paper.meeting:
        entries = {
            "register": _json_head(paper),
            **entries,
            "changes": list(map(_json_change, paper.changes)),
        }
    return (json.dumps(entries, ensure_ascii=False, indent=2) + "\n").encode()


def _json_head(paper: RegisterPaper) -> dict[str, Any]:
    return {
        "partnership": printable(paper.partnership),
        "group": printable(paper.group),
        "meeting": _iso(paper.meeting),
        "as_at": paper.as_at.isoformat(),
        "previous_meeting": _iso(paper.previous),
        "summary": changes_summary(paper),
    }


def _json_change(change: HappeningRow) -> dict[str, str]:
    return {
        "ref": change.ref,
        "full_ref": change.full_ref,
        "at": change.at.isoformat(),
        "by": printable(change.by),
        "what": printable(change.what),
    }


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
