"""What a register says, as the words that the templates of Word, HTML and PDF put in their places.

A template is anybody's, so it gets words and nothing else: no object of ours can be reached from it.
"""

from typing import Any

from store.dates import day
from store.papers.writing.blocks import Block, Column, bullets, heading, table, text
from store.papers.writing.register_paper import (
    RegisterPaper,
    RegisterRow,
    change_lines,
    changes_heading,
    changes_summary,
    outcome_lines,
    printable,
    promise_lines,
)

Words = dict[str, Any]


def words_of(paper: RegisterPaper) -> Words:
    """The words of a register by the names under which templates know them."""
    return {
        "document_title": printable(paper.document_title),
        "title": printable(paper.title),
        "footer": printable(paper.title),
        "partnership": printable(paper.partnership),
        "group": printable(paper.group),
        "meeting": day(paper.meeting) if paper.meeting else "",
        "chosen": printable(paper.chosen),
        "as_at": day(paper.as_at),
        "edition": paper.edition.value,
        "notice": paper.notice,
        "rows": [_row(row, paper) for row in paper.rows],
        "nothing": "" if paper.rows else paper.empty_line,
        "changes_heading": changes_heading(paper),
        "changes_summary": changes_summary(paper),
        "changes": [printable(line) for line in change_lines(paper)],
    }


_COLUMNS = (Column("Month / number", 2.6), Column("Action point", 7.6), Column("Action", 6.8))


def blocks_of(paper: RegisterPaper) -> list[Block]:
    """A register as part of a longer paper."""
    words = words_of(paper)
    blocks = [heading("Action points", 2), text(f"{paper.title}.")]
    blocks += [text(paper.notice, strong=True)] if paper.notice else []
    rows = [
        [
            [row["reference"]],
            [*(["CONFIDENTIAL"] if row["confidential"] else []), *row["promise"]],
            row["outcome"],
        ]
        for row in words["rows"]
    ]
    blocks += [table("Action points", _COLUMNS, rows)] if rows else [text(paper.empty_line)]
    if paper.previous:
        blocks += [heading(changes_heading(paper), 3), text(changes_summary(paper))]
        blocks += [bullets(words["changes"])] if words["changes"] else []
    return blocks


def _row(row: RegisterRow, paper: RegisterPaper) -> Words:
    return {
        "reference": row.ref,
        "full_reference": row.full_ref,
        "raised": day(row.raised),
        "group": printable(row.group),
        "text": printable(row.text),
        "owners": printable(", ".join(row.owners)),
        "due": day(row.due) if row.due else "",
        "status": row.status,
        "confidential": row.confidential,
        "promise": [printable(line) for line in promise_lines(row)],
        "outcome": [printable(line) for line in outcome_lines(row, paper.as_at)],
    }
