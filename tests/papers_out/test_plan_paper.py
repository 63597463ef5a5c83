"""The paper of the community safety plan: its colours by priority, what is red and why, and nothing confidential in public."""

import io
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pikepdf
import pytest

from store.papers.writing.meeting_writers import write
from store.papers.writing.plan_paper import PlanPaper
from store.papers.writing.plans import plan_of
from store.papers.writing.register_paper import Edition
from store.papers.writing.specimens import PLAN
from store.plan_standings import Stated, state
from store.plans import Wanted
from store.rag import RULES
from store.tables.plan import Rag
from tests.databases import migrated
from tests.papers_out.test_register_formats import tags
from tests.papers_out.word_text import text_of
from tests.store.small_books import SmallBooks

SAID = (
    "Light the park & “ring” <the> depot",
    "Quarterly (by 30 June 2026)",
    "It was due on 30 April 2026",
    "26 May 2026: Lamps ordered",
    *RULES,
)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallBooks]:
    with migrated("sqlite", tmp_path) as engine:
        small = SmallBooks(engine)
        with small.changing() as books:
            plan = books.plans.start("2026/27", "", None)
            late = books.plans.add(
                plan,
                Wanted("Light the park & “ring” <the> depot", "Ada, on 01632 960123", (), "April 2026", "1"),
            )
            books.plans.note(late, "Lamps ordered")
            books.plans.add(plan, Wanted("Mark bicycles", "Police", (), "Quarterly", "Priority 2"))
            hidden = books.plans.add(plan, Wanted("Help the family at number 3", "", (), "May 2026", "2"))
            hidden.confidential = True
            dropped = books.plans.add(plan, Wanted("Sing"))
            books.plans.drop(dropped, "No voice")
        yield small


def paper_of(small: SmallBooks, edition: Edition = Edition.PUBLIC) -> PlanPaper:
    with small.reading() as books:
        return plan_of(books, books.plans.labelled(""), edition=edition)


def test_the_colours_are_counted_by_priority(small: SmallBooks) -> None:
    paper = paper_of(small)

    assert paper.summary == [
        "As at 26 May 2026 the plan has 2 targets: 1 red and 1 green",
        "2 are due or overdue by the end of the quarter, 30 June 2026",
        "1 more was dropped or carried into another plan",
    ]
    assert [
        (name, [colour.value for colour, count in counts.items() if count])
        for name, counts in paper.by_priority
    ] == [
        ("1", ["red"]),
        ("Priority 2", ["green"]),
    ]
    assert [row.ref for row in paper.rows] == ["1.1", "2.1", "0.1"]


def test_the_public_edition_has_no_confidential_target_and_no_telephone_number(small: SmallBooks) -> None:
    public, internal = paper_of(small), paper_of(small, Edition.INTERNAL)

    assert "Help the family at number 3" not in str(public.words) + str(public.document)
    assert "01632" not in str(public.words) + str(public.document)
    assert "Help the family at number 3" in str(internal.words)


@pytest.mark.parametrize("format", ["docx", "html", "pdf"])
def test_every_format_says_all_of_it(small: SmallBooks, format: str) -> None:  # noqa: A002
    content = write(paper_of(small), format)
    if format == "pdf":
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert pdf.Root.Lang == "en-GB"
            assert {"/Figure", "/TH", "/Table", "/H1"} <= set(tags(pdf.Root.StructTreeRoot.K))
        return
    said = text_of(content) if format == "docx" else lxml.html.fromstring(content).text_content()
    assert [one for one in SAID if one not in " ".join(said.split()) and one not in said] == []


def test_the_chart_is_told_in_words(small: SmallBooks) -> None:
    chart = paper_of(small).chart
    assert chart is not None
    assert (
        chart.alternative
        == "Bar chart. How the targets are doing, by priority. 1: 1 red; Priority 2: 1 green."
    )


def test_an_empty_plan_is_a_paper_too() -> None:
    empty = PlanPaper("Quayside", "Plan", "2031", PLAN.as_at, PLAN.quarter, ())
    for format in ("docx", "html", "pdf"):  # noqa: A001
        assert write(empty, format)


def test_a_colour_says_where_it_comes_from(small: SmallBooks) -> None:
    with small.changing() as books:
        late, bicycles = (
            row for row in books.plans.rows(books.plans.labelled("")) if row.text[:4] in ("Ligh", "Mark")
        )
        state(books.plans, late, Stated("report.docx", books.today, Rag.AMBER))
        books.plans.colour(bicycles, Rag.RED, "The lamps are dear")
    paper = paper_of(small)

    assert [(row.status, row.why) for row in paper.troubled] == [
        ("Red (set)", "set by Carys Pugh on 26 May 2026: The lamps are dear"),
        ("Amber (from a paper)", "as stated in report.docx on 26 May 2026"),
    ]
    assert (
        "Of the colours, 1 is stated in a paper and 1 is set by the secretariat; the others follow from the rules below"
        in paper.summary
    )
