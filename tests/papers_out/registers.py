"""An invented register, and the ways to look into what was written of it."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

from openpyxl import Workbook, load_workbook

from store.papers.writing.register_paper import Edition, HappeningRow, RegisterPaper, RegisterRow, UpdateRow
from store.papers.writing.writers import write

AS_AT = date(2031, 3, 3)
SAID = UpdateRow(datetime(2031, 2, 1, 9, 30, tzinfo=UTC), "Ines Marlowe", "Half of them.")
ROW = RegisterRow(
    ref="11/01",
    full_ref="2030-11/01",
    raised=date(2030, 11, 5),
    group="Harbour Board",
    text="Ines Marlowe to count the bicycles on the quay.",
    owners=("Ines Marlowe",),
    due=date(2031, 3, 10),
    status="in progress",
    status_text="",
    confidential=False,
    carried_from=None,
    carried_to=None,
    updates=(SAID,),
)
CLOSED = replace(
    ROW, ref="11/02", full_ref="2030-11/02", due=None, status="closed", status_text="Closed: Sent on 6 May."
)
CLOSING = HappeningRow(CLOSED.full_ref, CLOSED.ref, SAID.at, "Otis Bell", "Closed: Sent on 6 May.", "closed")
UPDATING = HappeningRow(ROW.full_ref, ROW.ref, SAID.at, SAID.by, "Update: Half of them.")
PAPER = RegisterPaper(
    partnership="Quayside Partnership",
    group="Harbour Board",
    meeting=date(2031, 3, 4),
    as_at=AS_AT,
    rows=(ROW, CLOSED),
    edition=Edition.PUBLIC,
    previous=date(2030, 11, 5),
    changes=(UPDATING, CLOSING),
    history=(UPDATING, CLOSING),
)


def many(count: int) -> RegisterPaper:
    """A register of so many, of which every other one is closed and every third has another owner."""
    rows = (
        replace(
            CLOSED if number % 2 else ROW,
            ref=f"11/{number:02}",
            full_ref=f"2030-11/{number:02}",
            text=f"Ines Marlowe to count the bicycles at stand {number} and to tell the steering group what is missing.",
            owners=("Otis Bell",) if number % 3 else ROW.owners,
        )
        for number in range(1, count + 1)
    )
    return replace(PAPER, rows=tuple(rows), changes=(), history=())


def workbook(paper: RegisterPaper) -> Workbook:
    """The Excel file, read with other eyes than those that wrote it."""
    return load_workbook(io.BytesIO(write(paper, "xlsx")))
