"""A paper rebuilt in other formats at test time, block by block: as Word, PDF, Excel, HTML and CSV."""

import csv
import html
import io
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import docx
import openpyxl
import typst
from openpyxl.styles import Font

from store.papers.reading.blocks import Block, Kind, tidy

Run = list[Block]


def runs(blocks: Sequence[Block]) -> Iterator[tuple[bool, Run]]:
    """The blocks by tables and what stands between them."""
    for is_table, group in groupby(blocks, key=lambda block: block.is_row):
        yield is_table, list(group)


def width(run: Run) -> int:
    return max(len(block.cells) for block in run)


def cells(block: Block, columns: int) -> list[str]:
    return [*block.cells, *[""] * (columns - len(block.cells))]


def as_word(blocks: Sequence[Block]) -> bytes:
    document = docx.Document()
    for is_table, run in runs(blocks):
        if is_table:
            table = document.add_table(rows=len(run), cols=width(run))
            table.style = "Table Grid"
            for row, block in zip(table.rows, run, strict=True):
                for cell, text in zip(row.cells, cells(block, width(run)), strict=True):
                    cell.text = text.replace("  ", "\n")
        for block in run if not is_table else ():
            if block.apart:
                document.add_paragraph()
            style = "List Bullet" if block.bullet else "Heading 2" if block.kind is Kind.HEADING else None
            document.add_paragraph(block.text, style=style)
    return saved(document)


def saved(document: Any) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def as_html(blocks: Sequence[Block]) -> bytes:
    parts = ["<!DOCTYPE html><html lang=en><head><title>Paper</title></head><body>"]
    for is_table, run in runs(blocks):
        if is_table:
            rows = (
                "".join(
                    f"<td>{html.escape(text).replace('  ', '<br>')}</td>" for text in cells(block, width(run))
                )
                for block in run
            )
            parts.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
        for block in run if not is_table else ():
            tag = "li" if block.bullet else "h2" if block.kind is Kind.HEADING else "p"
            if tag == "p" and not block.apart and parts[-1].endswith("</p>"):
                parts[-1] = f"{parts[-1].removesuffix('</p>')}<br>{html.escape(block.text)}</p>"
            else:
                parts.append(f"<{tag}>{html.escape(block.text)}</{tag}>")
    return "\n".join(parts).encode()


def as_excel(blocks: Sequence[Block]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for is_table, run in runs(blocks):
        if is_table:
            sheet.append([])
        for block in run:
            if block.apart and not is_table:
                sheet.append([])
            sheet.append([text.replace("  ", "\n") for text in block.cells] if is_table else [marked(block)])
            if block.kind is Kind.HEADING:
                sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        for row in sheet.iter_rows(min_row=max(1, sheet.max_row - len(run))):
            for cell in row:
                cell.data_type = (
                    "s" if cell.value else cell.data_type
                )  # a text that begins with "=" is no formula
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def marked(block: Block) -> str:
    return f"• {block.text}" if block.bullet else block.text


def as_csv(blocks: Sequence[Block]) -> bytes:
    held = io.StringIO()
    writer = csv.writer(held)
    for block in blocks:
        if block.apart:
            writer.writerow([])
        writer.writerow(block.cells if block.is_row else [marked(block)])
    return held.getvalue().encode()


def as_pdf(blocks: Sequence[Block], *, stroke: str = "0.5pt") -> bytes:
    """Through typst, with texts as strings so that nothing in them is markup."""
    parts = [
        '#set page(paper: "a4", margin: 2cm, numbering: "1")',
        "#set text(size: 10pt, hyphenate: false)",
        "#set par(leading: 0.5em, spacing: 0.5em)",
    ]
    for is_table, run in runs(blocks):
        if is_table:
            printed = ", ".join(literal(text) for block in run for text in cells(block, width(run)))
            parts.append(
                f"#v(0.6em)\n#text(size: {5 if width(run) > 6 else 9}pt, table(columns: {columns(run)}, stroke: {stroke}, {printed}))\n#v(0.6em)"
            )
        for block in run if not is_table else ():
            parts.append("#v(0.8em)" if block.apart else "")
            text = f"text({literal(block.text)})"
            if block.kind is Kind.HEADING:
                text = f"strong({text})"
            parts.append(f"#list({text})" if block.bullet else f"#par({text})")
    return bytes(typst.compile("\n".join(parts).encode()))


def columns(run: Run) -> str:
    """The columns as wide as their words ask for."""
    longest = [max(8, *(len(cells(block, width(run))[at]) for block in run)) for at in range(width(run))]
    return "(" + "".join(f"{min(max(size, 25), 60)}fr," for size in longest) + ")"


def literal(text: str) -> str:
    return json.dumps(tidy(text) if "  " not in text else text.replace("  ", "\n"), ensure_ascii=False)


FORMATS = {"docx": as_word, "pdf": as_pdf, "xlsx": as_excel, "html": as_html}
