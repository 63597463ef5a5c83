"""How long it takes to write a register of 10,000 action points, beside a loop over a table as one writes it with python-docx.

The paper is put together beforehand, and each format is written as an export does. The loops write the same words in
the same three columns, without a look, a header that repeats or a language, in the three ways in which one writes them:
"row by row" adds a row at a time (`table.add_row().cells`) as python-docx's own first example does; "over rows" makes
all rows first and goes through them (`table.rows`), the fastest; "cell by cell" asks the table (`table.cell(row, column)`),
which looks through all cells each time; of that a register of 200 is measured, and told for 10,000 by the square.

A PDF cannot be ten times as fast as the loops: typst takes twice the time of that to set the same words as bare
paragraphs, without a table, and every other library that was tried takes several times as long as typst.
"""

import io
import os
from collections.abc import Callable
from functools import partial

import docx
from docx.document import Document

from store.papers.writing.register_paper import RegisterPaper, RegisterRow, outcome_lines, promise_lines
from store.papers.writing.writers import write
from tests.papers_out.registers import many

SIZE, SMALL = 10_000, 200
AIMS = {"xlsx": 3.0, "csv": 3.0}  # seconds
AIM = 10.0  # times as fast as the loop
AGAINST_THE_LOOP = ("docx", "pdf")
OTHERS = ("html", "json")


def _words(paper: RegisterPaper, row: RegisterRow) -> tuple[list[str], list[str], list[str]]:
    return [row.ref], promise_lines(row), outcome_lines(row, paper.as_at)


def _saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def row_by_row(paper: RegisterPaper) -> bytes:
    """The register as a table, as python-docx's documentation writes one."""
    document = docx.Document()
    table = document.add_table(rows=1, cols=3)
    for row in paper.rows:
        cells = table.add_row().cells
        for cell, lines in zip(cells, _words(paper, row), strict=True):
            cell.paragraphs[0].text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)
    return _saved(document)


def over_rows(paper: RegisterPaper) -> bytes:
    """The same in a table whose rows are all made first."""
    document = docx.Document()
    table = document.add_table(rows=len(paper.rows), cols=3)
    for made, row in zip(table.rows, paper.rows, strict=True):
        for cell, lines in zip(made.cells, _words(paper, row), strict=True):
            cell.text = "\n".join(lines)
    return _saved(document)


def cell_by_cell(paper: RegisterPaper) -> bytes:
    """The same through `table.cell`."""
    document = docx.Document()
    table = document.add_table(rows=len(paper.rows), cols=3)
    for number, row in enumerate(paper.rows):
        for column, lines in enumerate(_words(paper, row)):
            table.cell(number, column).text = "\n".join(lines)
    return _saved(document)


def seconds(work: Callable[[], bytes]) -> float:
    """How long it takes: time of the processor, that of a child too, because a busy machine is nobody's fault."""
    began = sum(os.times()[:4])
    assert work()
    return sum(os.times()[:4]) - began


def measured(size: int, small: int) -> dict[str, float]:
    """Seconds for each format and for each loop."""
    paper, short = many(size), many(small)
    write(short, "docx")  # what is loaded at the first time is not writing
    times = {made: seconds(partial(write, paper, made)) for made in (*AGAINST_THE_LOOP, *AIMS, *OTHERS)}
    times["row by row"] = seconds(lambda: row_by_row(paper))
    times["over rows"] = seconds(lambda: over_rows(paper))
    times["cell by cell"] = seconds(lambda: cell_by_cell(short)) * (size / small) ** 2
    return times


def told(times: dict[str, float], size: int) -> list[str]:
    """The lines for people."""
    loop, over, cells = times["row by row"], times["over rows"], times["cell by cell"]
    lines = [f"Writing a register of {size:,} action points (seconds of the processor):"]
    lines += [f"  {made:6}{times[made]:8.2f}" for made in OTHERS]
    lines += [
        f"  {made:6}{times[made]:8.2f}   at most {aim:g} s: {'met' if times[made] <= aim else 'not met'}"
        for made, aim in AIMS.items()
    ]
    for made in AGAINST_THE_LOOP:
        faster = loop / times[made]
        lines.append(
            f"  {made:6}{times[made]:8.2f}   {faster:.1f} times as fast as row by row with python-docx ({loop:.2f}),"
            f" at least {AIM:g}: {'met' if faster >= AIM else 'not met'};"
            f" {over / times[made]:.1f} times as fast as over rows ({over:.2f}),"
            f" {cells / times[made]:,.0f} times as fast as cell by cell"
        )
    lines.append(f"  cell by cell it would take {cells:,.0f} s, by the square of what {SMALL} take")
    return lines


def run() -> None:
    """Measure and print."""
    print("\n".join(told(measured(SIZE, SMALL), SIZE)))


if __name__ == "__main__":
    run()
